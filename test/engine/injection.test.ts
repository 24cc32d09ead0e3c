import { describe, expect, it } from 'vitest';
import { fullGeometry } from '../../engine/geometry.ts';
import { type Injection, identityInjection, spreadInjection } from '../../engine/injection.ts';
import type { Sizes } from '../../spec/sorts.ts';
import { topology } from './small-host.ts';

const sizesWith = (sizes: Partial<Sizes>): Sizes => ({ ...topology.sizes, ...sizes });

const ascends = (numbers: Int32Array) =>
  numbers.every((number, id) => id === 0 || number > (numbers[id - 1] as number));

describe('an instance spread over a full-size engine', () => {
  const spread = spreadInjection(topology.sizes, fullGeometry);

  it('has its PASIDs at both ends and in the upper half', () => {
    expect([...spread.pasid]).toEqual([0, 1, 2 ** 19 + 31, 2 ** 20 - 1]);
  });

  it('has the first and the last of everything else', () => {
    expect([...spread.device]).toEqual([0, 1, 1024, 2048, 3071, 4095]);
    expect([...spread.vm]).toEqual([0, 1, 1023]);
    expect([...spread.grpid]).toEqual([0, 1, 511]);
    expect([...spread.set]).toEqual([0, 2047, 4095, 4096]);
  });

  it('keeps the order of ids, so that the lowest free one is the same', () => {
    for (const count of [1, 2, 3, 4, 50, 1000, 2 ** 19, 2 ** 20 - 1]) {
      const { pasid } = spreadInjection(sizesWith({ row: count }), fullGeometry);
      expect(pasid).toHaveLength(count + 1);
      expect(ascends(pasid) && (pasid[count] as number) < 2 ** 20).toBe(true);
    }
    expect(Object.values(spread).every(ascends)).toBe(true);
  });

  it('has its one group index at 0', () => {
    expect([...spreadInjection(sizesWith({ grpid: 1 }), fullGeometry).grpid]).toEqual([0]);
    expect(ascends(spreadInjection(sizesWith({ grpid: 512 }), fullGeometry).grpid)).toBe(true);
  });

  it('is refused when it is larger than the engine', () => {
    expect(() => spreadInjection(sizesWith({ grpid: 513 }), fullGeometry)).toThrow(RangeError);
    expect(() => spreadInjection(sizesWith({ device: 4096 }), fullGeometry)).toThrow(RangeError);
  });
});

describe('an instance as large as an engine', () => {
  it('keeps its ids', () => {
    const { pasid, set, grpid }: Injection = identityInjection(
      sizesWith({ row: 2 ** 20 - 1, grpid: 512 }),
      fullGeometry,
    );
    expect([pasid.length, pasid[2 ** 20 - 1], grpid[511]]).toEqual([2 ** 20, 2 ** 20 - 1, 511]);
    expect([...set]).toEqual([0, 1, 2, 4096]);
  });

  it('is refused when it is larger', () => {
    expect(() => identityInjection(sizesWith({ row: 2 ** 20 }), fullGeometry)).toThrow(RangeError);
  });
});
