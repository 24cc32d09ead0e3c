/** `ioasid_get`: see spec/ioasid/get.ts. */
import type { ioasidGet as Spec } from '../../spec/ioasid/get.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { getForUser } from './lifecycle.ts';
import { isTold } from './notifiers.ts';
import { isMember } from './ownership.ts';

export const ioasidGet: Transition<typeof Spec> = {
  refuses: {
    'ioasid/get-not-member': (host, { set, hpasid }) => !isMember(host, set, hpasid),
    'ioasid/get-free-pending': ({ policy, state }, { hpasid }) =>
      policy.getWhileFreePending === 'refused' && state.ioasid.at(hpasid).state === 'free_pending',
    'ioasid/get-held': ({ state }, { actor, hpasid }) => state.ioasidUser.at(hpasid, actor).holds,
    'ioasid/get-not-registered': (host, { actor, set }) =>
      host.policy.getUnregistered === 'refused' && !isTold(host, set, actor),
  },
  plan: (_host, { actor, hpasid }) => inOrder(getForUser(hpasid, actor)),
};
