/** A group joins a container in which host PASIDs are bound, and is bound to them too: where a design has it so. */
import { usualBind } from '../../spec/arguments.ts';
import type { Device, GroupId, Hpasid, Pgd } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { type BindData, bindDevice, bindRefusal } from '../iommu/bind-device.ts';
import type { Effect } from '../plan.ts';
import { attachedTo } from './attachment.ts';

/** What is bound under a host PASID on the devices that a container holds, null if nothing is: they agree. */
function boundIn(host: Host, group: GroupId, hpasid: Hpasid): Pgd | null {
  const { topology, state } = host;
  const bound = attachedTo(host, topology.containerOfGroup(group)).map(
    (device) => state.binding.at(hpasid, device).pgd,
  );
  return bound.find((pgd) => pgd !== null) ?? null;
}

/** The bind of one more device. The guest has named the host PASID already; its table is as usual. */
const furtherBind = ({ topology }: Host, group: GroupId, hpasid: Hpasid, gpgd: Pgd): BindData => ({
  ...usualBind,
  vm: topology.vmOf(topology.containerOfGroup(group)),
  hpasid,
  gpasid: null,
  gpgd,
});

/** Every device is asked before any is bound. What waits to be freed gains no binding, so that nobody joins it. */
export const askJoining =
  (group: GroupId): Effect =>
  (host) => {
    const { topology, state } = host;
    for (const hpasid of topology.hpasids) {
      const gpgd = boundIn(host, group, hpasid);
      if (gpgd === null) continue;
      if (state.ioasid.at(hpasid).state === 'free_pending') return 'EBUSY';
      for (const device of topology.devicesOfGroup(group)) {
        const errno = bindRefusal(host, device, furtherBind(host, group, hpasid, gpgd));
        if (errno !== null) return errno;
      }
    }
    return null;
  };

/** Binds a device that joins to a host PASID, if that is bound in its container. */
export const bindJoining =
  (group: GroupId, device: Device, hpasid: Hpasid): Effect =>
  (host) => {
    const gpgd = boundIn(host, group, hpasid);
    return gpgd === null ? null : bindDevice(device, furtherBind(host, group, hpasid, gpgd))(host);
  };
