import { describe, expect, it } from 'vitest';
import { tokenOfLiving as invariant } from '../../../invariants/ioasid/token-of-living.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const s1: StateJson = { ioasidSet: { s1: { type: 'MM', token: 'vm1' } } };
const inherited: StateJson = { inheritedSet: { 'mm1,s1': { inherited: true } } };
const judge = (...states: StateJson[]) => judgeState(invariant, states, { ...twoGuests, mmReuse: true });

describe(invariant.id, () => {
  it('holds of a set of the process that has made it, and says nothing of others', () => {
    expect(judge(s1)).toEqual({ broken: null, antecedent: 1 });
    expect(judge(inherited)).toEqual({ broken: null, antecedent: 0 });
    expect(judge({ ioasidSet: { s1: { type: 'MM' } } })).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by a set that another process has inherited', () => {
    expect(judge(s1, inherited)).toEqual({
      broken: 's1 was made by a process that is gone, and another has its token',
      antecedent: 1,
    });
  });
});
