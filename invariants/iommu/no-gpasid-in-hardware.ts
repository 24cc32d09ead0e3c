import type { Command } from '../../spec/commands.ts';
import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { HostState } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';

/** The host PASID at which a bind has to write: the one that the caller's own naming of PASIDs stands for. */
function namedPasid(topology: Topology, command: Command, after: HostState): number | null {
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
  catches: ['fault/gpasid-in-hardware'],
  cases: (topology, command) =>
    topology.devices.flatMap((device) =>
      topology.rows.map(
        (row): StepCase =>
          ({ before, after }, tally) => {
            const { pgd } = after.pasidEntry.at(device, row);
            if (pgd === null || pgd === before.pasidEntry.at(device, row).pgd) return null;
            tally.antecedent++;
            const named = namedPasid(topology, command, after);
            if (named === row) return null;
            return `the entry was written at row ${row} of d${device}, but the host PASID is ${named ?? 'none'}`;
          },
      ),
    ),
};
