/** Who may answer the page requests of a binding is told by the address of who made it. */
import type { Hpasid, Mm } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

const pasidCase =
  (mm: Mm, hpasid: Hpasid): StateCase =>
  ({ state }, tally) => {
    if (state.binding.every('pgd', [null], hpasid)) return null;
    tally.antecedent++;
    return state.inheritedBinding.at(mm, hpasid).inherited
      ? `p${hpasid} was bound by a process that is gone, and another passes for it`
      : null;
  };

export const ownerOfBinding: StateInvariant = {
  id: 'iommu/owner-of-binding',
  of: 'state',
  property: 'P3, A7',
  sentence: 'No process passes for another, be that gone, which has bound a host PASID.',
  sources: [sources.vtdOwner, sources.mmHeld],
  catches: ['fault/binder-without-reference'],
  follows: {
    from: ['ioasid/token-of-living'],
    because: 'What is bound is a member of the set of who bound it, and both go by the same address.',
  },
  cases: ({ mms, hpasids }) => mms.flatMap((mm) => hpasids.map((hpasid) => pasidCase(mm, hpasid))),
};
