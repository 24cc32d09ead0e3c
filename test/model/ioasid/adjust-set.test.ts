import { describe, expect, it } from 'vitest';
import { ioasidAdjustSet } from '../../../model/ioasid/adjust-set.ts';
import { ioasidAdjustSet as spec } from '../../../spec/ioasid/adjust-set.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'kernel', set: 's1', quota: '1' };
const adjust = { kind: 'ioasid_adjust_set', ...args };
const member = (hpasid: string, state: string) => ({ ioasid: { [hpasid]: { state, set: 's1', refs: 1 } } });
const roomForOne = { ioasidSet: { s2: { quota: 1 } } };

describe('ioasid_adjust_set', () => {
  it('takes quota away as far as there are no members', () => {
    const bench = new Bench([withSets, member('p1', 'free_pending')]);
    expect(bench.issue(adjust)).toEqual(['0', 'ioasidSet[s1].quota: 2 → 1']);
  });

  it('gives as much more as is left', () => {
    expect(new Bench([withSets, roomForOne]).issue({ ...adjust, quota: '3' })).toEqual([
      '0',
      'ioasidSet[s1].quota: 2 → 3',
    ]);
  });

  it('changes nothing where the quota is as it was, though nothing is left', () => {
    expect(new Bench([withSets]).issue({ ...adjust, quota: '2' })).toEqual(['0']);
  });
});

describeRefusals(spec, ioasidAdjustSet, [
  {
    rule: 'ioasid/adjust-no-quota',
    also: ['ioasid/adjust-below-members'],
    states: [withSets, member('p1', 'idle')],
    args: { ...args, quota: '0' },
  },
  { rule: 'ioasid/adjust-no-set', also: ['ioasid/adjust-over-capacity'], args: { ...args, quota: '5' } },
  {
    rule: 'ioasid/adjust-no-set',
    when: 'its creator has put it',
    also: ['ioasid/adjust-below-members'],
    states: [
      withSets,
      { ioasidSet: { s1: { put: true } } },
      member('p1', 'free_pending'),
      member('p2', 'free_pending'),
    ],
    args,
  },
  {
    rule: 'ioasid/adjust-below-members',
    states: [withSets, member('p1', 'idle'), member('p2', 'free_pending')],
    args,
  },
  {
    rule: 'ioasid/adjust-over-share',
    also: ['ioasid/adjust-over-capacity'],
    states: [withSets],
    options: { topology: { ...twoMappings, hostShare: 2 } },
    args: { ...args, set: 's0', quota: '5' },
  },
  { rule: 'ioasid/adjust-over-capacity', states: [withSets, roomForOne], args: { ...args, quota: '4' } },
]);
