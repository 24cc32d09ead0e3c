import { describe, expect, it } from 'vitest';
import { successIsComplete as invariant } from '../../../invariants/host/success-is-complete.ts';
import { judgeStep, type WrittenStep } from '../judge.ts';

const s1 = (token: string, quota: number, type = 'MM') => ({ ioasidSet: { s1: { type, token, quota } } });
const setAlloc = { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '1' };
const alloc = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };
const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'g1', gpgd: 'pgd1' };
const free = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
const reclaim = { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' };
const request = { kind: 'page_request', actor: 'd1', pasid: '1', grpid: 'prg1' };
const response = { kind: 'page_response', actor: 'vm1', fd: 'f1', pasid: 'p1', grpid: 'prg1', code: 'SUCCESS' };
const inject = { kind: 'inject_bind_failure', actor: 'environment', device: 'd1', enabled: 'on' };
const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' };

const boundOn = (devices: readonly string[], pgd: string) => ({
  binding: Object.fromEntries(devices.map((device) => [`p1,${device}`, { pgd }])),
});
const entriesOn = (devices: readonly string[], pgd: string) => ({
  pasidEntry: Object.fromEntries(devices.map((device) => [`${device},1`, { pgd }])),
});
const both = ['d1', 'd2'];
const p1 = (state: string) => ({ ioasid: { p1: { state, set: 's1' } } });
const group = (outstanding: boolean, pending: boolean) => ({ pageRequest: { 'd1,1,prg1': { outstanding, pending } } });

const complete: readonly WrittenStep[] = [
  { command: setAlloc, answer: 's1', after: [s1('vm1', 1)] },
  { command: { ...setAlloc, quota: '0' }, answer: 's1', after: [s1('vm1', 2)] },
  {
    command: { ...setAlloc, type: 'NULL', token: 'none' },
    answer: 's1',
    after: [{ ioasidSet: { s1: { type: 'NULL', quota: 1 } } }],
  },
  { command: alloc, answer: 'p1', after: [p1('idle')] },
  { command: bind, after: [p1('active'), boundOn(both, 'pgd1'), entriesOn(both, 'pgd1')] },
  { command: free, after: [p1('free')] },
  { command: free, after: [p1('free_pending')] },
  { command: reclaim, after: [p1('free')] },
  { command: request, after: [group(true, true)] },
  { command: response, after: [group(false, false)] },
  { command: inject, after: [{ device: { d1: { failsBind: true } } }] },
  { command: { ...inject, enabled: 'off' } },
];

const incomplete: readonly (readonly [string, WrittenStep])[] = [
  ['s1 is not that set', { command: setAlloc, answer: 's1' }],
  ['s1 is not that set', { command: setAlloc, answer: 's1', after: [s1('vm2', 1)] }],
  ['s1 is not that set', { command: setAlloc, answer: 's1', after: [s1('vm1', 1, 'NULL')] }],
  ['s1 is not that set', { command: { ...setAlloc, quota: '0' }, answer: 's1', after: [s1('vm2', 2)] }],
  ['s1 is not that set', { command: setAlloc, answer: 's1', after: [s1('vm1', 2)] }],
  ['p1 was not free', { command: alloc, answer: 'p1', before: [p1('idle')] }],
  ['p1 is not idle in s1', { command: alloc, answer: 'p1', after: [p1('active')] }],
  ['p1 is not idle in s1', { command: alloc, answer: 'p1', after: [{ ioasid: { p1: { state: 'idle', set: 's2' } } }] }],
  ['there is no such host PASID', { command: { ...bind, hpasid: '2^32+p1' } }],
  ['p1 is free_pending', { command: bind, after: [p1('free_pending')] }],
  ['p1 is not bound on d2', { command: bind, after: [p1('active'), boundOn(['d1'], 'pgd1'), entriesOn(both, 'pgd1')] }],
  ['p1 is not bound on d1', { command: bind, after: [p1('active'), boundOn(both, 'pgd2'), entriesOn(both, 'pgd1')] }],
  [
    'row 1 of d2 does not hold the page directory',
    { command: bind, after: [p1('active'), boundOn(both, 'pgd1'), entriesOn(['d1'], 'pgd1')] },
  ],
  ['p1 is active', { command: free, after: [p1('active')] }],
  ['p1 is free_pending', { command: reclaim, after: [p1('free_pending')] }],
  ['the request is not pending', { command: request }],
  ['the request is not pending', { command: request, after: [group(true, false)] }],
  ['there is no such request', { command: { ...response, grpid: '512' } }],
  ['there is no such request', { command: { ...response, pasid: 'p3' } }],
  ['the request is still there', { command: response, after: [group(false, true)] }],
  ['the request is still there', { command: response, after: [group(true, false)] }],
  ['d1 was not told', { command: inject }],
];

describe(invariant.id, () => {
  it('holds of every command that has done all it promises', () => {
    expect(complete.map((step) => judgeStep(invariant, step))) //
      .toEqual(complete.map(() => ({ broken: null, antecedent: 1 })));
  });

  it('says nothing of failures, and leaves unbinds to vfio/unbind-leaves-nothing', () => {
    expect([{ command: bind, answer: '-EBUSY' }, { command: unbind }].map((step) => judgeStep(invariant, step))) //
      .toEqual(Array(2).fill({ broken: null, antecedent: 0 }));
  });

  for (const [broken, step] of incomplete) {
    it(`is broken by a success of ${step.command['kind']} after which ${broken}`, () => {
      expect(judgeStep(invariant, step)).toEqual({ broken, antecedent: 1 });
    });
  }
});
