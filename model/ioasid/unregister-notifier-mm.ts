/** `ioasid_unregister_notifier_mm`: see spec/ioasid/unregister-notifier-mm.ts. */
import type { ioasidUnregisterNotifierMm as Spec } from '../../spec/ioasid/unregister-notifier-mm.ts';
import type { Vm } from '../../spec/sorts.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { waitingNotifier } from './notifiers.ts';

export const ioasidUnregisterNotifierMm: Transition<typeof Spec> = {
  refuses: {
    'ioasid/unregister-mm-not-waiting': (host, { actor, token }) =>
      token === null || !waitingNotifier(host, token as Vm, actor).pending,
  },
  plan: (_host, { actor, token }) =>
    inOrder((host) => {
      waitingNotifier(host, token as Vm, actor).pending = false;
      return null;
    }),
};
