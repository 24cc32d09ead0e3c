/** `vfio_bind_gpasid`: see spec/vfio/bind-gpasid.ts. */
import { pasidLimit } from '../../spec/arguments.ts';
import type { CommandOf } from '../../spec/command.ts';
import type { Device, Gpasid, Hpasid, Vm } from '../../spec/sorts.ts';
import type { vfioBindGpasid as Spec } from '../../spec/vfio/bind-gpasid.ts';
import type { Host } from '../host.ts';
import { isBound } from '../ioasid/lifecycle.ts';
import { ownPasid } from '../ioasid/ownership.ts';
import { isNamed, namedBy } from '../ioasid/spid.ts';
import { hasMemoryType, hasUnknownFlag, isOtherFormat, isTooWide, isUnserved } from '../iommu/bind-data.ts';
import { type BindData, bindDevice, hasForeignData, undoBind } from '../iommu/bind-device.ts';
import { inOrder, type Plan } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { attachedTo, ifAttached, typeOf } from './attachment.ts';
import { isWithinSecondStage } from './second-stage.ts';
import { narrowed } from './unbind-gpasid.ts';
import { reached, throughAll, throughDomains } from './walk.ts';

type Bind = CommandOf<typeof Spec>;

/** Whether VFIO checks the arguments itself, before any device is touched. */
const early = ({ policy }: Host): boolean => policy.argumentChecks === 'before-any-effect';
const noPasid = (value: number): boolean => value === 0 || value >= pasidLimit;

/** Whether a host PASID that is bound nowhere has another name, as where a name can be given without a bind. */
export const isNamedOtherwise = (host: Host, vm: Vm, hpasid: Hpasid, gpasid: number | null): boolean =>
  gpasid !== null &&
  host.topology.plays('ioasid_attach_spid') &&
  isNamed(host, hpasid) &&
  namedBy(host, vm, gpasid as Gpasid) !== hpasid;

/** Whether the host PASID is bound elsewhere with another gpasid or another page directory. */
function disagrees(host: Host, { actor, hpasid: value, gpasid, gpgd }: Bind): boolean {
  const { state } = host;
  const hpasid = value as Hpasid;
  if (!isBound(host, hpasid)) return isNamedOtherwise(host, actor, hpasid, gpasid);
  if (gpasid !== null && state.guestToHost.at(actor, gpasid as Gpasid).hpasid !== hpasid) return true;
  return !state.binding.every('pgd', [null, gpgd], hpasid);
}

const dataOf = ({ actor, ...data }: Bind): BindData => ({ vm: actor, ...data });

/** Whether every device is asked before the first is bound. */
const asksAll = ({ policy }: Host): boolean => policy.bindLoop === 'ask-all-first';

export const vfioBindGpasid: Transition<typeof Spec> = {
  refuses: {
    'vfio/bind-not-opener': ({ policy, topology }, { actor, container }) =>
      policy.opener === 'checked' && topology.vmOf(container) !== actor,
    'vfio/bind-no-domain': (host, { container }) => typeOf(host, container) === 'none',
    'vfio/bind-not-nesting': (host, { container }) =>
      host.policy.nesting === 'checked-by-vfio' && typeOf(host, container) !== 'nesting',
    'iommu/bind-format': (host, data) => early(host) && isOtherFormat(data),
    'iommu/bind-unknown-flag': (host, data) => early(host) && hasUnknownFlag(data),
    'iommu/bind-narrow-device': (host, { container }) =>
      early(host) && attachedTo(host, container).some((device) => host.topology.isNarrow(device)),
    'vfio/bind-no-hpasid': (host, { hpasid }) => early(host) && noPasid(hpasid),
    'vfio/bind-mapping-mismatch': (host, { actor, gpasid }) =>
      early(host) && (gpasid === null) !== (host.topology.pasidSpaceOf(actor) === 'identity'),
    'vfio/bind-no-gpasid': (host, { gpasid }) => early(host) && gpasid !== null && noPasid(gpasid),
    'vfio/bind-not-own': (host, { actor, hpasid }) =>
      early(host) && ownPasid(host, actor, hpasid, host.policy.ownership) === null,
    'vfio/bind-free-pending': (host, { hpasid }) =>
      early(host) &&
      host.policy.bindWhileFreePending === 'refused' &&
      host.state.ioasid.at(hpasid as Hpasid).state === 'free_pending',
    'iommu/bind-foreign-data': (host, { hpasid }) => asksAll(host) && hasForeignData(host, hpasid as Hpasid),
    'vfio/bind-already-bound': (host, { container, hpasid }) =>
      asksAll(host) &&
      host.policy.rebind === 'refused' &&
      attachedTo(host, container).some((device) => !host.state.binding.some('pgd', null, hpasid as Hpasid, device)),
    'vfio/bind-gpasid-taken': ({ policy, state }, { actor, hpasid, gpasid }) => {
      if (policy.agreement !== 'checked' || gpasid === null) return false;
      const { hpasid: mapped } = state.guestToHost.at(actor, gpasid as Gpasid);
      return mapped !== null && mapped !== hpasid;
    },
    'vfio/bind-disagrees': (host, command) => host.policy.agreement !== 'unchecked' && disagrees(host, command),
    'iommu/bind-device-fails': (host, { container }) =>
      asksAll(host) && attachedTo(host, container).some((device) => host.state.device.at(device).failsBind),
    'iommu/bind-address-width': (host, data) => asksAll(host) && isTooWide(host.topology, data),
    'iommu/bind-gpgd-not-mapped': (host, { container, gpgd }) =>
      asksAll(host) && !isWithinSecondStage(host, container, gpgd),
    'iommu/bind-no-capability': (host, data) => asksAll(host) && isUnserved(host.topology, data),
    'iommu/bind-memory-type': (host, data) => asksAll(host) && hasMemoryType(data),
  },
  plan: ({ topology, policy }, command) => {
    const data = dataOf(command);
    const domains = reached(topology, policy, command.container);
    const bind = (device: Device) => bindDevice(device, data);
    // Each device was asked, so none fails.
    if (policy.bindLoop === 'ask-all-first') return throughAll(domains, bind);
    const loop = throughDomains(domains, bind);
    if (policy.bindRollback === 'not-needed') return loop;
    const target = narrowed(policy, data.hpasid);
    const undone = policy.bindRollback === 'first-device' ? domains.flat(2).slice(0, 1) : domains.flat(2);
    const rollback = undone.map((device) => ({ effect: ifAttached(device, undoBind(device, target)), undo: true }));
    const forget: Plan = policy.bindResult === 'swallowed' ? inOrder(() => null) : [];
    return [...loop, ...rollback, ...forget];
  },
};
