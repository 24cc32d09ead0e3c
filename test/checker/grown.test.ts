import { describe, expect, it } from 'vitest';
import { grown } from '../../checker/grown.ts';

describe('an array that grows', () => {
  it('keeps its elements, and those it gains are zero', () => {
    expect([...grown(Int32Array.of(7, -8), 3)]).toEqual([7, -8, 0, 0]);
  });

  it('doubles when little more is needed', () => {
    expect(grown(new Int32Array(100), 101)).toHaveLength(200);
  });

  it('becomes as long as is needed when that is more than double', () => {
    expect(grown(new Int32Array(4), 1000)).toHaveLength(1000);
  });

  it('leaves the array it came from alone', () => {
    const array = Int32Array.of(1);
    const copy = grown(array, 2);
    copy[0] = 2;
    expect([...array]).toEqual([1]);
  });
});
