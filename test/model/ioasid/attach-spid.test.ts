import { describe, expect, it } from 'vitest';
import { ioasidAttachSpid } from '../../../model/ioasid/attach-spid.ts';
import { ioasidAttachSpid as spec } from '../../../spec/ioasid/attach-spid.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'kernel', hpasid: 'p1', spid: 'g1' };
const attach = { kind: 'ioasid_attach_spid', ...args };
const p = (hpasid: string, set: string, state = 'idle') => ({ ioasid: { [hpasid]: { state, set, refs: 1 } } });
const named = (hpasid: string, name = 'vm2,g1') => ({ guestToHost: { [name]: { hpasid } } });

describe('ioasid_attach_spid', () => {
  it('makes the guest PASID stand for the host PASID, within its set', () => {
    expect(new Bench([withSets, p('p1', 's2')]).issue(attach)).toEqual(['0', 'guestToHost[vm2, g1].hpasid: none → p1']);
  });

  it('holds a bind to the name', () => {
    const bench = new Bench([withSets, p('p1', 's2'), named('p1', 'vm2,g2')]);
    const bind = { kind: 'vfio_bind_gpasid', actor: 'vm2', container: 'c3', hpasid: 'p1', gpgd: 'pgd1' };
    expect(bench.refusal({ ...bind, gpasid: 'g1' })).toBe('vfio/bind-disagrees');
    expect(bench.refusal({ ...bind, gpasid: 'g2' })).toBe(null);
    const identity = new Bench([withSets, p('p1', 's1')]);
    expect(identity.refusal({ ...bind, actor: 'vm1', container: 'c1', gpasid: 'none' })).toBe(null);
  });

  it('gives a name that outlives an unbind of nothing, and not the host PASID', () => {
    const bench = new Bench([withSets, p('p1', 's2'), named('p1')]);
    const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm2', container: 'c3', hpasid: 'p1' };
    expect(bench.issue(unbind)).toEqual(['0']);
    expect(bench.issue({ kind: 'ioasid_free', actor: 'vm2', hpasid: 'p1' })).toContain(
      'guestToHost[vm2, g1].hpasid: p1 → none',
    );
  });
});

describeRefusals(spec, ioasidAttachSpid, [
  {
    rule: 'ioasid/attach-spid-invalid',
    also: ['ioasid/attach-spid-no-pasid'],
    args: { ...args, spid: 'none' },
  },
  { rule: 'ioasid/attach-spid-no-pasid', when: 'the host PASID is free', args },
  { rule: 'ioasid/attach-spid-no-pasid', when: 'the host has it', states: [p('p1', 's0')], args },
  {
    rule: 'ioasid/attach-spid-identity',
    also: ['ioasid/attach-spid-free-pending'],
    states: [withSets, p('p1', 's1', 'free_pending')],
    args,
  },
  {
    rule: 'ioasid/attach-spid-free-pending',
    also: ['ioasid/attach-spid-taken', 'ioasid/attach-spid-named'],
    states: [withSets, p('p1', 's2', 'free_pending'), named('p1')],
    args,
  },
  {
    rule: 'ioasid/attach-spid-taken',
    when: 'the name stands for another',
    states: [withSets, p('p1', 's2'), named('p2')],
    args,
  },
  {
    rule: 'ioasid/attach-spid-taken',
    when: 'the name stands for this one',
    also: ['ioasid/attach-spid-named'],
    states: [withSets, p('p1', 's2'), named('p1')],
    args,
  },
  { rule: 'ioasid/attach-spid-named', states: [withSets, p('p1', 's2'), named('p1', 'vm2,g2')], args },
]);
