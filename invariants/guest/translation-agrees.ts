/** What KVM translates, and what it holds for that, beside what the host has bound. Not who is told when. */
import { type Gpasid, type Hpasid, type Kvm, type Row, type User, users } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { ownerOf } from '../owner.ts';

const user = users.kvm as User;

/** One number of one guest. */
function numberCase(topology: Topology, kvm: Kvm, gpasid: Gpasid): StateCase {
  const vm = topology.runBy(kvm);
  return ({ state }, tally) => {
    const { number } = state.pasidTranslation.at(kvm, gpasid);
    const { hpasid } = state.guestToHost.at(vm, gpasid);
    const isNamed = hpasid !== null && ownerOf(state, hpasid) === vm;
    const due = isNamed && state.ioasid.at(hpasid).state !== 'free_pending' ? hpasid : null;
    if (number === null && due === null) return null;
    tally.antecedent++;
    if ((number as number | null) === due) return null;
    return `KVM translates g${gpasid} of vm${vm} to ${number ?? 'nothing'}, and the host PASID is ${due ?? 'none'}`;
  };
}

/** One host PASID. */
function referenceCase(hpasid: Hpasid): StateCase {
  return ({ state }) => {
    const { holds } = state.ioasidUser.at(hpasid, user);
    const translates = state.pasidTranslation.some('number', hpasid as number as Row);
    if (holds === translates) return null;
    return holds
      ? `KVM has a reference on p${hpasid}, and does not translate to it`
      : `KVM translates to p${hpasid}, and has no reference on it`;
  };
}

/** Whether a user gets and puts references of its own accord, for whatever it wants them. */
const haveOwnWays = (topology: Topology): boolean => topology.plays('ioasid_get') || topology.plays('ioasid_put');

/**
 * KVM is told within the command that binds, unbinds or frees, so there is no state in which its table may lag behind. A
 * PASID that is freed while it is bound keeps its name until it is torn down, but is translated to no more.
 */
export const translationAgrees: StateInvariant = {
  id: 'guest/translation-agrees',
  of: 'state',
  property: 'G3, G5',
  sentence:
    'KVM translates a number of a guest to the host PASID that its VM has by that name and has not freed, and to nothing if there is none; it has a reference on just that, unless it gets and puts some of its own accord.',
  sources: [sources.gpasidMapping, sources.ioasidDocument, sources.enqcmd],
  catches: ['fault/kvm-translates-to-gpasid', 'fault/kvm-keeps-unbound', 'fault/kvm-keeps-freed'],
  cases: (topology) =>
    topology.kvms.length === 0
      ? []
      : [
          ...topology.kvms.flatMap((kvm) => topology.gpasids.map((gpasid) => numberCase(topology, kvm, gpasid))),
          ...(haveOwnWays(topology) ? [] : topology.hpasids.map(referenceCase)),
        ],
};
