import { describe, expect, it } from 'vitest';
import { ioasidAttachData } from '../../../model/ioasid/attach-data.ts';
import { ioasidAttachData as spec } from '../../../spec/ioasid/attach-data.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'user1', set: 's1', hpasid: 'p1' };
const attach = { kind: 'ioasid_attach_data', ...args };
const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c2', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' };
const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c2', hpasid: 'p1' };
const free = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
const options = { topology: { ...twoMappings, privateData: true } };
const idle = { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } };
const left = { ioasid: { p1: { data: 'data2' } } };
const pending = { ioasid: { p1: { state: 'free_pending' } } };

describe('ioasid_attach_data', () => {
  it("leaves the user's record", () => {
    expect(new Bench([withSets, idle], options).issue(attach)).toEqual(['0', 'ioasid[p1].data: none → data2']);
    expect(new Bench([withSets, idle], options).issue({ ...attach, actor: 'user2' })[1]).toBe(
      'ioasid[p1].data: none → data3',
    );
  });

  it('is what the IOMMU driver does with a bind, and undoes with the last unbind', () => {
    const bench = new Bench([withSets, idle], options);
    expect(bench.issue(bind)).toContain('ioasid[p1].data: none → data1');
    expect(bench.issue(attach)).toEqual(['-EBUSY']);
    expect(bench.issue(unbind)).toContain('ioasid[p1].data: data1 → none');
  });

  it('is undone when the host PASID is free', () => {
    expect(new Bench([withSets, idle, left], options).issue(free)).toContain('ioasid[p1].data: data2 → none');
  });

  it('is not in play where nobody looks at private data', () => {
    const { args: spelt } = spec;
    const { topology } = new Bench().host;
    expect([spelt.actor.values(topology), spelt.actor.exists(topology, 1)]).toEqual([[], false]);
  });
});

describeRefusals(spec, ioasidAttachData, [
  {
    rule: 'ioasid/attach-data-not-member',
    when: 'another set holds the host PASID',
    also: ['ioasid/attach-data-free-pending', 'ioasid/attach-data-taken'],
    states: [withSets, idle, left, pending],
    options,
    args: { ...args, set: 's2' },
  },
  { rule: 'ioasid/attach-data-not-member', when: 'the host PASID is free', states: [withSets], options, args },
  {
    rule: 'ioasid/attach-data-free-pending',
    also: ['ioasid/attach-data-taken'],
    states: [withSets, idle, left, pending],
    options,
    args,
  },
  { rule: 'ioasid/attach-data-taken', states: [withSets, idle, left], options, args: { ...args, actor: 'user2' } },
]);
