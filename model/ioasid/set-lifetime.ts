/**
 * How a set ends: with the last reference on it nobody gets a PASID of it any more, and with its last member it is gone
 * itself, quota, number and token. Not here: freeing its members, which is what the last put of a set does.
 */
import type { SetId } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import type { Effect } from '../plan.ts';
import { dropChain } from './notifiers.ts';

/** Whether a set exists whose creator has not put it. */
export function isLive({ state }: Host, set: SetId): boolean {
  const { type, put } = state.ioasidSet.at(set);
  return type !== 'none' && !put;
}

/** Whether nobody has a reference on a set any more. */
export const isLetGo = ({ state }: Host, set: SetId): boolean =>
  state.ioasidSet.at(set).put && !state.ioasidSetUser.some('holds', true, set);

/** The set is gone: its number and its token are free, and its quota is available again. */
export const remove =
  (set: SetId): Effect =>
  (host) => {
    const { state, policy, topology } = host;
    const gone = state.ioasidSet.at(set);
    gone.type = 'none';
    gone.token = null;
    gone.put = false;
    dropChain(host, set);
    for (const mm of topology.mms) state.inheritedSet.at(mm, set).inherited = false;
    if (policy.quotaReturn === 'with-set') gone.quota = 0;
    return null;
  };

/** A member is gone. The set is gone with its last one if nobody has a reference on it. */
export const loseMember =
  (set: SetId): Effect =>
  (host) => {
    const { state, policy } = host;
    if (policy.setLifetime === 'until-put') return null;
    if (policy.setLifetime === 'until-last-reclaim' && !isLetGo(host, set)) return null;
    return state.ioasid.some('set', set) ? null : remove(set)(host);
  };
