/**
 * BIND is sent when a name is given and UNBIND when it is taken away, so they alternate if a name is given to what has none.
 * KVM acts on them, and has no other way to learn that a name is gone. That none is given after FREE is
 * ioasid/nothing-new-in-free-pending.
 */
import type { Gpasid, Hpasid, Vm } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';

const nameCase =
  (hpasid: Hpasid, vm: Vm, gpasid: Gpasid): StepCase =>
  ({ before, after }, tally) => {
    if (after.guestToHost.at(vm, gpasid).hpasid !== hpasid) return null;
    if (before.guestToHost.at(vm, gpasid).hpasid === hpasid) return null;
    tally.antecedent++;
    if (!before.guestToHost.some('hpasid', hpasid)) return null;
    return `p${hpasid} has another name already, and g${gpasid} of vm${vm} came to stand for it`;
  };

export const namesAlternate: StepInvariant = {
  id: 'ioasid/names-alternate',
  of: 'step',
  property: 'R4',
  sentence: 'A guest name is given only to a host PASID that has none.',
  sources: [sources.ioasidDocument, sources.ioasidSpid],
  catches: ['fault/name-overwritten'],
  follows: {
    from: ['vfio/gpasid-names-one-hpasid', 'guest/translation-agrees'],
    because: 'With a second name a host PASID has too many, or the first is gone and KVM still translates it.',
  },
  cases: ({ hpasids, vms, gpasids }) =>
    hpasids.flatMap((hpasid) => vms.flatMap((vm) => gpasids.map((gpasid) => nameCase(hpasid, vm, gpasid)))),
};
