/** `ioasid_find`: see spec/ioasid/find.ts. */
import { getters, kernelActor } from '../../spec/arguments.ts';
import type { ioasidFind as Spec } from '../../spec/ioasid/find.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { isMember } from './ownership.ts';

/** What stands for NULL. */
const none = 0;

export const ioasidFind: Transition<typeof Spec> = {
  refuses: {
    'ioasid/find-no-own-set': ({ policy }, { actor, set }) =>
      policy.findSet === 'checked' && actor !== kernelActor && set === null,
    'ioasid/find-not-member': (host, { set, hpasid }) =>
      host.policy.findSet === 'unchecked' || set === null
        ? host.state.ioasid.at(hpasid).state === 'free'
        : !isMember(host, set, hpasid),
    'ioasid/find-free-pending': ({ state }, { hpasid }) => state.ioasid.at(hpasid).state === 'free_pending',
  },
  choice: {
    among: ({ records }) => [none, ...records],
    allows: ({ state }, { hpasid, getter }, value) =>
      value === (getter === getters.refuses ? none : (state.ioasid.at(hpasid).data ?? none)),
  },
  plan: () => inOrder(() => null),
};
