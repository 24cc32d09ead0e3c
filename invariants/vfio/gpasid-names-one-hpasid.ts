import { type Hpasid, idsOf, type Pgd } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { binderOf } from '../owner.ts';

/** Has what all cases of a host PASID have in common, that it is bound and of a VM, to count. */
const nameCase =
  (topology: Topology, hpasid: Hpasid): StateCase =>
  ({ state }, tally) => {
    const owner = binderOf(state, hpasid);
    if (owner === null) return null;
    tally.antecedent++;
    if (topology.pasidSpaceOf(owner) === 'identity') return null;
    const names = state.guestToHost.count('hpasid', hpasid, owner);
    return names === 1 ? null : `${names} gpasids of vm${owner} stand for p${hpasid}`;
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
  property: 'G1',
  sentence:
    'Every bound host PASID of a VM with its own PASID space has exactly one gpasid; all its bindings have one page directory.',
  sources: [sources.ioasidSpid, sources.gpasidMapping],
  catches: ['fault/two-hpasids-per-gpasid'],
  cases: (topology) =>
    topology.hpasids.flatMap((hpasid) => [
      nameCase(topology, hpasid),
      ...idsOf('pgd', topology.sizes.pgd).map((pgd) => directoryCase(hpasid, pgd)),
    ]),
};
