/** `ioasid_alloc`: see spec/ioasid/alloc.ts. */
import type { ioasidAlloc as Spec } from '../../spec/ioasid/alloc.ts';
import { type Hpasid, member, type SetId } from '../../spec/sorts.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { allocate } from './lifecycle.ts';
import { hasSet } from './ownership.ts';

export const ioasidAlloc: Transition<typeof Spec> = {
  refuses: {
    'ioasid/alloc-not-own-set': (host, { actor, set }) => {
      const named = member('set', host.topology.sizes.set, set);
      return named === null || !hasSet(host, actor, named);
    },
    'ioasid/alloc-over-quota': ({ policy, state }, { set }) =>
      policy.quota === 'checked' && state.ioasid.count('set', set) >= state.ioasidSet.at(set).quota,
    'ioasid/alloc-none-free': ({ state }) => !state.ioasid.some('state', 'free'),
  },
  choice: {
    among: ({ hpasids }) => hpasids,
    allows: ({ state, topology, policy }, _, value) => {
      const hpasid = member('hpasid', topology.sizes.hpasid, value);
      return hpasid !== null && (policy.allocation === 'any' || state.ioasid.at(hpasid).state === 'free');
    },
  },
  plan: (_host, { set }, hpasid) => inOrder(allocate(hpasid as Hpasid, set as SetId)),
};
