import { describe, expect, it } from 'vitest';
import { ioasidAllocRange } from '../../../model/ioasid/alloc-range.ts';
import { allows } from '../../../model/model.ts';
import { commandOf } from '../../../spec/commands.ts';
import { ioasidAllocRange as spec } from '../../../spec/ioasid/alloc-range.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'vm1', set: 's1', min: 'p2', max: 'p3' };
const alloc = { kind: 'ioasid_alloc_range', ...args };
const held = (...hpasids: string[]) => ({
  ioasid: Object.fromEntries(hpasids.map((hpasid) => [hpasid, { state: 'idle', set: 's1', refs: 1 }])),
});

describe('ioasid_alloc_range', () => {
  it('may answer any free host PASID of the range, both ends included, and no other', () => {
    const bench = new Bench([withSets]);
    expect(bench.allowed(alloc)).toEqual(['p2', 'p3']);
    expect(bench.allowed({ ...alloc, max: 'p2' })).toEqual(['p2']);
    expect(allows(bench.host, commandOf('ioasid_alloc_range', [1, 1, 2, 3]), 4)).toBe(false);
    expect(bench.issue(alloc)[0]).toBe('p2');
  });
});

describeRefusals(spec, ioasidAllocRange, [
  {
    rule: 'ioasid/range-empty',
    also: ['ioasid/range-not-own-set', 'ioasid/range-over-quota', 'ioasid/range-none-free'],
    args: { ...args, min: 'p3', max: 'p2' },
  },
  {
    rule: 'ioasid/range-not-own-set',
    when: 'another VM has the set',
    states: [withSets],
    args: { ...args, set: 's2' },
  },
  { rule: 'ioasid/range-not-own-set', when: 'there can be no such set', args: { ...args, set: 's3' } },
  {
    rule: 'ioasid/range-not-own-set',
    when: 'its creator has put it',
    states: [withSets, held('p1'), { ioasidSet: { s1: { put: true } } }],
    args,
  },
  { rule: 'ioasid/range-over-quota', also: ['ioasid/range-none-free'], states: [withSets, held('p2', 'p3')], args },
  {
    rule: 'ioasid/range-none-free',
    states: [withSets, held('p1')],
    args: { ...args, min: 'p1', max: 'p1' },
  },
]);
