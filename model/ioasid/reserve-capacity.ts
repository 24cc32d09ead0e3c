/** `ioasid_reserve_capacity`: see spec/ioasid/reserve-capacity.ts. */
import type { ioasidReserveCapacity as Spec } from '../../spec/ioasid/reserve-capacity.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { available } from './available.ts';
import { poolOf } from './pool.ts';

export const ioasidReserveCapacity: Transition<typeof Spec> = {
  refuses: {
    'ioasid/reserve-over-capacity': (host, { number }) => number > available(host),
  },
  choice: {
    among: ({ amounts }) => amounts,
    allows: (host, { number }, value) => value === (number === 0 ? available(host) : number),
  },
  plan: (_host, _command, value) =>
    inOrder((host) => {
      poolOf(host).reserved += value;
      return null;
    }),
};
