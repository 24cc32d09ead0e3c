import { describe, expect, it } from 'vitest';
import { unnamed } from '../../report/unnamed.ts';

describe('a text without names', () => {
  it('is the same for texts that differ in names only', () => {
    expect(unnamed('binding[p2, d1].pgd := pgd1')).toBe(unnamed('binding[p1, d3].pgd := pgd2'));
    expect(unnamed('every lamp[d1|d3].lit')).toBe(unnamed('every lamp[d2|d1].lit'));
    expect(unnamed('pasidEntry[d1, 1].pgd, pasidEntry[d1, 2].pgd')) //
      .toBe(unnamed('pasidEntry[d2, 2].pgd, pasidEntry[d2, 1].pgd'));
  });

  it('tells apart what is the same thing from what is another', () => {
    expect(unnamed('ioasid[p1] and ioasid[p1]')).not.toBe(unnamed('ioasid[p1] and ioasid[p2]'));
    expect(unnamed('row[p1] and row[g1]')).not.toBe(unnamed('row[p1] and row[p1]'));
  });

  it('leaves numbers alone that name nothing, and words', () => {
    expect(unnamed('refs := 2')).toBe('refs := 2');
    expect(unnamed('→ -EBUSY (iommufd-6.15/x2)')).toBe('→ -EBUSY (iommufd-6.15/x2)');
  });
});
