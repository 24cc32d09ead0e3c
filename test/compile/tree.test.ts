import { describe, expect, it } from 'vitest';
import { allCodes, codesOf, hasCode, onlyCode } from '../../compile/tree.ts';

describe('a set of codes', () => {
  it('holds every code of a field, up to 32 of them', () => {
    expect(codesOf(allCodes(2))).toEqual([0, 1, 2]);
    expect(codesOf(allCodes(31))).toEqual(Array.from({ length: 32 }, (_, code) => code));
  });

  it('knows its members', () => {
    expect([0, 1, 31].map((code) => hasCode((1 << 31) | 1, code))).toEqual([true, false, true]);
  });

  it('knows its only member, and whether there is one', () => {
    expect([1, 1 << 5, 1 << 31].map(onlyCode)).toEqual([0, 5, 31]);
    expect([0, 3, allCodes(31)].map(onlyCode)).toEqual([-1, -1, -1]);
  });
});
