import { describe, expect, it } from 'vitest';
import { nestedInItsDomain as invariant } from '../../../invariants/iommu/nested-in-its-domain.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const data = { ...twoGuests, iommu: { cachingMode: false, auxiliary: [2] } };
const entry = (did: string, slpt: string) => [{ pasidEntry: { 'd2,1': { pgd: 'pgd1', did, slpt } } }];

describe(invariant.id, () => {
  it('holds of an entry with what belongs to the domain of its device', () => {
    expect(judgeState(invariant, entry('did3', 'slpt2'), data)).toEqual({ broken: null, antecedent: 1 });
  });

  it('asks for nothing where there are no domain ids', () => {
    const bare = [{ pasidEntry: { 'd2,1': { pgd: 'pgd1' } } }];
    expect(judgeState(invariant, bare)).toEqual({ broken: null, antecedent: 1 });
  });

  it('is broken by an entry that is not present, and has one or the other', () => {
    for (const left of [{ did: 'did2' }, { slpt: 'slpt2' }]) {
      expect(judgeState(invariant, [{ pasidEntry: { 'd2,1': left } }], data)) //
        .toEqual({ broken: 'row 1 of d2 is not present, but has a domain', antecedent: 0 });
    }
  });

  it('is broken by the domain id or the second-level page table of another domain', () => {
    expect(judgeState(invariant, entry('did4', 'slpt2'), data).broken).toBe(
      'row 1 of d2 has the domain id 4 instead of 3',
    );
    expect(judgeState(invariant, entry('did3', 'slpt4'), data).broken).toBe(
      'row 1 of d2 is nested over slpt4 instead of slpt2',
    );
  });
});
