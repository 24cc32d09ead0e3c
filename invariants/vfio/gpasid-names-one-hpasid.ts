import { type Hpasid, idsOf, type Pgd } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { binderOf, ownerOf } from '../owner.ts';

/** How many gpasids a host PASID may have that its owner, who has a PASID space of its own or not, has bound or not. */
function allowed(topology: Topology, hasOwn: boolean, bound: boolean): readonly number[] {
  if (hasOwn && bound) return [1];
  return hasOwn && topology.plays('ioasid_attach_spid') ? [0, 1] : [0];
}

/** Has what all cases of a host PASID have in common, that it is bound and of a VM, to count. */
const nameCase =
  (topology: Topology, hpasid: Hpasid): StateCase =>
  ({ state }, tally) => {
    // Names of a free PASID are the business of ioasid/free-is-clean.
    if (state.ioasid.at(hpasid).state === 'free') return null;
    const owner = ownerOf(state, hpasid);
    const bound = !state.binding.every('pgd', [null], hpasid);
    if (owner !== null && bound) tally.antecedent++;
    const hasOwn = owner !== null && topology.pasidSpaceOf(owner) === 'guest-owned';
    const names = hasOwn ? state.guestToHost.count('hpasid', hpasid, owner) : 0;
    if (!allowed(topology, hasOwn, bound).includes(names)) return `${names} gpasids of vm${owner} stand for p${hpasid}`;
    return state.guestToHost.count('hpasid', hpasid) === names ? null : `a gpasid of another VM stands for p${hpasid}`;
  };

function directoryCase(hpasid: Hpasid, pgd: Pgd): StateCase {
  const noOther = [null, pgd];
  return ({ state }) => {
    if (!state.binding.some('pgd', pgd, hpasid) || state.binding.every('pgd', noOther, hpasid)) return null;
    return binderOf(state, hpasid) === null ? null : `p${hpasid} is bound to two page directories`;
  };
}

/** The other half, that a gpasid has one host PASID, is the shape of the map; what can go wrong is the way back. */
export const gpasidNamesOneHpasid: StateInvariant = {
  id: 'vfio/gpasid-names-one-hpasid',
  of: 'state',
  property: 'G1, G6',
  sentence:
    'Every bound host PASID of a VM with its own PASID space has exactly one gpasid, and any other none, unless names are given without binds; all its bindings have one page directory.',
  sources: [sources.ioasidSpid, sources.gpasidMapping],
  catches: ['fault/two-hpasids-per-gpasid', 'fault/name-error-ignored'],
  cases: (topology) =>
    topology.hpasids.flatMap((hpasid) => [
      nameCase(topology, hpasid),
      ...idsOf('pgd', topology.sizes.pgd).map((pgd) => directoryCase(hpasid, pgd)),
    ]),
};
