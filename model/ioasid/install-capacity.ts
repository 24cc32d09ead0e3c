/** `ioasid_install_capacity`: see spec/ioasid/install-capacity.ts. */
import type { ioasidInstallCapacity as Spec } from '../../spec/ioasid/install-capacity.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { available } from './available.ts';
import { poolOf } from './pool.ts';

export const ioasidInstallCapacity: Transition<typeof Spec> = {
  refuses: {
    'ioasid/capacity-installed': (host) => poolOf(host).withheld !== 0,
    'ioasid/capacity-beyond-default': ({ topology }, { total }) => total > topology.data.capacity,
    'ioasid/capacity-promised': (host, { total }) => host.topology.data.capacity - total > available(host),
  },
  plan: ({ topology }, { total }) =>
    inOrder((host) => {
      poolOf(host).withheld = topology.data.capacity - total;
      return null;
    }),
};
