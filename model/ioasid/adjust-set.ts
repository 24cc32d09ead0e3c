/** `ioasid_adjust_set`: see spec/ioasid/adjust-set.ts. */
import type { ioasidAdjustSet as Spec } from '../../spec/ioasid/adjust-set.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { available, exceedsShare } from './available.ts';
import { isLive } from './set-lifetime.ts';

export const ioasidAdjustSet: Transition<typeof Spec> = {
  refuses: {
    'ioasid/adjust-no-quota': (_, { quota }) => quota === 0,
    'ioasid/adjust-no-set': (host, { set }) => !isLive(host, set),
    'ioasid/adjust-below-members': ({ state }, { set, quota }) => state.ioasid.count('set', set) > quota,
    'ioasid/adjust-over-share': (host, { set, quota }) =>
      host.state.ioasidSet.at(set).type === 'NULL' && exceedsShare(host, set, quota),
    'ioasid/adjust-over-capacity': (host, { set, quota }) =>
      host.policy.adjustment === 'by-difference'
        ? quota - host.state.ioasidSet.at(set).quota > available(host)
        : quota >= available(host),
  },
  plan: (_host, { set, quota }) =>
    inOrder(({ state }) => {
      state.ioasidSet.at(set).quota = quota;
      return null;
    }),
};
