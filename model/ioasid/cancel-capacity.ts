/** `ioasid_cancel_capacity`: see spec/ioasid/cancel-capacity.ts. */
import type { ioasidCancelCapacity as Spec } from '../../spec/ioasid/cancel-capacity.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { available } from './available.ts';
import { poolOf } from './pool.ts';

export const ioasidCancelCapacity: Transition<typeof Spec> = {
  refuses: {
    'ioasid/cancel-not-reserved': (host, { number }) => number > poolOf(host).reserved,
  },
  choice: {
    among: ({ amounts }) => amounts,
    allows: (host, { number }, value) => value === available(host) + number,
  },
  plan: (_host, { number }) =>
    inOrder((host) => {
      poolOf(host).reserved -= number;
      return null;
    }),
};
