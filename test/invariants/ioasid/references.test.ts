import { describe, expect, it } from 'vitest';
import { references as invariant } from '../../../invariants/ioasid/references.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const p1 = (state: string, refs: number) => ({ ioasid: { p1: { state, refs } } });
const bound = { binding: { 'p1,d3': { pgd: 'pgd1' } } };

describe(invariant.id, () => {
  it('holds where the owner has one reference until it frees, and the driver one while it is bound', () => {
    const right = [[p1('idle', 1)], [p1('active', 2), bound], [p1('free_pending', 1), bound]];
    expect(right.map((states) => judgeState(invariant, states))) //
      .toEqual(right.map(() => ({ broken: null, antecedent: 1 })));
  });

  it('is broken by a host PASID that is bound and not active, or active and not bound, or not free without references', () => {
    const wrong = [[p1('idle', 2), bound], [p1('active', 1)], [p1('free_pending', 0)]];
    expect(wrong.map((states) => judgeState(invariant, states).broken)).toEqual([
      'p1 is idle, bound, and its reference count is 2',
      'p1 is active, not bound, and its reference count is 1',
      'p1 is free_pending, not bound, and its reference count is 0',
    ]);
  });

  it('counts that of an auxiliary domain whose default PASID it is', () => {
    const data = { ...twoGuests, iommu: { cachingMode: false, auxiliary: [1], defaultPasids: true } };
    const entered = { defaultPasid: { 'aux1,d1': { hpasid: 'p1' } } };
    expect(judgeState(invariant, [p1('idle', 2), entered], data).broken).toBeNull();
    expect(judgeState(invariant, [p1('idle', 1), entered], data).broken) //
      .toBe('p1 is idle, not bound, and its reference count is 1 instead of 2');
  });

  it('counts each user that holds one', () => {
    const topology = { ...twoGuests, users: 2 };
    const used = { ioasidUser: { 'p1,user1': { holds: true }, 'p1,user2': { holds: true } } };
    expect(judgeState(invariant, [p1('active', 4), bound, used], topology)).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [p1('idle', 2), used], topology).broken) //
      .toBe('p1 is idle, not bound, used by 2, and its reference count is 2 instead of 3');
  });

  it('has nothing to check of a free host PASID without references, even one with bindings', () => {
    expect(judgeState(invariant, [bound])).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by a reference too many or too few', () => {
    const wrong = [
      [p1('idle', 2)],
      [p1('active', 2)],
      [p1('active', 1), bound],
      [p1('free_pending', 2), bound],
      [p1('free_pending', 1)],
      [p1('free', 1), bound],
    ];
    expect(wrong.map((states) => judgeState(invariant, states).broken)).toEqual([
      'p1 is idle, not bound, and its reference count is 2 instead of 1',
      'p1 is active, not bound, and its reference count is 2 instead of 1',
      'p1 is active, bound, and its reference count is 1 instead of 2',
      'p1 is free_pending, bound, and its reference count is 2 instead of 1',
      'p1 is free_pending, not bound, and its reference count is 1 instead of 0',
      'p1 is free, bound, and its reference count is 1 instead of 0',
    ]);
  });
});
