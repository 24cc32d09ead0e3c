/** `ioasid_set_alloc`: see spec/ioasid/set-alloc.ts. */
import { setTypes } from '../../spec/arguments.ts';
import type { ioasidSetAlloc as Spec } from '../../spec/ioasid/set-alloc.ts';
import type { SetId, Vm } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { available, exceedsShare } from './available.ts';
import { comeAbout } from './notifiers.ts';

/** Quota 0 asks for all that is available, computed at the moment of creation. */
const quotaOf = (host: Host, quota: number): number => (quota === 0 ? Math.max(0, available(host)) : quota);

export const ioasidSetAlloc: Transition<typeof Spec> = {
  refuses: {
    'ioasid/set-type-too-high': (_, { type }) => type > setTypes.MM,
    'ioasid/set-over-capacity': (host, { quota }) =>
      quota > (host.policy.capacity === 'in-all' ? host.topology.data.capacity : available(host)),
    'ioasid/set-mm-without-token': (_, { type, token }) => type === setTypes.MM && token === null,
    'ioasid/set-token-taken': ({ state, policy }, { type, token }) =>
      policy.setToken === 'unique' && type === setTypes.MM && state.ioasidSet.some('token', token as Vm),
    'ioasid/set-null-with-token': (_, { type, token }) => type === setTypes.NULL && token !== null,
    'ioasid/set-type-unknown': (_, { type }) => type === 0,
    'ioasid/set-over-share': (host, { type, quota }) =>
      type === setTypes.NULL && exceedsShare(host, null, quotaOf(host, quota)),
    'ioasid/set-no-number': ({ state }) => !state.ioasidSet.some('type', 'none'),
  },
  choice: {
    among: ({ sets }) => sets,
    allows: ({ state }, _, set) => state.ioasidSet.first('type', 'none') === set,
  },
  plan: (_host, { type, token, quota }, set) =>
    inOrder((host) => {
      const created = host.state.ioasidSet.at(set as SetId);
      created.quota = quotaOf(host, quota);
      created.type = type === setTypes.MM ? 'MM' : 'NULL';
      created.token = token as Vm | null;
      if (token !== null) comeAbout(host, set as SetId, token as Vm);
      return null;
    }),
};
