/**
 * What no command of the benchmark protocol may ever break. Each invariant is a family of small cases, one per device
 * and PASID and the like, which read a few cells each: what reads many cells at once has too many cases of its own to be compiled.
 */
import type { Device, Hpasid, Vm } from '../../spec/sorts.ts';
import { devices, devicesOf, guestOwnedVm, quota, vmOf, vms } from './configuration.ts';
import { gpasids } from './schema.ts';
import type { Host } from './transition.ts';

export interface Invariant {
  readonly name: string;
  /** The cases of a host; each is true where the invariant is broken. */
  readonly broken: (host: Host) => readonly (() => boolean)[];
}

type Place = readonly [device: Device, hpasid: Hpasid];
const placesOf = (of: readonly Device[], hpasids: readonly Hpasid[]): readonly Place[] =>
  of.flatMap((device) => hpasids.map((hpasid) => [device, hpasid] as const));

const isOwned = ({ state }: Host, [device, hpasid]: Place): boolean => state.pasid.at(hpasid).owner === vmOf(device);

const entryIsFounded: Invariant = {
  name: 'an entry implies that its device is attached, the VM is up and owns the PASID',
  broken: (host) =>
    placesOf(devices, host.hpasids).map((place) => {
      const [device] = place;
      const { state } = host;
      return () =>
        state.entry.at(...place).kind !== 'absent' &&
        !(state.device.at(device).attached && state.vm.at(vmOf(device)).up && isOwned(host, place));
    }),
};

const entryFitsMode: Invariant = {
  name: "the kind of an entry fits the VM's mode",
  broken: ({ state, hpasids }) =>
    placesOf(devices, hpasids).map((place) => () => {
      const { kind } = state.entry.at(...place);
      return kind !== 'absent' && (kind === 'identity') === (vmOf(place[0]) === guestOwnedVm);
    }),
};

const cacheIsFounded: Invariant = {
  name: 'a cached entry implies that its device is attached and the VM owns the PASID',
  broken: (host) =>
    placesOf(devices, host.hpasids).map((place) => {
      const { state } = host;
      return () => state.entry.at(...place).cached && !(state.device.at(place[0]).attached && isOwned(host, place));
    }),
};

const gpasidIsUnique: Invariant = {
  name: 'a guest PASID is tracked for one host PASID per VM',
  broken: ({ state, hpasids }) => {
    const places = placesOf(devicesOf(guestOwnedVm), hpasids);
    const pairs = places.flatMap((one) => places.filter(([, p]) => one[1] < p).map((other) => [one, other] as const));
    return gpasids.flatMap((gpasid) =>
      pairs.map(
        ([one, other]) =>
          () =>
            state.entry.at(...one).kind === gpasid && state.entry.at(...other).kind === gpasid,
      ),
    );
  },
};

const requestIsFounded: Invariant = {
  name: 'a pending request implies an entry',
  broken: ({ state, grpids }) =>
    devices.flatMap((device) =>
      grpids.map((grpid) => () => {
        const { pending } = state.group.at(device, grpid);
        return pending !== null && state.entry.at(device, pending).kind === 'absent';
      }),
    ),
};

const quotaHolds: Invariant = {
  name: 'no VM owns more PASIDs than its quota',
  broken: ({ state }) => vms.map((vm) => () => state.pasid.count('owner', vm) > quota),
};

const contextIsFounded: Invariant = {
  name: 'the bind context is empty when idle and otherwise names a PASID of that VM',
  broken: (host) => vms.map((vm) => () => contextIsBroken(host, vm)),
};

function contextIsBroken({ state }: Host, vm: Vm): boolean {
  const { phase, hpasid, gpasid } = state.vm.at(vm);
  if (phase === 'idle') return hpasid !== null || gpasid !== 'g1';
  return hpasid === null || state.pasid.at(hpasid).owner !== vm;
}

export const invariants: readonly Invariant[] = [
  entryIsFounded,
  entryFitsMode,
  cacheIsFounded,
  gpasidIsUnique,
  requestIsFounded,
  quotaHolds,
  contextIsFounded,
];
