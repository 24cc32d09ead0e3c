/** `ioasid_put`: see spec/ioasid/put.ts. */
import type { ioasidPut as Spec } from '../../spec/ioasid/put.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { putForUser } from './lifecycle.ts';
import { isMember } from './ownership.ts';

export const ioasidPut: Transition<typeof Spec> = {
  refuses: {
    'ioasid/put-not-member': (host, { set, hpasid }) => !isMember(host, set, hpasid),
    'ioasid/put-not-held': ({ state }, { actor, hpasid }) => !state.ioasidUser.at(hpasid, actor).holds,
  },
  plan: (_host, { actor, hpasid }) => inOrder(putForUser(hpasid, actor)),
};
