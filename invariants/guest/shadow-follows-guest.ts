import { type Device, type GroupId, member, type Row, type Viommu } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import { countSuccess, type StepCase, type StepInvariant } from '../invariant.ts';

/** One device behind the vIOMMU, while it is attached, and one number of the guest's. */
const deviceCase =
  (viommu: Viommu, row: Row, device: Device, group: GroupId | null): StepCase =>
  ({ answer, after }) => {
    const { hpasid } = after.vmmLookup.at(viommu, row);
    if (answer < 0 || hpasid === null) return null;
    if (group !== null && !after.vfioGroup.at(group).attached) return null;
    const { pgd } = after.guestPasidEntry.at(viommu, row);
    if (after.binding.at(hpasid, device).pgd === pgd) return null;
    return `entry ${row} of the guest behind viommu${viommu} is ${pgd === null ? 'not present' : `pgd${pgd}`}, and d${device} has not that at p${hpasid}`;
  };

/** What the guest has written since, it has not invalidated yet: until it does, the shadow may be older. */
export const shadowFollowsGuest: StepInvariant = {
  id: 'guest/shadow-follows-guest',
  of: 'step',
  property: 'G8',
  sentence:
    "When a guest's invalidation of its PASID cache succeeds, every device behind its vIOMMU has bound what the guest has written, at the host PASID that stands for it.",
  sources: [sources.gpasidMapping],
  catches: ['fault/vmm-without-lookup', 'fault/shadow-kept'],
  cases: (topology, command) => {
    if (command.kind !== 'pasid_cache_invalidate') return [];
    const { actor } = command;
    const row = member('row', topology.sizes.row, command.pasid);
    if (row === null) return [];
    const devices = topology.devicesOf(topology.containerBehind(actor));
    return [countSuccess, ...devices.map((device) => deviceCase(actor, row, device, topology.groupOf(device)))];
  },
};
