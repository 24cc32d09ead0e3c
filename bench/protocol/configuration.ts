/**
 * The configurations of the benchmark protocol: how many host PASIDs and page request groups there are, and what every
 * checker must count in them. All else is the same in each: two VMs, three devices, two guest PASIDs, a quota of two.
 */
import type { Device, Vm } from '../../spec/sorts.ts';

/** What an exhaustive search of a configuration counts. */
export interface Counts {
  /** Distinct states. */
  readonly distinct: number;
  /** The initial state and every granted action in every state. */
  readonly generated: number;
  /** Levels, the initial state being level 1. */
  readonly depth: number;
}

export interface Configuration {
  readonly name: string;
  readonly hpasids: number;
  /** Page request groups of each device. */
  readonly grpids: number;
  readonly counts: Counts;
}

/** Seconds for a plain search: the one that tests can afford. */
export const configurationB: Configuration = {
  name: 'B',
  hpasids: 2,
  grpids: 1,
  counts: { distinct: 71_056, generated: 662_439, depth: 29 },
};

/** A million states: the one that checkers are compared by. */
export const configurationF: Configuration = {
  name: 'F',
  hpasids: 3,
  grpids: 1,
  counts: { distinct: 1_072_510, generated: 11_713_744, depth: 31 },
};

/** Seven million states, too many for the caches of a processor. */
export const configurationP: Configuration = {
  name: 'P',
  hpasids: 3,
  grpids: 2,
  counts: { distinct: 7_148_638, generated: 117_903_316, depth: 32 },
};

export const configurations: readonly Configuration[] = [configurationB, configurationF, configurationP];

/** What a command can be made to forget, so that something is found: the cache of PASIDs that are freed. */
export type Fault = 'free ignores the PASID cache';

/** The VM whose guest uses host PASIDs as they are. */
export const identityVm = 1 as Vm;
/** The VM whose guest numbers its PASIDs itself. */
export const guestOwnedVm = 2 as Vm;
export const vms: readonly Vm[] = [identityVm, guestOwnedVm];

/** The VM that owns each device: `d1` belongs to the first, `d2` and `d3` to the second. */
const owners: readonly Vm[] = [identityVm, guestOwnedVm, guestOwnedVm];
export const devices = owners.map((_, index) => (index + 1) as Device);
export const vmOf = (device: Device): Vm => owners[device - 1] as Vm;
export const devicesOf = (vm: Vm): readonly Device[] => devices.filter((device) => vmOf(device) === vm);

/** PASIDs that a VM may own at a time. */
export const quota = 2;
