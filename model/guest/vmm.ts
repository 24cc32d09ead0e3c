/**
 * The VMM as an actor: what it looks up for its guest, and the calls to the kernel that it makes for it. The calls are
 * commands like any other, with the rules and plans of their own; nothing of them is said again here.
 */
import { usualBind } from '../../spec/arguments.ts';
import type { CommandOf } from '../../spec/command.ts';
import { type Gpasid, type Hpasid, member, type Pgd, type SetId, type Viommu } from '../../spec/sorts.ts';
import type { vfioBindGpasid } from '../../spec/vfio/bind-gpasid.ts';
import type { vfioUnbindGpasid } from '../../spec/vfio/unbind-gpasid.ts';
import type { Host } from '../host.ts';

/** The host PASID that the VMM has for a number of its guest's, or null. */
export function lookedUp({ topology, state }: Host, viommu: Viommu, value: number): Hpasid | null {
  const row = member('row', topology.sizes.row, value);
  return row === null ? null : state.vmmLookup.at(viommu, row).hpasid;
}

/** The set of the VMM's process, if it has one. */
export const setOf = ({ topology, state }: Host, viommu: Viommu): SetId | null =>
  state.ioasidSet.first('token', topology.guestOf(viommu));

/** The unbind that a VMM asks for. */
export const unbindOf = ({ topology }: Host, viommu: Viommu, hpasid: number): CommandOf<typeof vfioUnbindGpasid> => ({
  kind: 'vfio_unbind_gpasid',
  actor: topology.guestOf(viommu),
  container: topology.containerBehind(viommu),
  hpasid,
});

/** The bind that a VMM asks for, of a page directory that its guest has written at one of its numbers. */
export function bindOf(
  host: Host,
  viommu: Viommu,
  value: number,
  hpasid: number,
  gpgd: Pgd,
): CommandOf<typeof vfioBindGpasid> {
  const { actor, container } = unbindOf(host, viommu, hpasid);
  const gpasid = host.topology.pasidSpaceOf(actor) === 'identity' ? null : (value as Gpasid);
  return { kind: 'vfio_bind_gpasid', actor, container, hpasid, gpasid, gpgd, ...usualBind };
}
