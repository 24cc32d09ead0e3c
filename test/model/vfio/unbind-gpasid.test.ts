import { describe, expect, it } from 'vitest';
import { vfioUnbindGpasid } from '../../../model/vfio/unbind-gpasid.ts';
import { vfioUnbindGpasid as spec } from '../../../spec/vfio/unbind-gpasid.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'vm2', container: 'c3', hpasid: 'p3' };
const unbind = { kind: 'vfio_unbind_gpasid' };

/** p1 is bound in c1; p3 is bound in c3 and c4, by the name g1. */
const bound = {
  ioasid: { p1: { state: 'active', set: 's1', refs: 2 }, p3: { state: 'active', set: 's2', refs: 2 } },
  guestToHost: { 'vm2,g1': { hpasid: 'p3' } },
  binding: {
    'p1,d1': { pgd: 'pgd1' },
    'p1,d2': { pgd: 'pgd1' },
    'p3,d4': { pgd: 'pgd2' },
    'p3,d5': { pgd: 'pgd2' },
  },
  pasidEntry: { 'd1,1': { pgd: 'pgd1' }, 'd2,1': { pgd: 'pgd1' }, 'd4,3': { pgd: 'pgd2' }, 'd5,3': { pgd: 'pgd2' } },
};
const start = [withSets, bound];
const ofIdentity = { ...unbind, actor: 'vm1', container: 'c1', hpasid: 'p1' };

describe('vfio_unbind_gpasid', () => {
  it('clears entry and binding on every device of the container; the last one drops the reference', () => {
    expect(new Bench(start).issue(ofIdentity)).toEqual([
      '0',
      'ioasid[p1].state: active → idle',
      'ioasid[p1].refs: 2 → 1',
      'binding[p1, d1].pgd: pgd1 → none',
      'binding[p1, d2].pgd: pgd1 → none',
      'pasidEntry[d1, 1].pgd: pgd1 → none',
      'pasidEntry[d2, 1].pgd: pgd1 → none',
    ]);
  });

  it('keeps the host PASID active and its gpasid known while another container has it bound, and then ends both', () => {
    const bench = new Bench(start);
    expect(bench.issue({ ...unbind, ...args })).toEqual([
      '0',
      'binding[p3, d4].pgd: pgd2 → none',
      'pasidEntry[d4, 3].pgd: pgd2 → none',
    ]);
    expect(bench.issue({ ...unbind, ...args, container: 'c4' })).toEqual([
      '0',
      'ioasid[p3].state: active → idle',
      'ioasid[p3].refs: 2 → 1',
      'guestToHost[vm2, g1].hpasid: p3 → none',
      'binding[p3, d5].pgd: pgd2 → none',
      'pasidEntry[d5, 3].pgd: pgd2 → none',
    ]);
  });

  it('answers what the devices of the container still ask there, and forgets it', () => {
    const asked = { outstanding: true, pending: true };
    const ofC1 = { 'd1,1,prg0': asked, 'd1,1,prg1': asked, 'd2,1,prg1': asked };
    const pageRequest = { ...ofC1, 'd1,2,prg0': asked, 'd4,1,prg0': asked };
    const [answer, ...changes] = new Bench([...start, { pageRequest }]).issue(ofIdentity);
    expect(answer).toBe('0');
    expect(changes.filter((change) => change.startsWith('pageRequest'))).toEqual([
      'pageRequest[d1, 1, prg0].outstanding: true → false',
      'pageRequest[d1, 1, prg1].outstanding: true → false',
      'pageRequest[d2, 1, prg1].outstanding: true → false',
      'pageRequest[d1, 1, prg0].pending: true → false',
      'pageRequest[d1, 1, prg1].pending: true → false',
      'pageRequest[d2, 1, prg1].pending: true → false',
    ]);
  });

  it('clears entry and requests of a device of the container even where no binding is known', () => {
    const left = {
      ioasid: { p2: { state: 'idle', set: 's2', refs: 1 } },
      pasidEntry: { 'd4,2': { pgd: 'pgd1' }, 'd5,2': { pgd: 'pgd1' } },
      pageRequest: { 'd4,2,prg1': { outstanding: true, pending: true } },
    };
    expect(new Bench([...start, left]).issue({ ...unbind, ...args, hpasid: 'p2' })).toEqual([
      '0',
      'pasidEntry[d4, 2].pgd: pgd1 → none',
      'pageRequest[d4, 2, prg1].outstanding: true → false',
      'pageRequest[d4, 2, prg1].pending: true → false',
    ]);
  });

  it('changes nothing for a host PASID that is not bound there, and succeeds', () => {
    const idle = { ioasid: { p2: { state: 'idle', set: 's2', refs: 1 } } };
    expect(new Bench([...start, idle]).issue({ ...unbind, ...args, hpasid: 'p2' })).toEqual(['0']);
  });
});

const freed = { ioasid: { p3: { state: 'free_pending', refs: 1 } } };

describeRefusals(spec, vfioUnbindGpasid, [
  {
    rule: 'vfio/unbind-not-opener',
    also: ['vfio/unbind-no-domain', 'vfio/unbind-not-nesting', 'vfio/unbind-no-hpasid', 'vfio/unbind-not-own'],
    states: start,
    args: { ...args, actor: 'vm1', container: 'c6', hpasid: '0' },
  },
  {
    rule: 'vfio/unbind-not-opener',
    when: 'the caller only holds the file of the container',
    also: ['vfio/unbind-not-own', 'vfio/unbind-free-pending'],
    states: [...start, freed],
    args: { ...args, actor: 'vm1' },
  },
  {
    rule: 'vfio/unbind-no-domain',
    also: ['vfio/unbind-not-nesting', 'vfio/unbind-no-hpasid', 'vfio/unbind-not-own'],
    states: start,
    args: { ...args, container: 'c6', hpasid: '2^20' },
  },
  {
    rule: 'vfio/unbind-not-nesting',
    also: ['vfio/unbind-no-hpasid', 'vfio/unbind-not-own'],
    states: start,
    args: { ...args, container: 'c5', hpasid: '2^32+p3' },
  },
  ...['0', '2^20', '2^32+p3'].map((hpasid) => ({
    rule: 'vfio/unbind-no-hpasid' as const,
    when: `hpasid is ${hpasid}`,
    also: ['vfio/unbind-not-own' as const],
    states: start,
    args: { ...args, hpasid },
  })),
  {
    rule: 'vfio/unbind-not-own',
    when: 'the host PASID is of another VM',
    also: ['vfio/unbind-free-pending'],
    states: [...start, freed, { ioasid: { p3: { set: 's1' } } }],
    args,
  },
  { rule: 'vfio/unbind-not-own', when: 'the host PASID is free', states: start, args: { ...args, hpasid: 'p2' } },
  { rule: 'vfio/unbind-free-pending', states: [...start, freed], args },
]);
