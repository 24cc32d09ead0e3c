import { describe, expect, it } from 'vitest';
import { ioasidFind } from '../../../model/ioasid/find.ts';
import { ioasidFind as spec } from '../../../spec/ioasid/find.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'user1', set: 's1', hpasid: 'p1', getter: 'none' };
const find = { kind: 'ioasid_find', ...args };
const options = { topology: { ...twoMappings, privateData: true } };
const idle = { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } };
const left = { ioasid: { p1: { data: 'data2' } } };
const pending = { ioasid: { p1: { state: 'free_pending' } } };

describe('ioasid_find', () => {
  it('answers the data, or NULL where there is none or the getter does not take it, and changes nothing', () => {
    const bench = new Bench([withSets, idle, left], options);
    const getters = ['none', 'takes', 'refuses'];
    expect(getters.map((getter) => bench.issue({ ...find, getter }))).toEqual([['data2'], ['data2'], ['NULL']]);
    expect(new Bench([withSets, idle], options).issue(find)).toEqual(['NULL']);
  });

  it('finds what others have left, and without a set what anybody has, for the IOMMU driver', () => {
    const bench = new Bench([withSets, idle, left], options);
    const driver = { ...find, actor: 'kernel' };
    expect([bench.issue({ ...find, actor: 'user2' }), bench.issue(driver)]).toEqual([['data2'], ['data2']]);
    expect([bench.engineAnswer({ ...driver, set: 'none' }), bench.issue({ ...driver, set: 'none' })]).toEqual([
      'data2',
      ['data2'],
    ]);
    expect(bench.issue({ ...driver, set: 's2' })).toEqual(['-ENOENT']);
  });

  it('is not in play where nobody looks at private data', () => {
    const { topology } = new Bench().host;
    expect([spec.args.getter.values(topology), spec.args.getter.exists(topology)]).toEqual([[], false]);
  });
});

describeRefusals(spec, ioasidFind, [
  {
    rule: 'ioasid/find-no-own-set',
    also: ['ioasid/find-free-pending'],
    states: [withSets, idle, pending],
    options,
    args: { ...args, set: 'none' },
  },
  {
    rule: 'ioasid/find-not-member',
    when: 'another set holds the host PASID',
    also: ['ioasid/find-free-pending'],
    states: [withSets, idle, pending],
    options,
    args: { ...args, set: 's2' },
  },
  { rule: 'ioasid/find-not-member', when: 'the host PASID is free', states: [withSets], options, args },
  {
    rule: 'ioasid/find-not-member',
    when: 'the host PASID is free, and the IOMMU driver asks',
    states: [withSets],
    options,
    args: { ...args, actor: 'kernel', set: 'none' },
  },
  { rule: 'ioasid/find-free-pending', states: [withSets, idle, left, pending], options, args },
]);
