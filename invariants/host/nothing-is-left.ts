import { idsOf } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import { type HostState, hostSchema } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { leftOf, type TableName } from '../left.ts';

/** What life with PASIDs brings about, and must take away with it. Not here: what a host is, and what a guest writes. */
const brought: readonly TableName[] = [
  'ioasidUser',
  'guestToHost',
  'binding',
  'bindingUsers',
  'pasidEntry',
  'cachedTag',
  'pageRequest',
  'pasidTranslation',
  'mdevRegister',
  'shownRequest',
  'prqSlot',
  'ioasid',
];

/** Whether nobody has a PASID, and no page request is on its way. */
const isOver = ({ prqs }: Topology, state: HostState): boolean =>
  state.ioasid.every('state', ['free']) && prqs.every((prq) => state.prq.at(prq).head === null);

/** The antecedent is that of all cases: the first of them counts it. */
const countOver: StateCase = ({ topology, state }, tally) => {
  if (isOver(topology, state)) tally.antecedent++;
  return null;
};

/** Of all that PASIDs ever had, nothing outlives the last of them. */
export const nothingIsLeft: StateInvariant = {
  id: 'host/nothing-is-left',
  of: 'state',
  property: 'L6',
  sentence:
    'While no PASID is allocated and the page request queue is empty, all that PASIDs bring about is as after boot.',
  sources: [sources.ioasidDocument, sources.vfioPasidReview],
  catches: ['fault/free-leaves-bindings', 'fault/kvm-keeps-unbound', 'fault/no-drain'],
  follows: {
    from: ['ioasid/free-is-clean'],
    because: 'Where no PASID is allocated, every host PASID is free, and what is left is of one of them.',
  },
  cases: (topology) => [
    countOver,
    ...brought.flatMap((name) => {
      const [sort] = hostSchema[name].over;
      const ids = idsOf(sort, topology.sizes[sort]);
      const lefts = ids.flatMap((id) => leftOf(name, id));
      return lefts.map(
        (left): StateCase =>
          ({ state }) =>
            isOver(topology, state) ? left(state) : null,
      );
    }),
  ],
};
