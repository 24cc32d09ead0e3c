/** How many users the IOMMU driver counts for a binding, on devices with auxiliary domains. */
import { match } from 'ts-pattern';
import type { Device, Hpasid } from '../../spec/sorts.ts';
import { aux } from '../../spec/state.ts';
import type { Host } from '../host.ts';

/** A bind is counted as that of one user where auxiliary domains are enabled. */
export function countUser({ state, topology }: Host, hpasid: Hpasid, device: Device): void {
  if (!topology.isAuxiliary(device)) return;
  state.bindingUsers.at(hpasid, device, aux).users = state.deviceFeature.at(device, aux).enabled ? 1 : 0;
}

/** An unbind takes the user away. Gives whether none is left, so that the entry is to be torn down. */
export function dropUser({ state, topology, policy }: Host, hpasid: Hpasid, device: Device): boolean {
  if (!topology.isAuxiliary(device)) return true;
  const binding = state.bindingUsers.at(hpasid, device, aux);
  return match(policy.unbindCounts)
    .with('user-as-bound', () => {
      binding.users = 0;
      return true;
    })
    .with('feature-as-now', () => {
      // The driver counts down only while the feature is enabled, and below 0 if the bind had counted nobody.
      const { enabled } = state.deviceFeature.at(device, aux);
      const isLast = binding.users === (enabled ? 1 : 0);
      if (isLast) binding.users = 0;
      return isLast;
    })
    .exhaustive();
}
