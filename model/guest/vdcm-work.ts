/** `vdcm_work`: see spec/guest/vdcm-work.ts. */
import type { vdcmWork as Spec } from '../../spec/guest/vdcm-work.ts';
import { type Row, type User, users } from '../../spec/sorts.ts';
import { putForUser } from '../ioasid/lifecycle.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { isTold } from './vdcm.ts';

export const vdcmWork: Transition<typeof Spec> = {
  refuses: {
    'guest/vdcm-nothing-queued': (host, { hpasid }) => !isTold(host, hpasid),
  },
  plan: (_host, { hpasid }) =>
    inOrder((host) => {
      host.state.mdevRegister.replace('number', hpasid as number as Row, null);
      // It was told since it holds a reference.
      return putForUser(hpasid, users.vdcm as User)(host);
    }),
};
