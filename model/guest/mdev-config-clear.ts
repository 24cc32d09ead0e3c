/** `mdev_config_clear`: see spec/guest/mdev-config-clear.ts. */
import type { mdevConfigClear as Spec } from '../../spec/guest/mdev-config-clear.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { clearRegister } from './vdcm.ts';

export const mdevConfigClear: Transition<typeof Spec> = {
  refuses: {
    'guest/mdev-not-in-use': ({ state }, { actor }) => state.mdevRegister.at(actor).number === null,
  },
  plan: (_host, { actor }) => inOrder(clearRegister(actor)),
};
