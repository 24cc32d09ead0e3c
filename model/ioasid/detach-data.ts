/** `ioasid_detach_data`: see spec/ioasid/detach-data.ts. */
import type { ioasidDetachData as Spec } from '../../spec/ioasid/detach-data.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { isMember } from './ownership.ts';
import { dataOf } from './private-data.ts';

export const ioasidDetachData: Transition<typeof Spec> = {
  refuses: {
    'ioasid/detach-data-not-member': (host, { set, hpasid }) => !isMember(host, set, hpasid),
    'ioasid/detach-data-not-own': ({ policy, state }, { actor, hpasid }) =>
      policy.dataOwner === 'checked' && state.ioasid.at(hpasid).data !== dataOf(actor),
  },
  plan: (_host, { hpasid }) =>
    inOrder(({ state }) => {
      state.ioasid.at(hpasid).data = null;
      return null;
    }),
};
