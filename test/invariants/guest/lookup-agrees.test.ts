import { describe, expect, it } from 'vitest';
import { lookupAgrees as invariant } from '../../../invariants/guest/lookup-agrees.ts';
import { allocated, shadowed } from '../../model/guest/states.ts';
import { twoViommus } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

describe(invariant.id, () => {
  it('holds where the VMM looks up what is bound, by the name of the host for it', () => {
    expect(judgeState(invariant, [allocated, shadowed], twoViommus)).toEqual({ broken: null, antecedent: 2 });
  });

  it('has nothing to check of what is not bound, or waits to be freed', () => {
    expect(judgeState(invariant, [allocated], twoViommus).antecedent).toBe(0);
    const freed = { ioasid: { p2: { state: 'free_pending' } } };
    expect(judgeState(invariant, [allocated, shadowed, freed], twoViommus)).toEqual({ broken: null, antecedent: 1 });
  });

  it('is broken by a look-up that is missing, or leads elsewhere', () => {
    const { ioasid } = allocated;
    const wrong = [{ 'viommu2,1': { hpasid: 'p2' } }, { 'viommu1,1': { hpasid: 'p1' }, 'viommu2,1': { hpasid: 'p3' } }];
    expect(
      wrong.map((vmmLookup) => judgeState(invariant, [{ ioasid }, shadowed, { vmmLookup }], twoViommus).broken),
    ).toEqual([
      'p1 is bound for vm1, whose VMM does not know it',
      'the host maps g1 of vm2 to p2, and its VMM does not',
    ]);
  });
});
