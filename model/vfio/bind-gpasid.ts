/** `vfio_bind_gpasid`: see spec/vfio/bind-gpasid.ts. */
import { pasidLimit } from '../../spec/arguments.ts';
import type { CommandOf } from '../../spec/command.ts';
import type { Device, Gpasid, Hpasid } from '../../spec/sorts.ts';
import type { vfioBindGpasid as Spec } from '../../spec/vfio/bind-gpasid.ts';
import type { Host } from '../host.ts';
import { isBound } from '../ioasid/lifecycle.ts';
import { ownPasid } from '../ioasid/ownership.ts';
import { type BindData, bindDevice, undoBind } from '../iommu/bind-device.ts';
import type { Plan, Step } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { narrowed } from './unbind-gpasid.ts';

type Bind = CommandOf<typeof Spec>;

/** Whether VFIO checks the arguments itself, before any device is touched. */
const early = ({ policy }: Host): boolean => policy.argumentChecks === 'before-any-effect';
const noPasid = (value: number): boolean => value === 0 || value >= pasidLimit;

/** Whether the host PASID is bound elsewhere with another gpasid or another page directory. */
function disagrees(host: Host, { actor, hpasid: value, gpasid, gpgd }: Bind): boolean {
  const { state } = host;
  const hpasid = value as Hpasid;
  if (!isBound(host, hpasid)) return false;
  if (gpasid !== null && state.guestToHost.at(actor, gpasid as Gpasid).hpasid !== hpasid) return true;
  return !state.binding.every('pgd', [null, gpgd], hpasid);
}

const dataOf = ({ actor, hpasid, gpasid, gpgd }: Bind): BindData => ({ vm: actor, hpasid, gpasid, gpgd });

/** Whether every device is asked before the first is bound. */
const asksAll = ({ policy }: Host): boolean => policy.bindLoop === 'ask-all-first';

/** All devices, one after the other; each was asked, so none fails. */
const throughAll = (devices: readonly Device[], data: BindData): Plan =>
  devices.map((device) => ({ effect: bindDevice(device, data) }));

/** The loop of the first posted patch: a failure leaves the rest of its own domain only. */
function throughDomains(domains: readonly (readonly (readonly Device[])[])[], data: BindData): Plan {
  const steps: Step[] = [];
  for (const domain of domains) {
    const devices = domain.flat();
    const otherwise = steps.length + devices.length;
    steps.push(...devices.map((device) => ({ effect: bindDevice(device, data), otherwise })));
  }
  return steps;
}

export const vfioBindGpasid: Transition<typeof Spec> = {
  refuses: {
    'vfio/bind-not-opener': ({ policy, topology }, { actor, container }) =>
      policy.opener === 'checked' && topology.vmOf(container) !== actor,
    'vfio/bind-no-domain': ({ topology }, { container }) => topology.devicesOf(container).length === 0,
    'vfio/bind-not-nesting': ({ policy, topology }, { container }) =>
      policy.nesting === 'checked-by-vfio' && !topology.isNesting(container),
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
    'vfio/bind-already-bound': (host, { container, hpasid }) =>
      asksAll(host) &&
      host.topology
        .devicesOf(container)
        .some((device) => !host.state.binding.some('pgd', null, hpasid as Hpasid, device)),
    'vfio/bind-gpasid-taken': ({ policy, state }, { actor, hpasid, gpasid }) => {
      if (policy.agreement === 'unchecked' || gpasid === null) return false;
      const { hpasid: mapped } = state.guestToHost.at(actor, gpasid as Gpasid);
      return mapped !== null && mapped !== hpasid;
    },
    'vfio/bind-disagrees': (host, command) => host.policy.agreement === 'checked' && disagrees(host, command),
    'iommu/bind-device-fails': (host, { container }) =>
      asksAll(host) && host.topology.devicesOf(container).some((device) => host.state.device.at(device).failsBind),
  },
  plan: ({ topology, policy }, command) => {
    const data = dataOf(command);
    const devices = topology.devicesOf(command.container);
    if (policy.bindLoop === 'ask-all-first') return throughAll(devices, data);
    const loop = throughDomains(topology.domainsOf(command.container), data);
    if (policy.bindRollback === 'not-needed') return loop;
    const target = narrowed(policy, data.hpasid);
    return [...loop, ...devices.map((device) => ({ effect: undoBind(device, target), undo: true }))];
  },
};
