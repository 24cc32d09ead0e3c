/**
 * The way back from the numbers of an engine to the ids of an instance, as *codes* of the fields that hold an id:
 * 0 for none, and here also for a number that stands for no id of the instance.
 */
import { grpidLimit } from '../spec/arguments.ts';
import type { Topology } from '../spec/topology.ts';
import type { Geometry } from './geometry.ts';
import { didLimit, type Injection, slptLimit } from './injection.ts';
import { lastPgdAt, pgdAt } from './pgd.ts';

/** The codes of one instance, by the engine's numbers. */
export class Codes {
  readonly vm: Int32Array;
  readonly device: Int32Array;
  /** By number of a set's row, which is the set plus 1. */
  readonly setRow: Int32Array;
  readonly hpasid: Int32Array;
  readonly did: Int32Array;
  readonly slpt: Int32Array;
  readonly row: Int32Array;
  readonly grpid: Int32Array;
  readonly #pgds: number;

  constructor({ sizes }: Topology, injection: Injection, geometry: Geometry) {
    this.vm = codesOf(injection.vm.subarray(1), sizes.vm, geometry.vms);
    this.device = codesOf(injection.device.subarray(1), sizes.device, geometry.devices);
    const rows = injection.set.map((set) => set + 1);
    this.setRow = codesOf(rows, sizes.set, geometry.sets + 1);
    this.hpasid = codesOf(injection.pasid.subarray(1), sizes.hpasid, geometry.pasids);
    this.did = codesOf(injection.did.subarray(2), sizes.did, didLimit);
    this.slpt = codesOf(injection.slpt.subarray(1), sizes.slpt, slptLimit);
    this.row = codesOf(injection.pasid.subarray(1), sizes.row, geometry.pasids);
    this.grpid = codesOf(injection.grpid, sizes.grpid, grpidLimit);
    this.#pgds = sizes.pgd;
  }

  /** The code of the last page directory that lies no higher than an address. */
  lastPgd(low: number, high: number): number {
    return lastPgdAt(low, high, this.#pgds);
  }

  /** The code of the page directory at an address. */
  pgd(low: number, high: number): number {
    return pgdAt(low, high, this.#pgds);
  }
}

/** For every number below `limit` its place, counted from 1, among the first `count` of `numbers`. */
function codesOf(numbers: Int32Array, count: number, limit: number): Int32Array {
  const codes = new Int32Array(limit);
  for (let place = 0; place < count; place++) codes[numbers[place] as number] = place + 1;
  return codes;
}
