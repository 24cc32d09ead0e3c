import { describe, expect, it } from 'vitest';
import { quotaChange as invariant } from '../../../invariants/ioasid/quota-change.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { twoContainers, twoGuests } from '../../spec/topologies.ts';
import { judgeStep } from '../judge.ts';

const s1 = (quota: number, put = false): StateJson => ({ ioasidSet: { s1: { type: 'MM', token: 'vm1', quota, put } } });
const members: StateJson = { ioasid: { p1: { state: 'idle', set: 's1' }, p2: { state: 'idle', set: 's1' } } };
const reserved: StateJson = { ioasidPool: { pool1: { reserved: 1 } } };
const judge = (quota: string, answer: string, ...before: StateJson[]) => {
  const command = { kind: 'ioasid_adjust_set', actor: 'kernel', set: 's1', quota };
  return judgeStep(invariant, { command, answer, before }, { ...twoGuests, pool: true });
};

describe(invariant.id, () => {
  it('holds of a change that fits, and of a refusal of what does not', () => {
    const right = [
      judge('2', '0', s1(1)),
      judge('1', '0', s1(2)),
      judge('2', '-ENOSPC', s1(1), reserved),
      judge('1', '-EINVAL', s1(2), members),
    ];
    expect(right).toEqual(Array(4).fill({ broken: null, antecedent: 1 }));
  });

  it('says nothing of what is refused to the host itself, where it has but a share', () => {
    const command = { kind: 'ioasid_adjust_set', actor: 'kernel', set: 's0', quota: '2' };
    const data = { ...twoContainers, capacity: 4 };
    const verdicts = [data, { ...data, hostShare: 1 }].map((each) =>
      judgeStep(invariant, { command, answer: '-ENOSPC' }, each),
    );
    expect(verdicts).toEqual([
      { broken: 's0 was refused 2 instead of 1, which there is room for', antecedent: 1 },
      { broken: null, antecedent: 0 },
    ]);
    expect(judgeStep(invariant, { command }, { ...data, hostShare: 2 })).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of other commands, of no quota, or of a set that is not there or was put', () => {
    const others = [judge('0', '-EINVAL', s1(1)), judge('1', '-EINVAL'), judge('1', '-EINVAL', s1(1, true))];
    expect(others).toEqual(Array(3).fill({ broken: null, antecedent: 0 }));
    const alloc = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };
    expect(judgeStep(invariant, { command: alloc })).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by a change that does not fit, and by a refusal of what does', () => {
    expect([judge('2', '0', s1(1), reserved), judge('1', '0', s1(2), members), judge('1', '-ENOSPC', s1(2))]) //
      .toMatchObject([
        { broken: 's1 has 2 instead of 1, which there is no room for' },
        { broken: 's1 holds more than 1' },
        { broken: 's1 was refused 1 instead of 2, which there is room for' },
      ]);
  });
});
