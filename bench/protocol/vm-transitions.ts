/** What the commands of a VM do: its life, its PASIDs, the beginning and the end of a bind. */
import { devices, devicesOf, quota } from './configuration.ts';
import { granted, refused } from './outcomes.ts';
import { blank, drop, idle, isBound, type Transition } from './transition.ts';

export const vmStart: Transition<'vmStart'> = ({ state }, { vm }) => {
  const row = state.vm.at(vm);
  if (row.up) return refused.vmIsUp;
  row.up = true;
  for (const device of devicesOf(vm)) state.device.at(device).attached = true;
  return granted;
};

export const vmExit: Transition<'vmExit'> = (host, { vm }) => {
  const { state } = host;
  const row = state.vm.at(vm);
  if (!row.up) return refused.vmIsDown;
  if (row.phase !== 'idle') return refused.bindInProgress;
  row.up = false;
  state.pasid.replace('owner', vm, null);
  for (const device of devicesOf(vm)) {
    state.device.at(device).attached = false;
    blank(host, device);
  }
  return granted;
};

export const alloc: Transition<'alloc'> = ({ state }, { vm, hpasid }) => {
  if (!state.vm.at(vm).up) return refused.vmIsDown;
  const pasid = state.pasid.at(hpasid);
  if (pasid.owner !== null) return refused.isOwned;
  if (state.pasid.count('owner', vm) >= quota) return refused.quotaUsedUp;
  pasid.owner = vm;
  return granted;
};

export const free: Transition<'free'> = ({ state, fault }, { vm, hpasid }) => {
  const pasid = state.pasid.at(hpasid);
  if (pasid.owner !== vm) return refused.isNotOwned;
  if (state.vm.at(vm).hpasid === hpasid) return refused.isBeingBound;
  for (const device of devices) {
    const entry = state.entry.at(device, hpasid);
    if (entry.kind !== 'absent') return refused.entryIsThere;
    if (fault === null && entry.cached) return refused.isCached;
  }
  pasid.owner = null;
  return granted;
};

export const bindStart: Transition<'bindStart'> = (host, { vm, hpasid, gpasid }) => {
  const { state } = host;
  const context = state.vm.at(vm);
  if (!context.up) return refused.vmIsDown;
  if (context.phase !== 'idle') return refused.bindInProgress;
  if (state.pasid.at(hpasid).owner !== vm) return refused.isNotOwned;
  const own = devicesOf(vm);
  if (!own.some((device) => state.device.at(device).attached)) return refused.noDeviceAttached;
  if (isBound(host, vm, hpasid)) return refused.entryIsThere;
  if (gpasid !== null && own.some((device) => state.entry.some('kind', gpasid, device))) return refused.gpasidIsTracked;
  context.phase = 'binding';
  context.hpasid = hpasid;
  if (gpasid !== null) context.gpasid = gpasid;
  return granted;
};

export const rollback: Transition<'rollback'> = (host, { vm }) => {
  const { phase, hpasid } = host.state.vm.at(vm);
  if (phase !== 'rolling back' || hpasid === null) return refused.notRollingBack;
  drop(host, vm, hpasid);
  idle(host, vm);
  return granted;
};

export const unbind: Transition<'unbind'> = (host, { vm, hpasid }) => {
  if (host.state.vm.at(vm).phase !== 'idle') return refused.bindInProgress;
  if (!isBound(host, vm, hpasid)) return refused.entryIsAbsent;
  drop(host, vm, hpasid);
  return granted;
};
