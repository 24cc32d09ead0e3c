import { kernelActor } from '../../spec/arguments.ts';
import type { Command } from '../../spec/commands.ts';
import type { SetId } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { HostState } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';

/** Who may free what is in a set: the kernel itself, where no VM has the set. */
const ownerOf = (before: HostState, set: SetId | null) =>
  set === null ? null : (before.ioasidSet.at(set).token ?? kernelActor);

interface Freed {
  readonly state: string;
  readonly set: SetId | null;
  readonly owner: number | null;
}

/** Whether a command may end the use of a PASID of this state, set and owner. */
function isRightly(topology: Topology, command: Command, { state, set, owner }: Freed): boolean {
  switch (command.kind) {
    case 'ioasid_reclaim':
    case 'ioasid_put':
    case 'mdev_config_clear':
    case 'vdcm_work':
      return state === 'free_pending';
    case 'ioasid_free':
    case 'vfio_pasid_request_free':
      return state !== 'free_pending' && command.actor === owner;
    // The VMM asks, for its guest.
    case 'vcmd_free_pasid':
      return state !== 'free_pending' && topology.guestOf(command.actor) === owner;
    // The IOMMU driver is the owner of default PASIDs, in the host's own set.
    case 'iommu_aux_detach_device':
      return owner === kernelActor;
    case 'ioasid_set_put':
      return state !== 'free_pending' && command.set === set;
    case 'mm_exit':
    case 'vfio_group_unset_container':
    case 'vfio_container_close':
      return command.actor === owner;
    default:
      return false;
  }
}

/**
 * A PASID leaves use by its owner's free, by the last put of its set, or with the devices that its owner gives back, and
 * free_pending when the last of those who still use it lets go: the IOMMU driver, or a user inside the kernel.
 */
export const freedByOwner: StepInvariant = {
  id: 'ioasid/freed-by-owner',
  of: 'step',
  property: 'A4',
  sentence:
    'A host PASID is freed by its owner only, by itself or with a container; one that is free_pending becomes free by its reclaim, the put of a user, or with the last device it is bound on.',
  sources: [sources.ioasidOwnership, sources.vfioPasidRequest, sources.ioasidNotification],
  catches: ['fault/foreign-free'],
  cases: (topology, command) =>
    topology.hpasids.map(
      (hpasid): StepCase =>
        ({ before, after }, tally) => {
          const { state } = after.ioasid.at(hpasid);
          if (state !== 'free' && state !== 'free_pending') return null;
          const was = before.ioasid.at(hpasid);
          if (was.state === state) return null;
          tally.antecedent++;
          const owner = ownerOf(before, was.set);
          const { state: life, set } = was;
          const rightly = isRightly(topology, command, { state: life, set, owner });
          return rightly ? null : `p${hpasid} was freed by somebody else`;
        },
    ),
};
