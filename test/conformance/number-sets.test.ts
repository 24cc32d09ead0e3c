import { describe, expect, it } from 'vitest';
import { emptySet, NumberSets } from '../../conformance/number-sets.ts';

describe('sets of numbers', () => {
  const sets = new NumberSets();
  const one = sets.of([1]);
  const both = sets.of([2, 1, 1]);

  it('are equal if their members are', () => {
    expect(sets.members(both)).toEqual([1, 2]);
    expect(sets.of([1, 2])).toBe(both);
    expect(sets.of([])).toBe(emptySet);
    expect(sets.members(emptySet)).toEqual([]);
  });

  it('have unions', () => {
    expect(sets.union(one, sets.of([2]))).toBe(both);
    expect(sets.union(one, sets.of([2]))).toBe(both);
    expect([sets.union(one, emptySet), sets.union(emptySet, one), sets.union(one, one)]).toEqual([one, one, one]);
  });

  it('include one another, or do not', () => {
    expect([sets.includes(both, one), sets.includes(one, both), sets.includes(one, emptySet)]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
