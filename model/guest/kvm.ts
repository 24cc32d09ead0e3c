/** KVM's PASID translation tables: what KVM does when it is told of a BIND, an UNBIND or a FREE. */
import type { Gpasid, Hpasid, Kvm, Row, Vm } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { ownerOf } from '../ioasid/spid.ts';

/** The BIND event: from now on ENQCMD of the guest is translated. Gives whether KVM takes its reference for it. */
export function translate({ state, topology, policy }: Host, vm: Vm, gpasid: Gpasid, hpasid: Hpasid): boolean {
  const kvm = topology.kvmOf(vm);
  if (kvm === null) return false;
  state.pasidTranslation.at(kvm, gpasid).number = (policy.kvmTranslation === 'hpasid'
    ? hpasid
    : gpasid) as number as Row;
  return true;
}

/** The UNBIND event, or FREE: ENQCMD is translated no more. Gives whether KVM drops its reference for it. */
export function forget(host: Host, hpasid: Hpasid, event: 'UNBIND' | 'FREE'): boolean {
  const { state, topology, policy } = host;
  if (topology.kvms.length === 0) return false;
  const vm = ownerOf(host, hpasid);
  const kvm = vm === null ? null : topology.kvmOf(vm);
  const gpasid = kvm === null ? null : state.guestToHost.first('hpasid', hpasid, vm as Vm);
  if (gpasid === null) return false;
  const entry = state.pasidTranslation.at(kvm as Kvm, gpasid);
  if (entry.number === null) return false;
  const keeps = event === 'FREE' ? policy.kvmFree === 'keeps-entry' : policy.kvmUnbind === 'keeps-entry';
  if (!keeps) entry.number = null;
  return true;
}
