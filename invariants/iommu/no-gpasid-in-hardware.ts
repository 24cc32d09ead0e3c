import type { Command } from '../../spec/commands.ts';
import { type GroupId, member, type Row } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { HostState } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import type { Step, StepCase, StepInvariant } from '../invariant.ts';

/** Whether a row is that of a host PASID which is bound on a device of the container that a group joins. */
function isBoundThere(topology: Topology, group: GroupId, row: Row, before: HostState): boolean {
  const hpasid = member('hpasid', topology.sizes.hpasid, row);
  const devices = topology.devicesOf(topology.containerOfGroup(group));
  return hpasid !== null && devices.some((device) => before.binding.at(hpasid, device).pgd !== null);
}

/**
 * The host PASID at which a command has to write: the one that the caller's own naming of PASIDs stands for. A join can
 * write at any that is bound in the container.
 */
function namedPasid(topology: Topology, command: Command, row: Row, { before, after }: Step): number | null {
  if (command.kind === 'vfio_group_set_container') {
    return isBoundThere(topology, command.group, row, before) ? row : null;
  }
  if (command.kind === 'pasid_cache_invalidate') {
    const number = member('row', topology.sizes.row, command.pasid);
    return number === null ? null : after.vmmLookup.at(command.actor, number).hpasid;
  }
  if (command.kind !== 'vfio_bind_gpasid') return null;
  const { actor, hpasid, gpasid } = command;
  const named = gpasid === null ? null : member('gpasid', topology.sizes.gpasid, gpasid);
  if (named === null || topology.pasidSpaceOf(actor) === 'identity') return hpasid;
  return after.guestToHost.at(actor, named).hpasid;
}

/**
 * Stronger than "hardware holds ids of that VM only": a guest PASID that happens to equal *another host PASID of the
 * same VM* is just as wrong, and only the map can tell.
 */
export const noGpasidInHardware: StepInvariant = {
  id: 'iommu/no-gpasid-in-hardware',
  of: 'step',
  property: 'G3',
  sentence:
    "Every write of a PASID-table entry is at exactly the host PASID that the VM's guest-to-host map gives for the gpasid.",
  sources: [sources.gpasidMapping],
  catches: ['fault/gpasid-in-hardware', 'fault/vmm-without-lookup'],
  follows: {
    from: ['iommu/entry-as-bound', 'vfio/gpasid-names-one-hpasid', 'guest/shadow-follows-guest'],
    because:
      'An entry stands where its binding says, what is bound has the one name it was bound under, and a shadow is of what the guest has written.',
  },
  cases: (topology, command) =>
    topology.devices.flatMap((device) =>
      topology.rows.map(
        (row): StepCase =>
          (step, tally) => {
            const { before, after } = step;
            const { pgd } = after.pasidEntry.at(device, row);
            if (pgd === null || pgd === before.pasidEntry.at(device, row).pgd) return null;
            tally.antecedent++;
            const named = namedPasid(topology, command, row, step);
            if (named === row) return null;
            return `the entry was written at row ${row} of d${device}, but the host PASID is ${named ?? 'none'}`;
          },
      ),
    ),
};
