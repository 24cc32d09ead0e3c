import { describe, expect, it } from 'vitest';
import { lateUnbindDoesNothing as invariant } from '../../../invariants/vfio/late-unbind-does-nothing.ts';
import { judgeStep } from '../judge.ts';

const command = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' };
const before = [{ ioasid: { p1: { state: 'free_pending' } }, binding: { 'p1,d1': { pgd: 'pgd1' } } }];

describe(invariant.id, () => {
  it('holds of an unbind that fails without effect', () => {
    expect(judgeStep(invariant, { command, answer: '-EBUSY', before })).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of other commands, of no host PASID, or of one that is not freed', () => {
    const nothing = { broken: null, antecedent: 0 };
    expect(judgeStep(invariant, { command })).toEqual(nothing);
    expect(judgeStep(invariant, { command: { ...command, hpasid: '2^20' }, before })).toEqual(nothing);
    expect(judgeStep(invariant, { command: { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' }, before })).toEqual(
      nothing,
    );
  });

  it('is broken by one that changes something, or that succeeds', () => {
    expect(judgeStep(invariant, { command, answer: '-EBUSY', before, afterwards: [] }).broken).toBe(
      'the unbind of p1, which was freed, changed something',
    );
    expect(judgeStep(invariant, { command, before }).broken).toBe('the unbind of p1, which was freed, succeeded');
  });
});
