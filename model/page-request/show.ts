/** Under which PASID, and with which address, a request is shown to the guest that is to answer it. Not here: how it gets there. */
import type { Device, Grpid, Hpasid, Row } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';

/** Notes what is shown, where that is kept: a guest with a PASID space of its own knows no other. */
export function showRequest(host: Host, device: Device, row: Row, grpid: Grpid): void {
  const { state, topology, policy } = host;
  for (const link of topology.links) {
    const vm = topology.holderOf(device);
    const isOwn = topology.pasidSpaceOf(vm) === 'guest-owned' && policy.shownPasid === 'gpasid';
    const gpasid = isOwn ? state.guestToHost.first('hpasid', row as number as Hpasid, vm) : row;
    const shown = state.shownRequest.at(link, device, row, grpid);
    shown.pasid = gpasid as number | null as Row | null;
    shown.address = policy.reportedAddress === 'of-page' ? '0x5000' : '0x5';
  }
}
