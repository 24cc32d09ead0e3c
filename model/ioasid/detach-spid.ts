/** `ioasid_detach_spid`: see spec/ioasid/detach-spid.ts. */
import type { ioasidDetachSpid as Spec } from '../../spec/ioasid/detach-spid.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { notifyUnbind } from './lifecycle.ts';
import { forgetName, isNamed } from './spid.ts';

export const ioasidDetachSpid: Transition<typeof Spec> = {
  refuses: {
    'ioasid/detach-spid-none': (host, { hpasid }) => !isNamed(host, hpasid),
    'ioasid/detach-spid-in-use': ({ state }, { hpasid }) => state.ioasid.at(hpasid).state !== 'idle',
  },
  plan: (_host, { hpasid }) => inOrder(notifyUnbind(hpasid), forgetName(hpasid)),
};
