import { describe, expect, it } from 'vitest';
import { suggestion } from '../../cli/suggest.ts';

describe('the name that was probably meant', () => {
  const names = ['check', 'run', 'replay', 'iommu/entry-owner', 'vfio/bind-all-or-nothing'];

  it.each([
    ['chekc', 'check'],
    ['relay', 'replay'],
    ['runn', 'run'],
    ['entry-owner', 'iommu/entry-owner'],
    ['iommu/entry-ownr', 'iommu/entry-owner'],
    ['bind-all-or-nothin', 'vfio/bind-all-or-nothing'],
  ])('of %s is %s', (text, name) => {
    expect(suggestion(text, names)).toBe(name);
  });

  it('is none where nothing is near', () => {
    expect(suggestion('reboot', names)).toBeNull();
    expect(suggestion('x', [])).toBeNull();
  });
});
