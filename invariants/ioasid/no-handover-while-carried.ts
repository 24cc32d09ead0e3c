import { member, type Row, type SetId } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/**
 * The harm that a PASID freed too early does. A device carries it for the VM that freed it, or, where nobody took note
 * of that, for the VM that holds the device. That nothing is left when it is freed is ioasid/free-is-clean.
 */
export const noHandoverWhileCarried: StepInvariant = {
  id: 'ioasid/no-handover-while-carried',
  of: 'step',
  property: 'A5',
  sentence: 'A host PASID is never handed to a VM while a device still carries it for another VM.',
  sources: [sources.ioasidDocument, sources.vfioPasidRequest],
  catches: ['vfio-v1', 'fault/free-leaves-bindings'],
  broken: ({ topology, command, answer, before, after }, tally) => {
    if (command.kind !== 'ioasid_alloc' || answer < 0) return null;
    const receiver = after.ioasidSet.at(command.set as SetId).token;
    if (receiver === null) return null;
    tally.antecedent++;
    const hpasid = member('hpasid', topology.sizes.hpasid, answer);
    if (hpasid === null) return null;
    const row = hpasid as number as Row;
    const { formerSet } = before.ioasid.at(hpasid);
    const giver = formerSet === null ? null : before.ioasidSet.at(formerSet).token;
    for (const device of topology.devices) {
      const carried =
        after.pasidEntry.at(device, row).pgd !== null ||
        after.binding.at(hpasid, device).pgd !== null ||
        after.pageRequest.some('outstanding', true, device, row);
      const carrier = giver ?? topology.holderOf(device);
      if (carried && carrier !== receiver) {
        return `p${hpasid} was handed to vm${receiver} while d${device} carries it for vm${carrier}`;
      }
    }
    return null;
  },
};
