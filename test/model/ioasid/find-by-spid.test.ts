import { describe, expect, it } from 'vitest';
import { ioasidFindBySpid } from '../../../model/ioasid/find-by-spid.ts';
import { ioasidFindBySpid as spec } from '../../../spec/ioasid/find-by-spid.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'user2', set: 's2', spid: 'g1' };
const find = { kind: 'ioasid_find_by_spid', ...args };
const p3 = (state: string) => ({ ioasid: { p3: { state, set: 's2', refs: 1 } } });
const named = { guestToHost: { 'vm2,g1': { hpasid: 'p3' } } };
const options = { topology: { ...twoMappings, notifiers: true } };
const held = { ioasidUser: { 'p3,user2': { holds: true } } };

describe('ioasid_find_by_spid', () => {
  it('answers the host PASID that the guest means, and the user holds it', () => {
    const bench = new Bench([withSets, p3('idle'), named]);
    expect(bench.allowed(find)).toEqual(['p3']);
    expect(bench.issue(find)).toEqual(['p3', 'ioasid[p3].refs: 1 → 2', 'ioasidUser[p3, user2].holds: false → true']);
  });
});

describeRefusals(spec, ioasidFindBySpid, [
  {
    rule: 'ioasid/find-spid-none',
    when: 'no host PASID has the name',
    states: [withSets, p3('idle'), named],
    args: { ...args, spid: 'g2' },
  },
  {
    rule: 'ioasid/find-spid-none',
    when: 'the name is one of another set',
    states: [withSets, p3('idle'), named],
    args: { ...args, set: 's1' },
  },
  { rule: 'ioasid/find-spid-none', when: 'the set is of no guest', args: { ...args, set: 's0' } },
  {
    rule: 'ioasid/find-spid-free-pending',
    also: ['ioasid/find-spid-held'],
    states: [withSets, p3('free_pending'), named, held],
    args,
  },
  {
    rule: 'ioasid/find-spid-held',
    also: ['ioasid/find-spid-not-registered'],
    states: [withSets, p3('idle'), named, held],
    options,
    args,
  },
  { rule: 'ioasid/find-spid-not-registered', states: [withSets, p3('idle'), named], options, args },
]);
