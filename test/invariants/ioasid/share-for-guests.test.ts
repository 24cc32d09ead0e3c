import { describe, expect, it } from 'vitest';
import { shareForGuests as invariant } from '../../../invariants/ioasid/share-for-guests.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { twoContainers } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const s2 = (type: string, quota: number): StateJson => ({ ioasidSet: { s2: { type, quota } } });
/** The host's own set has one from boot. */
const judge = (...states: StateJson[]) => judgeState(invariant, states, { ...twoContainers, hostShare: 2 });

describe(invariant.id, () => {
  it('holds while sets of type NULL keep to the share, and says nothing where there is none', () => {
    expect([judge(), judge(s2('NULL', 1)), judge(s2('MM', 2))]).toEqual(Array(3).fill({ broken: null, antecedent: 1 }));
    expect(judgeState(invariant, [s2('NULL', 2)], twoContainers)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by one more', () => {
    expect(judge(s2('NULL', 2)).broken).toBe('sets of type NULL are promised 3, of a share of 2');
  });
});
