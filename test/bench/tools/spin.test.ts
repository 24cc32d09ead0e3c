import { describe, expect, it } from 'vitest';
import { ToolFailed } from '../../../bench/tools/measure.ts';
import { parseSpin } from '../../../bench/tools/spin.ts';
import { spinBreadthFirst, spinDepthFirst, spinTooShallow, spinWithError } from './outputs.ts';

const counts = { distinct: 1_072_510, generated: 11_713_744, errorLength: null };

describe("Spin's output", () => {
  it('gives the levels of a breadth-first search, the first state being one', () => {
    expect(parseSpin(spinBreadthFirst, 'breadth-first')).toEqual({ ...counts, depth: 31 });
  });

  it('gives no levels of a depth-first search, whose depth is that of its stack', () => {
    expect(parseSpin(spinDepthFirst, 'depth-first')).toEqual({ ...counts, depth: null });
  });

  it('gives the length of a way to an error', () => {
    expect(parseSpin(spinWithError, 'breadth-first')).toMatchObject({ distinct: 1843, errorLength: 6 });
  });

  it('is refused when the search was cut off, though it found no error', () => {
    expect(() => parseSpin(spinTooShallow, 'depth-first')).toThrow(ToolFailed);
    const invalidEnd = spinDepthFirst.replace('errors: 0', 'errors: 1');
    expect(() => parseSpin(`pan:1: invalid end state (at depth 3)\n${invalidEnd}`, 'depth-first')).toThrow(ToolFailed);
  });

  it('is refused when it has no counts, or rounded ones', () => {
    const rounded = spinDepthFirst.replace('11713744', '1.1790332e+08');
    expect(() => parseSpin(rounded, 'depth-first')).toThrow('transitions');
    expect(() => parseSpin('State-vector 20 byte, depth reached 3, errors: 0', 'depth-first')).toThrow('no /');
  });
});
