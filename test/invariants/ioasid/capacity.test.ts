import { describe, expect, it } from 'vitest';
import { capacity as invariant } from '../../../invariants/ioasid/capacity.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const pooled = { ...twoGuests, pool: true };
const s1 = { ioasidSet: { s1: { type: 'MM', token: 'vm1', quota: 1 } } };

describe(invariant.id, () => {
  it('holds where all that is promised, reserved and withheld fits', () => {
    expect(judgeState(invariant, [s1, { ioasidPool: { pool1: { reserved: 1 } } }], pooled)) //
      .toEqual({ broken: null, antecedent: 1 });
  });

  it('is broken where it does not fit', () => {
    const pool = { ioasidPool: { pool1: { reserved: 1, withheld: 1 } } };
    expect(judgeState(invariant, [s1, pool], pooled).broken) //
      .toBe('3 are promised, reserved or withheld; the capacity is 2');
  });

  it('is broken by a quota that outlives its set', () => {
    expect(judgeState(invariant, [{ ioasidSet: { s2: { quota: 1 } } }]).broken) //
      .toBe('s2 is gone, and 1 host PASIDs are promised to it');
  });

  it('is broken by more host PASIDs than there may be', () => {
    const ioasid = { p1: { state: 'idle' }, p2: { state: 'free_pending' } };
    expect(judgeState(invariant, [{ ioasid }], { ...twoGuests, capacity: 1 }).broken) //
      .toBe('2 host PASIDs are allocated, the capacity is 1');
  });
});
