/** `ioasid_unregister_notifier`: see spec/ioasid/unregister-notifier.ts. */
import type { ioasidUnregisterNotifier as Spec } from '../../spec/ioasid/unregister-notifier.ts';
import type { SetId, User } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { globalNotifier, setNotifier } from './notifiers.ts';

/** Where a user registers: with a set, or for all. */
const notifierOf = (host: Host, set: SetId | null, user: User) =>
  set === null ? globalNotifier(host, user) : setNotifier(host, set, user);

export const ioasidUnregisterNotifier: Transition<typeof Spec> = {
  refuses: {
    'ioasid/unregister-not-registered': (host, { actor, set }) => !notifierOf(host, set, actor).registered,
    'ioasid/unregister-in-use': ({ policy, topology, state }, { actor, set }) =>
      policy.unregisterNotifier === 'refused-in-use' &&
      topology.hpasids.some(
        (hpasid) => state.ioasidUser.at(hpasid, actor).holds && (set === null || state.ioasid.at(hpasid).set === set),
      ),
  },
  plan: (_host, { actor, set }) =>
    inOrder((host) => {
      notifierOf(host, set, actor).registered = false;
      return null;
    }),
};
