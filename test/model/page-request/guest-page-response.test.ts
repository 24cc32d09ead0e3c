import { describe, expect, it } from 'vitest';
import { guestPageResponse } from '../../../model/page-request/guest-page-response.ts';
import { guestPageResponse as spec } from '../../../spec/page-request/guest-page-response.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

/** f2 is the file of d4, which vm2 holds; its guest calls p3 g1. */
const args = { actor: 'vm2', fd: 'f2', gpasid: 'g1', grpid: 'prg1', code: 'SUCCESS' };
const response = { kind: 'guest_page_response', ...args };
const named = { guestToHost: { 'vm2,g1': { hpasid: 'p3' } } };
const asked = { outstanding: true, pending: true };
const pending = { pageRequest: { 'd4,3,prg1': asked, 'd4,1,prg1': asked } };

describe('guest_page_response', () => {
  it('ends the request with the host PASID for which the gpasid stands, not the one of the same number', () => {
    expect(new Bench([named, pending]).issue(response)).toEqual([
      '0',
      'pageRequest[d4, 3, prg1].outstanding: true → false',
      'pageRequest[d4, 3, prg1].pending: true → false',
    ]);
  });

  it('is taken once', () => {
    const bench = new Bench([named, pending]);
    expect(bench.issue(response)[0]).toBe('0');
    expect(bench.issue(response)).toEqual(['-EINVAL']);
  });
});

describeRefusals(spec, guestPageResponse, [
  {
    rule: 'page-request/guest-bad-fd',
    also: ['page-request/guest-no-code', 'page-request/guest-no-pasid', 'page-request/guest-unmapped'],
    states: [pending],
    args: { ...args, actor: 'vm1', gpasid: '0', code: '3' },
  },
  {
    rule: 'page-request/guest-not-holder',
    also: ['page-request/guest-no-code', 'page-request/guest-no-pasid', 'page-request/guest-unmapped'],
    states: [named],
    args: { ...args, fd: 'f1', gpasid: '2^20', code: '3' },
  },
  {
    rule: 'page-request/guest-no-code',
    also: ['page-request/guest-no-pasid', 'page-request/guest-unmapped'],
    states: [named, pending],
    args: { ...args, gpasid: '0', code: '3' },
  },
  ...['0', '2^20', '2^32+g1'].map((gpasid) => ({
    rule: 'page-request/guest-no-pasid' as const,
    when: `the guest PASID is ${gpasid}`,
    also: ['page-request/guest-unmapped' as const],
    states: [named, pending],
    args: { ...args, gpasid },
  })),
  {
    rule: 'page-request/guest-unmapped',
    also: ['page-request/guest-nothing-pending'],
    states: [pending],
    args,
  },
  { rule: 'page-request/guest-nothing-pending', states: [named], args },
]);
