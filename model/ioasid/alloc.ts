/** `ioasid_alloc`: see spec/ioasid/alloc.ts. */
import type { ioasidAlloc as Spec } from '../../spec/ioasid/alloc.ts';
import { type Hpasid, member, type SetId } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { type Effect, inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { allocate } from './lifecycle.ts';
import { hasSet } from './ownership.ts';
import { isLive } from './set-lifetime.ts';

/** Whether a set holds as many as its quota. */
const isFull = ({ state }: Host, set: SetId): boolean =>
  state.ioasid.count('set', set) >= state.ioasidSet.at(set).quota;

/** Fails without anybody's notice. */
const allocateUnlessFull =
  (hpasid: Hpasid, set: SetId): Effect =>
  (host) =>
    isFull(host, set) ? null : allocate(hpasid, set)(host);

export const ioasidAlloc: Transition<typeof Spec> = {
  refuses: {
    'ioasid/alloc-not-own-set': (host, { actor, set }) => {
      const named = member('set', host.topology.sizes.set, set);
      return named === null || !hasSet(host, actor, named) || !isLive(host, named);
    },
    'ioasid/alloc-over-quota': (host, { set }) =>
      host.policy.quota === 'checked' && host.policy.allocFailure === 'answers-errno' && isFull(host, set as SetId),
    'ioasid/alloc-none-free': ({ state }) => !state.ioasid.some('state', 'free'),
  },
  choice: {
    among: ({ hpasids }) => hpasids,
    allows: ({ state, topology, policy }, _, value) => {
      const hpasid = member('hpasid', topology.sizes.hpasid, value);
      return hpasid !== null && (policy.allocation === 'any' || state.ioasid.at(hpasid).state === 'free');
    },
  },
  plan: ({ policy }, { set }, hpasid) =>
    policy.allocFailure === 'answers-id'
      ? inOrder(allocateUnlessFull(hpasid as Hpasid, set as SetId))
      : inOrder(allocate(hpasid as Hpasid, set as SetId)),
};
