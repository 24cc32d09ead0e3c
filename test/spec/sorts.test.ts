import { describe, expect, it } from 'vitest';
import { idsOf, member, printId, type Sort, sorts } from '../../spec/sorts.ts';

describe('the ids of a sort', () => {
  it('are numbered from its first on', () => {
    expect(idsOf('hpasid', 3)).toEqual([1, 2, 3]);
    expect(idsOf('set', 3)).toEqual([0, 1, 2]);
    expect(idsOf('vm', 0)).toEqual([]);
  });

  it('are printed with the prefix of their sort, rows as bare numbers', () => {
    const own = {
      vm: 'vm7',
      container: 'c7',
      group: 'grp7',
      device: 'd7',
      fd: 'f7',
      set: 's7',
      hpasid: 'p7',
      row: '7',
    };
    const printed = Object.fromEntries((Object.keys(own) as Sort[]).map((sort) => [sort, printId(sort, 7)]));
    expect(printed).toEqual(own);
  });

  it('are printed differently from those of every other sort', () => {
    const prefixes = Object.values(sorts).map(({ prefix }) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});

describe('a number from user space', () => {
  it('names a member only if it is one of the ids, all 64 bits of it', () => {
    const numbers = [-1, 0, 1, 3, 4, 2 ** 20, 2 ** 32, 2 ** 32 + 1, 2 ** 52 + 1, 1.5 - 2, Number.NaN];
    expect(numbers.map((number) => member('hpasid', 3, number))) //
      .toEqual([null, null, 1, 3, null, null, null, null, null, null, null]);
    expect([-1, 0, 2, 3].map((number) => member('set', 3, number))).toEqual([null, 0, 2, null]);
  });
});
