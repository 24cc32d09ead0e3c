/** `ioasid_free`: see spec/ioasid/free.ts. */
import { pasidLimit } from '../../spec/arguments.ts';
import type { ioasidFree as Spec } from '../../spec/ioasid/free.ts';
import type { Hpasid } from '../../spec/sorts.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { letGo } from './lifecycle.ts';
import { ownPasid } from './ownership.ts';

export const ioasidFree: Transition<typeof Spec> = {
  refuses: {
    'ioasid/free-no-pasid': (_, { hpasid }) => hpasid === 0 || hpasid >= pasidLimit,
    'ioasid/free-not-own': (host, { actor, hpasid }) =>
      ownPasid(host, actor, hpasid, host.policy.freeOwnership) === null,
  },
  plan: (_host, { hpasid }) => inOrder(letGo(hpasid as Hpasid)),
};
