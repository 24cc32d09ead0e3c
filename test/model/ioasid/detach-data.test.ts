import { describe, expect, it } from 'vitest';
import { ioasidDetachData } from '../../../model/ioasid/detach-data.ts';
import { ioasidDetachData as spec } from '../../../spec/ioasid/detach-data.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'user1', set: 's1', hpasid: 'p1' };
const options = { topology: { ...twoMappings, privateData: true } };
const left = { ioasid: { p1: { state: 'idle', set: 's1', refs: 1, data: 'data2' } } };
const pending = { ioasid: { p1: { state: 'free_pending' } } };

describe('ioasid_detach_data', () => {
  it("takes the user's record away, on the way out too", () => {
    for (const states of [[left], [left, pending]]) {
      expect(new Bench([withSets, ...states], options).issue({ kind: 'ioasid_detach_data', ...args })).toEqual([
        '0',
        'ioasid[p1].data: data2 → none',
      ]);
    }
  });
});

describeRefusals(spec, ioasidDetachData, [
  {
    rule: 'ioasid/detach-data-not-member',
    also: ['ioasid/detach-data-not-own'],
    states: [withSets, left],
    options,
    args: { ...args, actor: 'user2', set: 's2' },
  },
  {
    rule: 'ioasid/detach-data-not-own',
    when: 'the record is of another user',
    states: [withSets, left],
    options,
    args: { ...args, actor: 'user2' },
  },
  {
    rule: 'ioasid/detach-data-not-own',
    when: 'there is none',
    states: [withSets, { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } }],
    options,
    args,
  },
]);
