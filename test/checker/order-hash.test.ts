import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { continued, EMPTY_ORDER, orderText } from '../../checker/order-hash.ts';

const words = fc.array(fc.integer(), { maxLength: 20 });
const hashOf = (...parts: number[][]) =>
  orderText(parts.reduce((hash, part) => continued(hash, Int32Array.from(part)), EMPTY_ORDER));

describe('the hash of an order', () => {
  it('does not depend on the portions in which it is taken', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        expect(hashOf(one, other)).toBe(hashOf([...one, ...other]));
      }),
    );
  });

  it('changes in both halves when two different words change places', () => {
    fc.assert(
      fc.property(words, fc.integer(), fc.integer(), words, (before, one, other, after) => {
        fc.pre(one !== other);
        const straight = hashOf([...before, one, other, ...after]);
        const crossed = hashOf([...before, other, one, ...after]);
        expect(straight.slice(0, 8)).not.toBe(crossed.slice(0, 8));
        expect(straight.slice(8)).not.toBe(crossed.slice(8));
      }),
    );
  });

  it('is written with leading zeros', () => {
    expect(orderText({ high: 1, low: -1 })).toBe('00000001ffffffff');
  });
});
