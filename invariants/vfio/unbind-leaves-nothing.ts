import { member, type Row } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** Of record and hardware. Page requests are page-request/none-after-unbind. */
export const unbindLeavesNothing: StepInvariant = {
  id: 'vfio/unbind-leaves-nothing',
  of: 'step',
  property: 'B7',
  sentence: 'When an unbind answers 0, no device of the container has a binding or an entry at that host PASID.',
  sources: [sources.vfioBindV1, sources.vtdUnbind],
  catches: ['fault/partial-unbind'],
  broken: ({ topology, command, answer, after }, tally) => {
    if (command.kind !== 'vfio_unbind_gpasid' || answer !== 0) return null;
    const hpasid = member('hpasid', topology.sizes.hpasid, command.hpasid);
    if (hpasid === null) return null;
    const row = hpasid as number as Row;
    tally.antecedent++;
    for (const device of topology.devicesOf(command.container)) {
      if (after.binding.at(hpasid, device).pgd !== null) return `p${hpasid} is still bound on d${device}`;
      if (after.pasidEntry.at(device, row).pgd !== null) return `row ${row} of d${device} is still present`;
    }
    return null;
  },
};
