/** `iommu_aux_attach_device`: see spec/iommu/aux-attach-device.ts. */
import { kernelActor } from '../../spec/arguments.ts';
import type { iommuAuxAttachDevice as Spec } from '../../spec/iommu/aux-attach-device.ts';
import { type Hpasid, member, type SetId } from '../../spec/sorts.ts';
import { aux, hostSet } from '../../spec/state.ts';
import type { Host } from '../host.ts';
import { allocate, get } from '../ioasid/lifecycle.ts';
import { hasSet } from '../ioasid/ownership.ts';
import { isLive } from '../ioasid/set-lifetime.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { auxDomainOf } from './aux-domain.ts';
import { enter } from './second-level-entry.ts';

/** The set from which default PASIDs are taken: in a faulty host, that of whoever has one. */
const setOf = ({ policy, state }: Host): SetId =>
  policy.defaultPasidSet === 'of-host' ? hostSet : (state.ioasidSet.first('type', 'MM') ?? hostSet);

/** Whether a set gives no PASID more: it is full, or was put; or its number, that of the host's own, is another's now. */
function givesNone(host: Host, set: SetId): boolean {
  const { state, policy } = host;
  if (policy.defaultPasidSet === 'of-host' && !hasSet(host, kernelActor, set)) return true;
  return !isLive(host, set) || state.ioasid.count('set', set) >= state.ioasidSet.at(set).quota;
}

export const iommuAuxAttachDevice: Transition<typeof Spec> = {
  refuses: {
    'iommu/aux-not-enabled': ({ topology, state }, { device }) =>
      !topology.isAuxiliary(device) || !state.deviceFeature.at(device, aux).enabled,
    'iommu/aux-attached': (host, { device }) => auxDomainOf(host, device).hpasid !== null,
    'iommu/aux-no-pasid': (host) => givesNone(host, setOf(host)) || !host.state.ioasid.some('state', 'free'),
  },
  choice: {
    among: ({ hpasids }) => hpasids,
    allows: ({ state, topology }, _, value) => {
      const hpasid = member('hpasid', topology.sizes.hpasid, value);
      return hpasid !== null && state.ioasid.at(hpasid).state === 'free';
    },
  },
  plan: (_host, { device }, value) => {
    const hpasid = value as Hpasid;
    return inOrder((host) => {
      allocate(hpasid, setOf(host))(host);
      get(hpasid)(host);
      auxDomainOf(host, device).hpasid = hpasid;
      enter(host, device, hpasid);
      return null;
    });
  },
};
