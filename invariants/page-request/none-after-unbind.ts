import type { Device } from '../../spec/sorts.ts';
import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Step, StepInvariant } from '../invariant.ts';

/** The devices that a successful tear-down has left without the PASID. */
function released({ topology, command, before }: Step): readonly Device[] {
  if (command.kind === 'vfio_unbind_gpasid') return topology.devicesOf(command.container);
  if (command.kind !== 'ioasid_reclaim') return [];
  return topology.devices.filter((device) => before.binding.at(command.hpasid, device).pgd !== null);
}

export const noneAfterUnbind: StepInvariant = {
  id: 'page-request/none-after-unbind',
  of: 'step',
  property: 'T3',
  sentence:
    'After an unbind or a reclaim has succeeded, no page request with that host PASID is left on the devices it was taken from.',
  sources: [sources.vtdDrain, sources.vtdUnbind],
  catches: ['fault/no-drain'],
  broken: (step, tally) => {
    const { topology, command, answer, before, after } = step;
    if (answer !== 0 || !('hpasid' in command)) return null;
    const row = member('row', topology.sizes.row, command.hpasid);
    if (row === null) return null;
    for (const device of released(step)) {
      if (before.pageRequest.some('pending', true, device, row)) tally.antecedent++;
      if (after.pageRequest.some('pending', true, device, row))
        return `a request of d${device} at row ${row} is pending`;
      if (after.pageRequest.some('outstanding', true, device, row)) return `d${device} still waits at row ${row}`;
    }
    return null;
  },
};
