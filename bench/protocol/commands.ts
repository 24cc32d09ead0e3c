/**
 * The commands of the benchmark protocol as data, and all of them within a configuration: 93 in F. Those that take away
 * or answer come first, those that a bind begins with last: of the orders that were tried, a search by sleep sets leaves
 * out most in this one, a quarter more than with the commands of one device first.
 */
import { type Device, type Grpid, type Hpasid, idsOf, printId, type Vm } from '../../spec/sorts.ts';
import { type Configuration, devices, guestOwnedVm, vms } from './configuration.ts';
import { type GuestPasid, gpasids } from './schema.ts';

/** The codes of a page response: success, invalid request, response failure. The last one turns page requests off. */
export const responseCodes = { success: 0, invalid: 1, failure: 2 } as const;
export type ResponseCode = (typeof responseCodes)[keyof typeof responseCodes];

interface Arguments {
  readonly response: {
    readonly device: Device;
    readonly hpasid: Hpasid;
    readonly grpid: Grpid;
    readonly code: ResponseCode;
  };
  readonly request: { readonly device: Device; readonly hpasid: Hpasid; readonly grpid: Grpid };
  readonly invalidate: { readonly device: Device; readonly hpasid: Hpasid };
  readonly bindDev: { readonly device: Device };
  readonly bindFail: { readonly device: Device };
  readonly priEnable: { readonly device: Device };
  readonly attach: { readonly device: Device };
  readonly detach: { readonly device: Device };
  /** The guest PASID is null in a VM that uses host PASIDs as they are. */
  readonly bindStart: { readonly vm: Vm; readonly hpasid: Hpasid; readonly gpasid: GuestPasid | null };
  readonly rollback: { readonly vm: Vm };
  readonly unbind: { readonly vm: Vm; readonly hpasid: Hpasid };
  readonly alloc: { readonly vm: Vm; readonly hpasid: Hpasid };
  readonly free: { readonly vm: Vm; readonly hpasid: Hpasid };
  readonly vmStart: { readonly vm: Vm };
  readonly vmExit: { readonly vm: Vm };
}

export type Kind = keyof Arguments;
export type CommandOf<K extends Kind> = { readonly kind: K } & Arguments[K];
export type Command = { [K in Kind]: CommandOf<K> }[Kind];

/** Every command within a configuration, in the order in which they are tried. */
export function commandsOf(configuration: Configuration): readonly Command[] {
  const hpasids = idsOf('hpasid', configuration.hpasids);
  const grpids = idsOf('grpid', configuration.grpids);
  const pasidsOf = devices.flatMap((device) => hpasids.map((hpasid) => ({ device, hpasid })));
  const requests = pasidsOf.flatMap((place) => grpids.map((grpid) => ({ ...place, grpid })));
  const responses = requests.flatMap((request) => Object.values(responseCodes).map((code) => ({ ...request, code })));
  const holdings = vms.flatMap((vm) => hpasids.map((hpasid) => ({ vm, hpasid })));
  const bindings = holdings.flatMap(({ vm, hpasid }) =>
    (vm === guestOwnedVm ? gpasids : [null]).map((gpasid) => ({ vm, hpasid, gpasid })),
  );
  return [
    ...responses.map((args) => ({ kind: 'response', ...args }) as const),
    ...devices.map((device) => ({ kind: 'detach', device }) as const),
    ...devices.map((device) => ({ kind: 'priEnable', device }) as const),
    ...holdings.map((args) => ({ kind: 'unbind', ...args }) as const),
    ...pasidsOf.map((args) => ({ kind: 'invalidate', ...args }) as const),
    ...holdings.map((args) => ({ kind: 'free', ...args }) as const),
    ...vms.map((vm) => ({ kind: 'vmStart', vm }) as const),
    ...requests.map((args) => ({ kind: 'request', ...args }) as const),
    ...devices.map((device) => ({ kind: 'attach', device }) as const),
    ...vms.map((vm) => ({ kind: 'vmExit', vm }) as const),
    ...vms.map((vm) => ({ kind: 'rollback', vm }) as const),
    ...devices.map((device) => ({ kind: 'bindFail', device }) as const),
    ...devices.map((device) => ({ kind: 'bindDev', device }) as const),
    ...holdings.map((args) => ({ kind: 'alloc', ...args }) as const),
    ...bindings.map((args) => ({ kind: 'bindStart', ...args }) as const),
  ];
}

/** `response(d1, p2, prg0, 2)`, `bindStart(vm2, p1, g2)` */
export function printCommand({ kind, ...args }: Command): string {
  const printed = Object.entries(args).flatMap(([name, value]) => {
    if (value === null) return [];
    if (name === 'gpasid' || name === 'code') return [String(value)];
    return [printId(name as 'vm' | 'device' | 'hpasid' | 'grpid', value)];
  });
  return `${kind}(${printed.join(', ')})`;
}
