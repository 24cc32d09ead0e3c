import { describe, expect, it } from 'vitest';
import { type Case, countSuccess, firstBroken } from '../../invariants/invariant.ts';
import { stepOf } from './judge.ts';

describe('the cases of an invariant', () => {
  const asked: string[] = [];
  const says =
    (name: string, conjunct: string | null): Case<number> =>
    (_, tally) => {
      asked.push(name);
      tally.antecedent++;
      return conjunct;
    };

  it('are asked in order up to the first that is broken', () => {
    const tally = { antecedent: 0 };
    const cases = [says('first', null), says('second', 'wrong'), says('third', 'worse')];
    expect(firstBroken(cases, 0, tally)).toBe('wrong');
    expect(asked).toEqual(['first', 'second']);
    expect(tally.antecedent).toBe(2);
  });

  it('hold if none of them is broken, or if there is none', () => {
    const tally = { antecedent: 0 };
    expect(firstBroken([says('only', null)], 0, tally)).toBeNull();
    expect(firstBroken([], 0, tally)).toBeNull();
  });

  it('may have the success of a command to count', () => {
    const tally = { antecedent: 0 };
    const command = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };
    const verdicts = ['p1', '-ENOSPC', 'p2'].map((answer) => countSuccess(stepOf({ command, answer }), tally));
    expect(verdicts).toEqual([null, null, null]);
    expect(tally.antecedent).toBe(2);
  });
});
