import { describe, expect, it } from 'vitest';
import { shadowFollowsGuest as invariant } from '../../../invariants/guest/shadow-follows-guest.ts';
import { allocated, shadowed, written } from '../../model/guest/states.ts';
import { twoViommus } from '../../spec/topologies.ts';
import { judgeStep, type WrittenStep } from '../judge.ts';

const command = { kind: 'pasid_cache_invalidate', actor: 'viommu2', pasid: '1' };
const judge = (step: Partial<WrittenStep>) => judgeStep(invariant, { command, ...step }, twoViommus);

describe(invariant.id, () => {
  it('holds where what the guest has written is bound on every device, or nothing is written and nothing bound', () => {
    expect(judge({ before: [allocated, written], after: [shadowed] })).toEqual({ broken: null, antecedent: 1 });
    expect(judge({ before: [allocated] })).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of an invalidation that failed, of other commands, or of a number that is none', () => {
    expect(judge({ before: [allocated, written], answer: '-ENOMEM' })).toEqual({ broken: null, antecedent: 0 });
    expect(judge({ before: [allocated, written], command: { ...command, kind: 'vcmd_free_pasid' } }).antecedent).toBe(
      0,
    );
    expect(judge({ before: [allocated, written], command: { ...command, pasid: '0' } }).antecedent).toBe(0);
  });

  it('says nothing of a device that is detached', () => {
    const changing = { ...twoViommus, attachment: { detached: [] } };
    const partly = { binding: { 'p2,d2': { pgd: 'pgd1' } } };
    const judgeWith = (attached: boolean) =>
      judgeStep(
        invariant,
        { command, before: [allocated, written, { vfioGroup: { grp3: { attached } } }], after: [partly] },
        changing,
      );
    expect(judgeWith(false).broken).toBe(null);
    expect(judgeWith(true).broken).toMatch(/d3 has not that at p2$/);
  });

  it('is broken by a device that has not bound it, or has bound what is not there any more', () => {
    const partly = { binding: { 'p2,d2': { pgd: 'pgd1' } } };
    expect(judge({ before: [allocated, written], after: [partly] }).broken).toBe(
      'entry 1 of the guest behind viommu2 is pgd1, and d3 has not that at p2',
    );
    expect(judge({ before: [allocated, partly] }).broken).toBe(
      'entry 1 of the guest behind viommu2 is not present, and d2 has not that at p2',
    );
  });
});
