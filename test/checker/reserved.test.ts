import { describe, expect, it } from 'vitest';
import { reserved } from '../../checker/reserved.ts';

describe('a reserved array', () => {
  it('is empty, and takes no memory where nothing was written', () => {
    const before = process.memoryUsage().rss;
    const array = reserved(2 ** 28);
    array[2 ** 27] = 1;
    expect([array.length, array[0], array[2 ** 28 - 1]]).toEqual([2 ** 28, 0, 0]);
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 28);
  });

  it('is refused where there is not so much address space', () => {
    expect(() => reserved(2 ** 50)).toThrow(RangeError);
  });
});
