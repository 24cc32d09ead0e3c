/** `ioasid_attach_data`: see spec/ioasid/attach-data.ts. */
import type { ioasidAttachData as Spec } from '../../spec/ioasid/attach-data.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { isMember } from './ownership.ts';
import { dataOf } from './private-data.ts';

export const ioasidAttachData: Transition<typeof Spec> = {
  refuses: {
    'ioasid/attach-data-not-member': (host, { set, hpasid }) => !isMember(host, set, hpasid),
    'ioasid/attach-data-free-pending': ({ policy, state }, { hpasid }) =>
      policy.attachWhileFreePending === 'refused' && state.ioasid.at(hpasid).state === 'free_pending',
    'ioasid/attach-data-taken': ({ policy, state }, { hpasid }) =>
      policy.secondData === 'refused' && state.ioasid.at(hpasid).data !== null,
  },
  plan: (_host, { actor, hpasid }) =>
    inOrder(({ state }) => {
      state.ioasid.at(hpasid).data = dataOf(actor);
      return null;
    }),
};
