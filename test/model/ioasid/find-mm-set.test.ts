import { describe, expect, it } from 'vitest';
import { ioasidFindMmSet } from '../../../model/ioasid/find-mm-set.ts';
import { ioasidFindMmSet as spec } from '../../../spec/ioasid/find-mm-set.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'user1', token: 'vm2' };
const find = { kind: 'ioasid_find_mm_set', ...args };
const held = { ioasidSetUser: { 's2,user1': { holds: true } } };

describe('ioasid_find_mm_set', () => {
  it('answers the set of the process, and the user holds it', () => {
    const bench = new Bench([withSets]);
    expect(bench.allowed(find)).toEqual(['s2']);
    expect(bench.issue(find)).toEqual(['s2', 'ioasidSetUser[s2, user1].holds: false → true']);
    expect(bench.issue({ ...find, actor: 'user2' })).toEqual(['s2', 'ioasidSetUser[s2, user2].holds: false → true']);
  });
});

describeRefusals(spec, ioasidFindMmSet, [
  { rule: 'ioasid/find-no-set', when: 'the process has no set', args },
  {
    rule: 'ioasid/find-no-set',
    when: 'its creator has put it',
    states: [withSets, held, { ioasidSet: { s2: { put: true } } }],
    args,
  },
  { rule: 'ioasid/find-held', states: [withSets, held], args },
]);
