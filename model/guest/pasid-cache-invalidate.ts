/** `pasid_cache_invalidate`: see spec/guest/pasid-cache-invalidate.ts. */
import type { CommandOf } from '../../spec/command.ts';
import type { pasidCacheInvalidate as Spec } from '../../spec/guest/pasid-cache-invalidate.ts';
import type { Hpasid, Pgd, Row } from '../../spec/sorts.ts';
import type { vfioBindGpasid as BindSpec } from '../../spec/vfio/bind-gpasid.ts';
import type { vfioUnbindGpasid as UnbindSpec } from '../../spec/vfio/unbind-gpasid.ts';
import type { Host } from '../host.ts';
import { inOrder, runPlan } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { isNamedOtherwise, vfioBindGpasid } from '../vfio/bind-gpasid.ts';
import { vfioUnbindGpasid } from '../vfio/unbind-gpasid.ts';
import { bindOf, lookedUp, unbindOf } from './vmm.ts';

type Invalidation = CommandOf<typeof Spec>;

/** The page directory that the guest has written, or null. */
const written = ({ state }: Host, { actor, pasid }: Invalidation): Pgd | null =>
  state.guestPasidEntry.at(actor, pasid as Row).pgd;

/** The host PASID that the VMM binds and unbinds, of an invalidation that has passed `invalidate-no-pasid`. */
function target(host: Host, { actor, pasid }: Invalidation): Hpasid {
  const hpasid = lookedUp(host, actor, pasid) as Hpasid;
  return host.policy.vmmTranslation === 'looks-up' || pasid > host.topology.sizes.hpasid ? hpasid : (pasid as Hpasid);
}

/** Whether the shadow of an entry is bound on one of the devices, as `values` or anything but them. */
function isShadowed(host: Host, command: Invalidation, but: Pgd | null): boolean {
  const { topology, state } = host;
  const hpasid = target(host, command);
  return topology
    .devicesOf(topology.containerBehind(command.actor))
    .some((device) => !state.binding.every('pgd', [null, but], hpasid, device));
}

/** The unbind that the VMM asks for: of a shadow that is not what the guest has written. */
function unbindWanted(host: Host, command: Invalidation): CommandOf<typeof UnbindSpec> | null {
  if (!isShadowed(host, command, written(host, command))) return null;
  if (host.policy.shadowing === 'binds-only' && written(host, command) === null) return null;
  return unbindOf(host, command.actor, target(host, command));
}

/** The bind that the VMM asks for: of what the guest has written, unless it is bound already. */
function bindWanted(host: Host, command: Invalidation): CommandOf<typeof BindSpec> | null {
  const gpgd = written(host, command);
  if (gpgd === null) return null;
  if (isShadowed(host, command, null) && !isShadowed(host, command, gpgd)) return null;
  return bindOf(host, command.actor, command.pasid, target(host, command), gpgd);
}

/** Whether a rule refuses the bind that the VMM wants. */
function refusesBind(host: Host, command: Invalidation, rule: keyof typeof vfioBindGpasid.refuses): boolean {
  const bind = bindWanted(host, command);
  return bind !== null && vfioBindGpasid.refuses[rule](host, bind);
}

/** Whether the VMM wants to bind a host PASID that goes by another gpasid already, whether bound or not. */
function isBindNamedOtherwise(host: Host, command: Invalidation): boolean {
  const bind = bindWanted(host, command);
  return bind !== null && isNamedOtherwise(host, bind.actor, bind.hpasid as Hpasid, bind.gpasid);
}

/** Whether a rule refuses the VMM any call about the host PASID. */
const refusesUnbind = (host: Host, command: Invalidation, rule: keyof typeof vfioUnbindGpasid.refuses): boolean =>
  vfioUnbindGpasid.refuses[rule](host, unbindOf(host, command.actor, target(host, command)));

export const pasidCacheInvalidate: Transition<typeof Spec> = {
  refuses: {
    'guest/invalidate-no-pasid': (host, { actor, pasid }) => lookedUp(host, actor, pasid) === null,
    'guest/invalidate-no-domain': (host, command) => refusesUnbind(host, command, 'vfio/unbind-no-domain'),
    'guest/invalidate-not-nesting': (host, command) => refusesUnbind(host, command, 'vfio/unbind-not-nesting'),
    'guest/invalidate-not-own': (host, command) => refusesUnbind(host, command, 'vfio/unbind-not-own'),
    'guest/invalidate-free-pending': (host, command) => refusesUnbind(host, command, 'vfio/unbind-free-pending'),
    'guest/invalidate-foreign-data': (host, command) => refusesBind(host, command, 'iommu/bind-foreign-data'),
    'guest/invalidate-gpasid-taken': (host, command) =>
      refusesBind(host, command, 'vfio/bind-gpasid-taken') || isBindNamedOtherwise(host, command),
    'guest/invalidate-bind-fails': (host, command) => refusesBind(host, command, 'iommu/bind-device-fails'),
    'guest/invalidate-not-mapped': (host, command) => refusesBind(host, command, 'iommu/bind-gpgd-not-mapped'),
  },
  plan: (_host, command) =>
    inOrder(
      (host) => {
        const unbind = unbindWanted(host, command);
        return unbind === null ? null : runPlan(host, vfioUnbindGpasid.plan(host, unbind, 0));
      },
      (host) => {
        const bind = bindWanted(host, command);
        return bind === null ? null : runPlan(host, vfioBindGpasid.plan(host, bind, 0));
      },
    ),
};
