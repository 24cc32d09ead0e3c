import { describe, expect, it } from 'vitest';
import { lassoLines } from '../../report/lasso-text.ts';
import { coloured, plain } from '../../report/paint.ts';
import { lasso } from './samples.ts';

describe('the text of a run that breaks a leads-to property', () => {
  it('goes from the sentence over the stem to what is repeated for ever, whom it is about, and the source', () => {
    const text = lassoLines(lasso, 'shortest, on identity', plain);
    expect(text.slice(0, 4)).toEqual([
      'ioasid/eventually-reclaimed is violated',
      '  Every host PASID that waits to be freed is free in the end.',
      '2 commands, shortest, on identity',
      '  1. ioasid_alloc(actor=kernel, set=s0) = p1',
    ]);
    expect(text.slice(-4)).toEqual([
      'and then for ever:',
      '  1. ioasid_reclaim(actor=kernel, hpasid=p1) = -EBUSY',
      'broken for: p1',
      'source: Jacob Pan, 2020-10-26: docs: IOASID',
    ]);
  });

  it('says that nothing more happens where nobody is obliged to act', () => {
    const text = lassoLines({ ...lasso, cycle: [] }, 'shortest, on identity', plain);
    expect(text.at(-3)).toBe('and then nothing more: nobody is obliged to act');
  });

  it('can be coloured', () => {
    expect(lassoLines(lasso, '', coloured)[0]).not.toBe(lassoLines(lasso, '', plain)[0]);
  });
});
