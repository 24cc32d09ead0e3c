/** `iommu_aux_detach_device`: see spec/iommu/aux-detach-device.ts. */
import type { iommuAuxDetachDevice as Spec } from '../../spec/iommu/aux-detach-device.ts';
import type { Hpasid } from '../../spec/sorts.ts';
import { letGo } from '../ioasid/lifecycle.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { auxDomainOf, detach } from './aux-domain.ts';

export const iommuAuxDetachDevice: Transition<typeof Spec> = {
  refuses: {
    'iommu/aux-not-attached': (host, { device }) => auxDomainOf(host, device).hpasid === null,
  },
  plan: (_host, { device }) =>
    inOrder((host) => {
      const hpasid = auxDomainOf(host, device).hpasid as Hpasid;
      // The host may have freed it before.
      if (host.state.ioasid.at(hpasid).state !== 'free_pending') letGo(hpasid)(host);
      detach(host, device, hpasid);
      return null;
    }),
};
