/** `mdev_config_write`: see spec/guest/mdev-config-write.ts. */
import type { mdevConfigWrite as Spec } from '../../spec/guest/mdev-config-write.ts';
import type { Hpasid } from '../../spec/sorts.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { fill, foundBy } from './vdcm.ts';

export const mdevConfigWrite: Transition<typeof Spec> = {
  refuses: {
    'guest/mdev-in-use': ({ state }, { actor }) => state.mdevRegister.at(actor).number !== null,
    'guest/mdev-not-found': (host, { actor, pasid }) => foundBy(host, actor, pasid) === null,
  },
  plan: (_host, { actor, pasid }) =>
    inOrder((host) => {
      fill(host, actor, pasid, foundBy(host, actor, pasid) as Hpasid);
      return null;
    }),
};
