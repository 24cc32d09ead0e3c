import { describe, expect, it } from 'vitest';
import { gpgdIsMapped as invariant } from '../../../invariants/vfio/gpgd-is-mapped.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const data = { ...twoGuests, dma: { mapped: 1 } };
const entry = (pgd: string) => ({ pasidEntry: { 'd2,1': { pgd } } });

describe(invariant.id, () => {
  it('holds of a page directory that is mapped, and says nothing where none is bound or all is mapped for good', () => {
    expect(judgeState(invariant, [entry('pgd1')], data)).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [], data)).toEqual({ broken: null, antecedent: 0 });
    expect(judgeState(invariant, [entry('pgd2')])).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by one above all that is mapped, and by any where nothing is', () => {
    expect(judgeState(invariant, [entry('pgd2')], data).broken).toBe('pgd2 of d2 is not mapped for c1');
    const nothing = { ...twoGuests, dma: { mapped: 0 } };
    expect(judgeState(invariant, [entry('pgd1')], nothing).broken).toBe('pgd1 of d2 is not mapped for c1');
  });
});
