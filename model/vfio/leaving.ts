/** What VFIO does when devices leave their container, and when a process has no container any more. */
import type { Device, Hpasid, Row, Vm } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { letGo } from '../ioasid/lifecycle.ts';
import { clearEntry, unbindAndRelease } from '../iommu/bind-device.ts';
import type { Effect, Walk } from '../plan.ts';
import { typeOf } from './attachment.ts';

/** Whether a host PASID is in the set of the VM's process, which has one at most. */
function isOwn({ state }: Host, vm: Vm, hpasid: Hpasid): boolean {
  const set = state.ioasidSet.first('token', vm);
  return set !== null && state.ioasid.some('set', set, hpasid);
}

/** Something that is done with every host PASID of a VM's process. */
const withOwn = (vm: Vm, effects: (hpasid: Hpasid) => readonly Effect[]): Walk => ({
  each: ({ state }) =>
    state.ioasid.inUse('set').flatMap((hpasid) =>
      effects(hpasid).map(
        (effect): Effect =>
          (host) =>
            isOwn(host, vm, hpasid) ? effect(host) : null,
      ),
    ),
});

/** Something that is done with everything that a VM has bound on some devices. */
const withBound = (vm: Vm, devices: readonly Device[], effect: (device: Device, hpasid: Hpasid) => Effect): Walk =>
  withOwn(vm, (hpasid) =>
    devices.map(
      (device) => (host) =>
        host.state.binding.some('pgd', null, hpasid, device) ? null : effect(device, hpasid)(host),
    ),
  );

/** Clears the entries of what a VM has bound on devices, so that they translate no more before anything else is undone. */
export const quieten = (vm: Vm, devices: readonly Device[]): Walk =>
  withBound(vm, devices, (device, hpasid) => (host) => {
    clearEntry(host, device, hpasid as number as Row);
    return null;
  });

/** Unbinds what a VM has bound from devices that leave their container. */
export const unbindLeaving = (vm: Vm, devices: readonly Device[]): Walk =>
  withBound(vm, devices, (device, hpasid) => (host) => {
    if (host.policy.detach === 'leaves-bindings') return null;
    return unbindAndRelease(device, hpasid)(host);
  });

/** Frees a host PASID, if that has not been done. */
const freeOnce =
  (hpasid: Hpasid): Effect =>
  (host) =>
    // Again, a free would drop a reference under a design in which it is not idempotent.
    host.state.ioasid.at(hpasid).state === 'free_pending' ? null : letGo(hpasid)(host);

/** Frees the host PASIDs of a process. */
export const freeOwn = (vm: Vm): Walk => withOwn(vm, (hpasid) => [freeOnce(hpasid)]);

/** Whether the process of a VM has a container with a type, which alone lets it use its PASIDs. */
const hasContainer = (host: Host, vm: Vm): boolean =>
  host.topology.containers.some(
    (container) => host.topology.vmOf(container) === vm && typeOf(host, container) !== 'none',
  );

/** Frees the host PASIDs of a process that has no container any more. */
export const freeWithLastContainer = (vm: Vm): Walk =>
  withOwn(vm, (hpasid) => [
    (host) => {
      if (host.policy.lastContainer === 'keeps-pasids' || hasContainer(host, vm)) return null;
      return freeOnce(hpasid)(host);
    },
  ]);
