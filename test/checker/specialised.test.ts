import { describe, expect, it } from 'vitest';
import { specialised } from '../../checker/specialised.ts';

describe('specialised code', () => {
  it('knows the values it is made for by their names', () => {
    const sum = specialised<(more: number) => number>('return (more) => $words[1] + $two + more;', {
      words: Int32Array.of(5, 6),
      two: 2,
    });
    expect(sum(100)).toBe(108);
  });

  it('of equal texts belongs to different values', () => {
    const constants = [1, 2].map((value) => specialised<() => number>('return () => $value;', { value }));
    expect(constants.map((constant) => constant())).toEqual([1, 2]);
  });
});
