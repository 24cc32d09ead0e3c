import { describe, expect, it } from 'vitest';
import { parseRumur } from '../../../bench/tools/rumur.ts';
import { rumur, rumurWithError } from './outputs.ts';

describe("Rumur's output", () => {
  it('gives the counts, with the initial state, which fires no rule', () => {
    expect(parseRumur(rumur)).toEqual({ distinct: 71_056, generated: 662_439, depth: null, errorLength: null });
  });

  it('gives the length of a way to an error, which begins in a state and not with a rule', () => {
    expect(parseRumur(rumurWithError)).toEqual({ distinct: 973, generated: 3536, depth: null, errorLength: 2 });
  });

  it('is refused without a summary', () => {
    expect(() => parseRumur('<progress states="70000"/>')).toThrow('no /');
  });
});
