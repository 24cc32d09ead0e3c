import { type Device, member, type Row } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import { countSuccess, type StepCase, type StepInvariant } from '../invariant.ts';

/** Of record and hardware. Page requests are page-request/none-after-unbind. */
export const unbindLeavesNothing: StepInvariant = {
  id: 'vfio/unbind-leaves-nothing',
  of: 'step',
  property: 'B7',
  sentence: 'When an unbind answers 0, no device of the container has a binding or an entry at that host PASID.',
  sources: [sources.vfioBindV1, sources.vtdUnbind],
  catches: [
    'fault/partial-unbind',
    'fault/unbind-does-nothing',
    'fault/users-by-feature',
    'fault/unbind-error-overwritten',
    'fault/unbind-error-ignored',
  ],
  cases: (topology, command) => {
    if (command.kind !== 'vfio_unbind_gpasid') return [];
    const hpasid = member('hpasid', topology.sizes.hpasid, command.hpasid);
    if (hpasid === null) return [];
    const row = hpasid as number as Row;
    const deviceCase =
      (device: Device): StepCase =>
      ({ answer, after }) => {
        if (answer < 0) return null;
        if (after.binding.at(hpasid, device).pgd !== null) return `p${hpasid} is still bound on d${device}`;
        return after.pasidEntry.at(device, row).pgd === null ? null : `row ${row} of d${device} is still present`;
      };
    return [countSuccess, ...topology.devicesOf(command.container).map(deviceCase)];
  },
};
