/**
 * The ids of an instance, put into the large ranges of an engine. Equal numbers stay equal: host PASIDs, guest PASIDs
 * and rows share one injection. Order is kept, so the lowest free id of the instance is the lowest free of the engine.
 */
import { grpidLimit } from '../spec/arguments.ts';
import type { Sizes } from '../spec/sorts.ts';
import type { Geometry } from './geometry.ts';

/** For each sort the engine's number of every id, by id; what has no id 0 has a 0 there. */
export interface Injection {
  readonly vm: Int32Array;
  readonly container: Int32Array;
  readonly group: Int32Array;
  readonly device: Int32Array;
  readonly fd: Int32Array;
  /** One more than there are: "the first number past them" is past those of the engine. */
  readonly set: Int32Array;
  /** Host PASIDs, guest PASIDs and rows. */
  readonly pasid: Int32Array;
  readonly grpid: Int32Array;
  /** Domain ids; 0 and 1 are reserved and stay as they are. */
  readonly did: Int32Array;
  readonly slpt: Int32Array;
  readonly viommu: Int32Array;
  readonly kvm: Int32Array;
  readonly mdev: Int32Array;
}

/** Number of domain ids that an entry has room for, the reserved ones included. */
export const didLimit = 2 ** 16;
/** First number that is no second-level page table. */
export const slptLimit = 2 ** 15;

/** `count` numbers from `first` to `last`, both included, in even steps. Throws `RangeError` if they are too many. */
function spread(count: number, first: number, last: number): number[] {
  if (count > last - first + 1) throw new RangeError(`${count} ids do not fit between ${first} and ${last}`);
  const step = (last - first) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, place) => first + Math.floor(place * step));
}

/**
 * PASIDs: the first is 1, the second the last bit of a word in the upper half (2^19 + 31 of 2^20), so that every
 * level of a table is gone through. Where that leaves no room for the others they are spread evenly.
 */
function spreadPasids(count: number, limit: number): number[] {
  const second = limit / 2 + 31;
  if (count < 2 || count - 1 > limit - second) return spread(count, 1, limit - 1);
  return [1, ...spread(count - 1, second, limit - 1)];
}

/** Group indices: the last is the last there is, the others lie side by side; so some share a word of bits. */
function spreadGrpids(count: number): number[] {
  if (count < 2) return spread(count, 0, grpidLimit - 1);
  return [...spread(count - 1, 0, grpidLimit - 2).keys(), grpidLimit - 1];
}

/** Spreads a small instance over all of an engine. Throws `RangeError` if it is too large. */
export function spreadInjection(sizes: Sizes, geometry: Geometry): Injection {
  const fromOne = (count: number, limit: number) => Int32Array.from([0, ...spread(count, 1, limit - 1)]);
  return {
    vm: fromOne(sizes.vm, geometry.vms),
    container: fromOne(sizes.container, geometry.containers),
    // A group has a device at least.
    group: fromOne(sizes.group, geometry.devices),
    device: fromOne(sizes.device, geometry.devices),
    fd: fromOne(sizes.fd, geometry.fds),
    set: Int32Array.from([...spread(sizes.set, 0, geometry.sets - 1), geometry.sets]),
    pasid: Int32Array.from([0, ...spreadPasids(sizes.row, geometry.pasids)]),
    grpid: Int32Array.from(spreadGrpids(sizes.grpid)),
    did: Int32Array.from([0, 1, ...spread(sizes.did, 2, didLimit - 1)]),
    slpt: fromOne(sizes.slpt, slptLimit),
    viommu: fromOne(sizes.viommu, geometry.viommus),
    kvm: fromOne(sizes.kvm, geometry.vms),
    mdev: fromOne(sizes.mdev, geometry.mdevs),
  };
}

/** Leaves every id as it is: for instances as large as an engine. Throws `RangeError` if one is larger. */
export function identityInjection(sizes: Sizes, geometry: Geometry): Injection {
  const upTo = (last: number, limit: number) => {
    if (last >= limit) throw new RangeError(`id ${last} is not below the limit ${limit}`);
    return Int32Array.from({ length: last + 1 }, (_, id) => id);
  };
  return {
    vm: upTo(sizes.vm, geometry.vms),
    container: upTo(sizes.container, geometry.containers),
    group: upTo(sizes.group, geometry.devices),
    device: upTo(sizes.device, geometry.devices),
    fd: upTo(sizes.fd, geometry.fds),
    set: Int32Array.from([...upTo(sizes.set - 1, geometry.sets), geometry.sets]),
    pasid: upTo(sizes.row, geometry.pasids),
    grpid: upTo(sizes.grpid - 1, grpidLimit),
    did: upTo(sizes.did + 1, didLimit),
    slpt: upTo(sizes.slpt, slptLimit),
    viommu: upTo(sizes.viommu, geometry.viommus),
    kvm: upTo(sizes.kvm, geometry.vms),
    mdev: upTo(sizes.mdev, geometry.mdevs),
  };
}
