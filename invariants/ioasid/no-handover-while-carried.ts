import type { Hpasid, Row, SetId } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** The harm that a PASID freed too early does. That nothing is left when it is freed is ioasid/free-is-clean. */
export const noHandoverWhileCarried: StepInvariant = {
  id: 'ioasid/no-handover-while-carried',
  of: 'step',
  property: 'A5',
  sentence: 'A host PASID is never handed to a VM while a device of another VM still carries it.',
  sources: [sources.ioasidDocument, sources.vfioPasidRequest],
  catches: ['vfio-v1', 'fault/free-leaves-bindings'],
  broken: ({ topology, command, answer, after }, tally) => {
    if (command.kind !== 'ioasid_alloc' || answer < 0) return null;
    const receiver = after.ioasidSet.at(command.set as SetId).token;
    if (receiver === null) return null;
    tally.antecedent++;
    const hpasid = answer as Hpasid;
    const row = answer as Row;
    for (const device of topology.devices) {
      const carried =
        after.pasidEntry.at(device, row).pgd !== null ||
        after.binding.at(hpasid, device).pgd !== null ||
        after.pageRequest.some('outstanding', true, device, row);
      if (carried && topology.holderOf(device) !== receiver) {
        return `p${hpasid} was handed to vm${receiver} while d${device}, which that VM does not hold, carries it`;
      }
    }
    return null;
  },
};
