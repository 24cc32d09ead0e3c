import { describe, expect, it } from 'vitest';
import { foundInSet as invariant } from '../../../invariants/ioasid/found-in-set.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeStep } from '../judge.ts';

const find = { kind: 'ioasid_find', actor: 'user1', set: 's1', hpasid: 'p1', getter: 'none' };
const p1 = { ioasid: { p1: { state: 'idle', set: 's1' } } };
const judge = (command: Record<string, string>, answer = 'NULL') =>
  judgeStep(invariant, { command, answer, before: [p1] }, { ...twoGuests, users: 1, privateData: true });

describe(invariant.id, () => {
  it('holds of one of the set, and says nothing of failures, of the IOMMU driver and of other commands', () => {
    expect(judge(find)).toEqual({ broken: null, antecedent: 1 });
    const unsaid = [
      judge({ ...find, set: 's2' }, '-ENOENT'),
      judge({ ...find, actor: 'kernel', set: 'none' }),
      judge({ kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' }, '0'),
    ];
    expect(unsaid).toEqual(Array(3).fill({ broken: null, antecedent: 0 }));
  });

  it('is broken by one of another set, and by one that was found without any', () => {
    expect([judge({ ...find, set: 's2' }).broken, judge({ ...find, set: 'none' }, 'data1').broken]).toEqual([
      'user1 found p1, which is not of s2',
      'user1 found p1, which is not of its set',
    ]);
  });
});
