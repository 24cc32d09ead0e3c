import type { SetId } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** The harm that a PASID freed too early does. That nothing is left when it is freed is ioasid/free-is-clean. */
export const noHandoverWhileCarried: StepInvariant = {
  id: 'ioasid/no-handover-while-carried',
  of: 'step',
  property: 'A5',
  sentence: 'A host PASID is never handed from one VM to another while devices are still bound to it.',
  sources: [sources.ioasidDocument, sources.vfioPasidRequest],
  catches: ['vfio-v1', 'fault/free-leaves-bindings'],
  broken: ({ topology, command, answer, before, after }, tally) => {
    if (command.kind !== 'ioasid_alloc' || answer < 0) return null;
    const receiver = after.ioasidSet.at(command.set as SetId).token;
    if (receiver === null) return null;
    tally.antecedent++;
    const hpasid = topology.hpasids.find((id) => id === answer);
    const former = hpasid === undefined ? null : before.ioasid.at(hpasid).formerSet;
    const giver = former === null ? null : before.ioasidSet.at(former).token;
    if (hpasid === undefined || giver === null || giver === receiver) return null;
    const carrier = topology.devices.find((device) => after.binding.at(hpasid, device).pgd !== null);
    return carrier === undefined
      ? null
      : `p${hpasid} of vm${giver} was handed to vm${receiver}, and d${carrier} is still bound`;
  },
};
