import { describe, expect, it } from 'vitest';
import { countRows, lengthRow } from '../../../bench/crosscheck/rows.ts';
import type { Findings } from '../../../bench/tools/findings.ts';

const right: Findings = { distinct: 288, generated: 1146, depth: 11, errorLength: null };
const found = (errorLength: number | null): Findings => ({ ...right, errorLength });

describe('several checkers', () => {
  it('agree when all who count a thing count the same', () => {
    const rows = countRows('small', [right, { ...right, depth: null }, right]);
    expect(rows.map(({ what }) => what)).toEqual([
      'small: distinct',
      'small: generated',
      'small: depth',
      'small: violations',
    ]);
    expect(rows.every(({ agree }) => agree)).toBe(true);
    expect(rows[2]?.values).toEqual([11, null, 11]);
  });

  it('disagree when one has another count, or finds something wrong', () => {
    const disagreed = (other: Findings) => countRows('', [right, right, other]).filter(({ agree }) => !agree);
    expect(disagreed({ ...right, distinct: 287 }).map(({ what }) => what)).toEqual([': distinct']);
    expect(disagreed({ ...right, generated: 1147 }).map(({ what }) => what)).toEqual([': generated']);
    expect(disagreed({ ...right, depth: 10 }).map(({ what }) => what)).toEqual([': depth']);
    expect(disagreed(found(3)).map(({ what }) => what)).toEqual([': violations']);
  });

  it('do not agree when only one of them counts', () => {
    const silent = { ...right, depth: null };
    expect(countRows('', [right, silent])[2]?.agree).toBe(false);
  });

  it('agree on a violation when all find it, and equally near', () => {
    expect(lengthRow('', [found(3), found(3)]).agree).toBe(true);
    expect(lengthRow('', [found(3), found(4)]).agree).toBe(false);
    expect(lengthRow('', [found(3), found(3), found(null)]).agree).toBe(false);
    expect(lengthRow('', [found(null), found(null)]).agree).toBe(false);
  });
});
