import { type Device, type Hpasid, member, type Row } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';

/** Of a device from which a tear-down, if it succeeds, takes the PASID. */
const deviceCase =
  (device: Device, row: Row): StepCase =>
  ({ answer, before, after }, tally) => {
    if (answer !== 0) return null;
    if (before.pageRequest.some('pending', true, device, row)) tally.antecedent++;
    if (after.pageRequest.some('pending', true, device, row)) return `a request of d${device} at row ${row} is pending`;
    return after.pageRequest.some('outstanding', true, device, row) ? `d${device} still waits at row ${row}` : null;
  };

/** A reclaim takes the PASID from the devices that it was bound on. */
function reclaimCase(device: Device, hpasid: Hpasid): StepCase {
  const ifBound = deviceCase(device, hpasid as number as Row);
  return (step, tally) => (step.before.binding.at(hpasid, device).pgd === null ? null : ifBound(step, tally));
}

export const noneAfterUnbind: StepInvariant = {
  id: 'page-request/none-after-unbind',
  of: 'step',
  property: 'T3',
  sentence:
    'After an unbind or a reclaim has succeeded, no page request with that host PASID is left on the devices it was taken from.',
  sources: [sources.vtdDrain, sources.vtdUnbind],
  catches: ['fault/no-drain'],
  cases: (topology, command) => {
    if (command.kind === 'ioasid_reclaim') {
      return topology.devices.map((device) => reclaimCase(device, command.hpasid));
    }
    if (command.kind !== 'vfio_unbind_gpasid') return [];
    const row = member('row', topology.sizes.row, command.hpasid);
    return row === null ? [] : topology.devicesOf(command.container).map((device) => deviceCase(device, row));
  },
};
