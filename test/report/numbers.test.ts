import { describe, expect, it } from 'vitest';
import { counted, seconds, thousands } from '../../report/numbers.ts';

describe('numbers', () => {
  it('are printed as people read them', () => {
    expect(thousands(76428352)).toBe('76,428,352');
    expect([counted(1, 'command'), counted(0, 'command'), counted(4000, 'command')]).toEqual([
      '1 command',
      '0 commands',
      '4,000 commands',
    ]);
    expect([1, 2].map((number) => counted(number, 'property', 'properties'))).toEqual(['1 property', '2 properties']);
    expect(seconds(12.34)).toBe('12.3 s');
  });
});
