/** `ioasid_register_notifier`: see spec/ioasid/register-notifier.ts. */
import type { ioasidRegisterNotifier as Spec } from '../../spec/ioasid/register-notifier.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { globalNotifier, isTold, setNotifier } from './notifiers.ts';
import { isLive } from './set-lifetime.ts';

export const ioasidRegisterNotifier: Transition<typeof Spec> = {
  refuses: {
    'ioasid/register-no-set': (host, { set }) => set !== null && !isLive(host, set),
    'ioasid/register-registered': (host, { actor, set }) =>
      (set === null ? host.topology.sets : [set]).some((each) => isTold(host, each, actor)),
    'ioasid/register-not-empty': ({ state }, { set }) =>
      set === null ? !state.ioasid.every('state', ['free']) : state.ioasid.some('set', set),
  },
  plan: (_host, { actor, set }) =>
    inOrder((host) => {
      if (set === null) globalNotifier(host, actor).registered = true;
      else setNotifier(host, set, actor).registered = true;
      return null;
    }),
};
