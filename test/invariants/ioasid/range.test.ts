import { describe, expect, it } from 'vitest';
import { range as invariant } from '../../../invariants/ioasid/range.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { judgeStep } from '../judge.ts';

const alloc = { kind: 'ioasid_alloc_range', actor: 'vm1', set: 's1', min: 'p2', max: 'p2' };
const s1 = (quota: number): StateJson => ({ ioasidSet: { s1: { type: 'MM', token: 'vm1', quota } } });
const p2: StateJson = { ioasid: { p2: { state: 'idle', set: 's0' } } };
const judge = (answer: string, before: StateJson[] = [s1(1)], command: Record<string, string> = alloc) =>
  judgeStep(invariant, { command, answer, before });

describe(invariant.id, () => {
  it('holds of one of the range, and of a refusal where none is free or the quota is used up', () => {
    expect(judge('p2')).toEqual({ broken: null, antecedent: 1 });
    expect([judge('-ENOSPC', [s1(1), p2]), judge('-ENOSPC', [s1(0)]), judge('-EINVAL')]) //
      .toEqual(Array(3).fill({ broken: null, antecedent: 0 }));
  });

  it('says nothing of other commands, or of sets that cannot be', () => {
    const others = [
      judge('-ENOSPC', [], { ...alloc, set: 's3' }),
      judge('0', [], { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' }),
    ];
    expect(others).toEqual(Array(2).fill({ broken: null, antecedent: 0 }));
  });

  it('is broken by one beyond an end, and by a refusal though the last one is free', () => {
    expect(judge('p1').broken).toBe('p1 is not between p2 and p2');
    expect(judge('p2', [s1(1)], { ...alloc, min: 'p1', max: 'p1' }).broken).toBe('p2 is not between p1 and p1');
    expect(judge('-ENOSPC').broken).toBe('one from p2 to p2 is free, and was not given');
    expect(judge('-ENOSPC', [s1(1), p2], { ...alloc, min: 'p1' }).broken) //
      .toBe('one from p1 to p2 is free, and was not given');
    expect(judge('-ENOSPC', [s1(1), { ioasid: { p1: { state: 'idle' } } }], { ...alloc, min: 'p1', max: 'p1' }).broken) //
      .toBe(null);
  });
});
