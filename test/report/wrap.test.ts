import { describe, expect, it } from 'vitest';
import { wrap } from '../../report/wrap.ts';

describe('wrapped prose', () => {
  it('has lines of at most 80 columns, the later ones indented', () => {
    const lines = wrap(Array.from({ length: 40 }, () => 'word').join(' '), '- ', '  ');
    expect(lines.map(({ length }) => length)).toEqual([76, 76, 51]);
    expect(lines[0]?.startsWith('- word')).toBe(true);
    expect(lines[1]?.startsWith('  word')).toBe(true);
  });

  it('keeps whole what is longer than a line', () => {
    const token = 'x'.repeat(100);
    expect(wrap(`replay ${token} now`)).toEqual(['replay', token, 'now']);
    expect(wrap(token)).toEqual([token]);
  });
});
