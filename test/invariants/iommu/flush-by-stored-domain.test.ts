import { describe, expect, it } from 'vitest';
import { flushByStoredDomain as invariant } from '../../../invariants/iommu/flush-by-stored-domain.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeStep, type WrittenStep } from '../judge.ts';

const command = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' };
const judge = (step: Omit<WrittenStep, 'command'>) =>
  judgeStep(invariant, { command, ...step }, { ...twoGuests, iommu: { cachingMode: false } });
const entry = { pasidEntry: { 'd2,1': { pgd: 'pgd1', did: 'did3' } } };
const tag = (did: string, pasidCache: boolean, iotlb: boolean) => ({
  cachedTag: { [`d2,1,${did}`]: { pasidCache, iotlb } },
});
const before = [entry, tag('did3', true, true)];

describe(invariant.id, () => {
  it('holds where what was cached under the domain id of the entry goes with it, whatever is under another', () => {
    const other = tag('did2', true, true);
    expect(judge({ before, afterwards: [] })).toEqual({ broken: null, antecedent: 1 });
    expect(judge({ before: [...before, other], afterwards: [other] })).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of an entry that stays, that was not there, or of which nothing was cached', () => {
    const steps = [{ before }, { before: [tag('did3', true, true)] }, { before: [entry], afterwards: [] }];
    expect(steps.map(judge)).toEqual(steps.map(() => ({ broken: null, antecedent: 0 })));
  });

  it('is broken by what is left in the PASID cache or in the IOTLB', () => {
    const left = [tag('did3', true, false), tag('did3', false, true)];
    const broken = 'row 1 of d2 is gone, but cached under the domain id did3 that it held';
    expect(left.map((after) => judge({ before, afterwards: [after] }).broken)).toEqual([broken, broken]);
  });
});
