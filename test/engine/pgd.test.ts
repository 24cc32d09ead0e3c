import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastPgdAt, pgdAt, pgdHigh, pgdLimit, pgdLow } from '../../engine/pgd.ts';

const pgd = fc.integer({ min: 1, max: pgdLimit });

describe('the address of a guest page directory', () => {
  it('lies above 2^32 and at the start of a page', () => {
    fc.assert(fc.property(pgd, (id) => pgdHigh(id) >= 1 && (pgdLow(id) & 0xfff) === 0));
  });

  it('shares a half with that of another, so that one half does not tell', () => {
    expect(pgdLow(1)).toBe(pgdLow(3));
    expect(pgdHigh(2)).toBe(pgdHigh(3));
  });

  it('names its page directory and no other', () => {
    fc.assert(fc.property(pgd, (id) => pgdAt(pgdLow(id), pgdHigh(id), pgdLimit) === id));
  });

  it('names none when it is past the last, or no such address', () => {
    expect(pgdAt(pgdLow(3), pgdHigh(3), 2)).toBe(0);
    expect(pgdAt(pgdLow(1) + 8, pgdHigh(1), 2)).toBe(0);
    expect(pgdAt(pgdLow(1), 0, 2)).toBe(0);
  });

  it('is higher than those of the ones before it, whichever half tells', () => {
    const whole = (id: number) => pgdHigh(id) * 2 ** 32 + (pgdLow(id) >>> 0);
    fc.assert(fc.property(fc.integer({ min: 2, max: pgdLimit }), (id) => whole(id) > whole(id - 1)));
  });

  it('tells which page directories lie no higher than an address', () => {
    fc.assert(fc.property(pgd, (id) => lastPgdAt(pgdLow(id), pgdHigh(id), pgdLimit) === id));
    fc.assert(fc.property(pgd, (id) => lastPgdAt(pgdLow(id) - 1, pgdHigh(id), pgdLimit) === id - 1));
    expect(lastPgdAt(-1, -1, 5)).toBe(5);
    expect(lastPgdAt(0, 0, 5)).toBe(0);
  });
});
