/** `ioasid_register_notifier_mm`: see spec/ioasid/register-notifier-mm.ts. */
import type { ioasidRegisterNotifierMm as Spec } from '../../spec/ioasid/register-notifier-mm.ts';
import type { SetId, Vm } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { globalNotifier, isTold, setNotifier, waitingNotifier } from './notifiers.ts';
import { isLive } from './set-lifetime.ts';

const setOf = ({ state }: Host, token: number | null): SetId | null => state.ioasidSet.first('token', token as Vm);

export const ioasidRegisterNotifierMm: Transition<typeof Spec> = {
  refuses: {
    'ioasid/register-mm-no-token': (_, { token }) => token === null,
    'ioasid/register-mm-waits': (host, { actor, token }) => waitingNotifier(host, token as Vm, actor).pending,
    'ioasid/register-mm-registered': (host, { actor, token }) => {
      const set = setOf(host, token);
      return set === null ? globalNotifier(host, actor).registered : isTold(host, set, actor);
    },
    'ioasid/register-mm-not-empty': (host, { token }) => {
      const set = setOf(host, token);
      return set !== null && (!isLive(host, set) || host.state.ioasid.some('set', set));
    },
  },
  plan: (_host, { actor, token }) =>
    inOrder((host) => {
      const set = setOf(host, token);
      if (set === null) waitingNotifier(host, token as Vm, actor).pending = true;
      else setNotifier(host, set, actor).registered = true;
      return null;
    }),
};
