/** What the commands that concern a single device do: attachment, the steps of a bind, page requests, invalidation. */
import { responseCodes } from './commands.ts';
import { devicesOf, guestOwnedVm, vmOf } from './configuration.ts';
import { granted, refused } from './outcomes.ts';
import { bindingOf, blank, idle, type Transition } from './transition.ts';

export const attach: Transition<'attach'> = ({ state }, { device }) => {
  const context = state.vm.at(vmOf(device));
  if (!context.up) return refused.vmIsDown;
  if (context.phase !== 'idle') return refused.bindInProgress;
  const row = state.device.at(device);
  if (row.attached) return refused.isAttached;
  row.attached = true;
  return granted;
};

export const detach: Transition<'detach'> = (host, { device }) => {
  const row = host.state.device.at(device);
  if (!row.attached) return refused.isDetached;
  if (host.state.vm.at(vmOf(device)).phase !== 'idle') return refused.bindInProgress;
  row.attached = false;
  blank(host, device);
  return granted;
};

/** Binds one device; after the last attached one the bind is over. */
export const bindDev: Transition<'bindDev'> = (host, { device }) => {
  const { state } = host;
  const vm = vmOf(device);
  const hpasid = bindingOf(host, vm);
  if (hpasid === null) return refused.notBinding;
  if (!state.device.at(device).attached) return refused.isDetached;
  const entry = state.entry.at(device, hpasid);
  if (entry.kind !== 'absent') return refused.entryIsThere;
  entry.kind = vm === guestOwnedVm ? state.vm.at(vm).gpasid : 'identity';
  const isDone = devicesOf(vm)
    .filter((other) => other !== device)
    .every((other) => !state.device.at(other).attached || state.entry.at(other, hpasid).kind !== 'absent');
  if (isDone) idle(host, vm);
  return granted;
};

export const bindFail: Transition<'bindFail'> = (host, { device }) => {
  const { state } = host;
  const hpasid = bindingOf(host, vmOf(device));
  if (hpasid === null) return refused.notBinding;
  if (!state.device.at(device).attached) return refused.isDetached;
  if (state.entry.at(device, hpasid).kind !== 'absent') return refused.entryIsThere;
  state.vm.at(vmOf(device)).phase = 'rolling back';
  return granted;
};

export const priEnable: Transition<'priEnable'> = ({ state }, { device }) => {
  const row = state.device.at(device);
  if (!row.attached) return refused.isDetached;
  if (row.priEnabled) return refused.priIsOn;
  row.priEnabled = true;
  return granted;
};

export const request: Transition<'request'> = ({ state }, { device, hpasid, grpid }) => {
  if (!state.device.at(device).priEnabled) return refused.priIsOff;
  const entry = state.entry.at(device, hpasid);
  if (entry.kind === 'absent') return refused.entryIsAbsent;
  const group = state.group.at(device, grpid);
  if (group.pending !== null) return refused.requestIsPending;
  group.pending = hpasid;
  entry.cached = true;
  return granted;
};

export const response: Transition<'response'> = ({ state }, { device, hpasid, grpid, code }) => {
  const group = state.group.at(device, grpid);
  if (group.pending !== hpasid) return refused.requestIsNotPending;
  group.pending = null;
  if (code === responseCodes.failure) state.device.at(device).priEnabled = false;
  return granted;
};

export const invalidate: Transition<'invalidate'> = ({ state }, { device, hpasid }) => {
  const entry = state.entry.at(device, hpasid);
  if (!entry.cached) return refused.isNotCached;
  entry.cached = false;
  return granted;
};
