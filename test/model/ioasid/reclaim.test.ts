import { describe, expect, it } from 'vitest';
import { ioasidReclaim } from '../../../model/ioasid/reclaim.ts';
import { ioasidReclaim as spec } from '../../../spec/ioasid/reclaim.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'kernel', hpasid: 'p1' };
const reclaim = { kind: 'ioasid_reclaim', ...args };
const waiting = {
  ioasid: { p1: { state: 'free_pending', set: 's2', refs: 1 } },
  guestToHost: { 'vm2,g2': { hpasid: 'p1' } },
  binding: { 'p1,d4': { pgd: 'pgd1' }, 'p1,d5': { pgd: 'pgd1' } },
  pasidEntry: { 'd4,1': { pgd: 'pgd1' }, 'd5,1': { pgd: 'pgd1' } },
};

describe('ioasid_reclaim', () => {
  it('tears the host PASID down on every device of every container, and frees it', () => {
    expect(new Bench([withSets, waiting]).issue(reclaim)).toEqual([
      '0',
      'ioasid[p1].state: free_pending → free',
      'ioasid[p1].set: s2 → none',
      'ioasid[p1].refs: 1 → 0',
      'guestToHost[vm2, g2].hpasid: p1 → none',
      'binding[p1, d4].pgd: pgd1 → none',
      'binding[p1, d5].pgd: pgd1 → none',
      'pasidEntry[d4, 1].pgd: pgd1 → none',
      'pasidEntry[d5, 1].pgd: pgd1 → none',
    ]);
  });

  it('answers what any device still asks with that host PASID, and leaves requests with others alone', () => {
    const asked = { outstanding: true, pending: true };
    const requests = { pageRequest: { 'd5,1,prg1': asked, 'd5,2,prg1': asked, 'd1,1,prg0': asked } };
    const [answer, ...changes] = new Bench([withSets, waiting, requests]).issue(reclaim);
    expect(answer).toBe('0');
    expect(changes.filter((change) => change.startsWith('pageRequest'))).toEqual([
      'pageRequest[d1, 1, prg0].outstanding: true → false',
      'pageRequest[d5, 1, prg1].outstanding: true → false',
      'pageRequest[d1, 1, prg0].pending: true → false',
      'pageRequest[d5, 1, prg1].pending: true → false',
    ]);
  });
});

describe('the drain of ioasid_reclaim', () => {
  it('ends what is owed and what is waited for each by itself, so that no device gets a response it does not expect', () => {
    const pageRequest = { 'd4,1,prg0': { pending: true }, 'd4,1,prg1': { outstanding: true } };
    const [answer, ...changes] = new Bench([withSets, waiting, { pageRequest }]).issue(reclaim);
    expect(answer).toBe('0');
    expect(changes.filter((change) => !/^(ioasid|guestToHost|binding|pasidEntry)\[/.test(change))).toEqual([
      'pageRequest[d4, 1, prg1].outstanding: true → false',
      'pageRequest[d4, 1, prg0].pending: true → false',
    ]);
  });
});

describe('a host PASID with users inside the kernel', () => {
  it('is torn down, and waits on for them', () => {
    const used = { ioasid: { p1: { refs: 2 } }, ioasidUser: { 'p1,user1': { holds: true, notified: true } } };
    const [answer, ...changes] = new Bench([withSets, waiting, used]).issue(reclaim);
    expect([answer, changes[0]]).toEqual(['0', 'ioasid[p1].refs: 2 → 1']);
    expect(changes.filter((change) => /^(ioasidUser|ioasid)\[/.test(change))).toHaveLength(1);
  });
});

describeRefusals(spec, ioasidReclaim, [
  {
    rule: 'ioasid/reclaim-not-free-pending',
    when: 'the host PASID is free',
    also: ['ioasid/reclaim-not-bound'],
    args,
  },
  {
    rule: 'ioasid/reclaim-not-free-pending',
    when: 'the host PASID is in use',
    states: [withSets, waiting, { ioasid: { p1: { state: 'active', refs: 2 } } }],
    args,
  },
  {
    rule: 'ioasid/reclaim-not-bound',
    states: [withSets, { ioasid: { p1: { state: 'free_pending', set: 's2', refs: 1 } } }],
    args,
  },
]);
