import { describe, expect, it } from 'vitest';
import { namesAlternate as invariant } from '../../../invariants/ioasid/names-alternate.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { judgeStep } from '../judge.ts';

const command = { kind: 'ioasid_attach_spid', actor: 'kernel', hpasid: 'p1', spid: 'g1' };
const named = (gpasid: string): StateJson => ({ guestToHost: { [`vm1,${gpasid}`]: { hpasid: 'p1' } } });
const judge = (before: StateJson[], after: StateJson[]) => judgeStep(invariant, { command, before, after });

describe(invariant.id, () => {
  it('holds of a first name, and says nothing of one that stays', () => {
    expect(judge([], [named('g1')])).toEqual({ broken: null, antecedent: 1 });
    expect(judge([named('g1')], [])).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by a second name, whether the first stays or not', () => {
    const broken = 'p1 has another name already, and g2 of vm1 came to stand for it';
    expect(judge([named('g1')], [named('g2')])).toEqual({ broken, antecedent: 1 });
    const instead = { guestToHost: { 'vm1,g1': { hpasid: 'p2' }, 'vm1,g2': { hpasid: 'p1' } } };
    expect(judge([named('g1')], [instead]).broken).toBe(broken);
  });
});
