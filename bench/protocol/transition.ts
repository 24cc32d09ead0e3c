/** The form of a transition of the benchmark protocol, and what several of them do. */
import type { Outcome } from '../../compile/program.ts';
import type { Device, Grpid, Hpasid, Vm } from '../../spec/sorts.ts';
import type { CommandOf, Kind } from './commands.ts';
import { devicesOf, type Fault } from './configuration.ts';
import type { ProtocolState } from './schema.ts';

/** What a transition works on. */
export interface Host {
  readonly state: ProtocolState;
  readonly hpasids: readonly Hpasid[];
  readonly grpids: readonly Grpid[];
  readonly fault: Fault | null;
}

/**
 * Refuses in order, writing nothing, or takes effect. Effects over many cells do not ask what each cell holds, so that
 * a command has few cases.
 */
export type Transition<K extends Kind> = (host: Host, command: CommandOf<K>) => Outcome;

/** The PASID that the VM is binding; null when it is not binding. */
export function bindingOf({ state }: Host, vm: Vm): Hpasid | null {
  const context = state.vm.at(vm);
  return context.phase === 'binding' ? context.hpasid : null;
}

/** The bind in progress is over. */
export function idle({ state }: Host, vm: Vm): void {
  const context = state.vm.at(vm);
  context.phase = 'idle';
  context.hpasid = null;
  context.gpasid = 'g1';
}

/** The device is as after a reset. */
export function blank({ state, hpasids, grpids }: Host, device: Device): void {
  state.device.at(device).priEnabled = true;
  for (const hpasid of hpasids) {
    const entry = state.entry.at(device, hpasid);
    entry.kind = 'absent';
    entry.cached = false;
  }
  for (const grpid of grpids) state.group.at(device, grpid).pending = null;
}

/** The PASID leaves the tables of the VM's devices, and requests under it are no longer pending; caches keep it. */
export function drop({ state }: Host, vm: Vm, hpasid: Hpasid): void {
  for (const device of devicesOf(vm)) {
    state.entry.at(device, hpasid).kind = 'absent';
    state.group.replace('pending', hpasid, null, device);
  }
}

/** Whether a device of the VM has an entry of the PASID. */
export const isBound = ({ state }: Host, vm: Vm, hpasid: Hpasid): boolean =>
  devicesOf(vm).some((device) => state.entry.at(device, hpasid).kind !== 'absent');
