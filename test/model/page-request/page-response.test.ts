import { describe, expect, it } from 'vitest';
import { pageResponse } from '../../../model/page-request/page-response.ts';
import { pageResponse as spec } from '../../../spec/page-request/page-response.ts';
import type { Fd } from '../../../spec/sorts.ts';
import { Bench, twoMappings } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

/** f1 is the file of d1, which vm1 holds; vm2 was passed it. */
const args = { actor: 'vm1', fd: 'f1', pasid: 'p1', grpid: 'prg1', code: 'SUCCESS' };
const response = { kind: 'page_response', ...args };
const asked = { outstanding: true, pending: true };
const pending = { pageRequest: { 'd1,1,prg1': asked } };
const others = { pageRequest: { 'd1,1,prg0': asked, 'd1,2,prg1': asked, 'd4,1,prg1': asked } };

describe('page_response', () => {
  for (const code of ['SUCCESS', 'INVALID', 'FAILURE']) {
    it(`ends, with ${code}, just the request it names: the device waits no longer, the host owes nothing`, () => {
      expect(new Bench([pending, others]).issue({ ...response, code })).toEqual([
        '0',
        'pageRequest[d1, 1, prg1].outstanding: true → false',
        'pageRequest[d1, 1, prg1].pending: true → false',
      ]);
    });
  }

  it('is seen on the wire where that is watched: SUCCESS as 0x0, INVALID as 0x1, FAILURE as 0xf', () => {
    const prq = { slots: 0, pages: [], modes: [], watched: true } as const;
    const codes = ['SUCCESS', 'INVALID', 'FAILURE'].map((code) =>
      new Bench([pending], { topology: { ...twoMappings, prq } }).issue({ ...response, code }).at(-1),
    );
    expect(codes).toEqual(['0x0', '0x1', '0xf'].map((seen) => `lastResponse[link1, d1].code: none → ${seen}`));
  });

  it('is taken once', () => {
    const bench = new Bench([pending]);
    expect(bench.issue(response)[0]).toBe('0');
    expect(bench.issue(response)).toEqual(['-EINVAL']);
  });

  it('is refused where no device stands behind the file', () => {
    const bench = new Bench([pending]);
    bench.host.state.deviceFd.at(1 as Fd).device = null;
    expect(bench.refusal(response)).toBe('page-request/response-bad-fd');
  });
});

describeRefusals(spec, pageResponse, [
  {
    rule: 'page-request/response-bad-fd',
    also: [
      'page-request/response-not-holder',
      'page-request/response-no-code',
      'page-request/response-to-stream',
      'page-request/response-no-pasid',
    ],
    states: [pending],
    args: { ...args, fd: 'f2', pasid: '0', code: '3', type: 'stream' },
  },
  {
    rule: 'page-request/response-not-holder',
    also: ['page-request/response-no-code', 'page-request/response-no-pasid', 'page-request/response-nothing-pending'],
    states: [pending],
    args: { ...args, actor: 'vm2', pasid: '0', code: '3' },
  },
  {
    rule: 'page-request/response-not-holder',
    when: 'the caller was passed the file, and a request is pending',
    states: [pending],
    args: { ...args, actor: 'vm2' },
  },
  {
    rule: 'page-request/response-no-code',
    also: ['page-request/response-no-pasid', 'page-request/response-nothing-pending'],
    states: [pending],
    args: { ...args, pasid: '2^20', code: '3' },
  },
  {
    rule: 'page-request/response-to-stream',
    also: ['page-request/response-no-pasid', 'page-request/response-nothing-pending'],
    states: [pending],
    args: { ...args, pasid: '0', type: 'stream' },
  },
  {
    rule: 'page-request/response-to-stream',
    when: 'the request that it names is pending',
    states: [pending],
    args: { ...args, type: 'stream' },
  },
  ...['0', '2^20', '2^32+p1'].map((pasid) => ({
    rule: 'page-request/response-no-pasid' as const,
    when: `the PASID is ${pasid}`,
    also: ['page-request/response-nothing-pending' as const],
    states: [pending],
    args: { ...args, pasid },
  })),
  {
    rule: 'page-request/response-no-pasid',
    when: 'the PASID is missing, though a request with that index is pending',
    states: [pending],
    args: { ...args, pasid: 'none' },
  },
  {
    rule: 'page-request/response-nothing-pending',
    when: 'another group is pending',
    states: [others],
    args,
  },
  {
    rule: 'page-request/response-nothing-pending',
    when: 'the device waits, but the host owes nothing',
    states: [{ pageRequest: { 'd1,1,prg1': { outstanding: true } } }],
    args,
  },
  {
    rule: 'page-request/response-nothing-pending',
    when: '512 is no group index',
    states: [pending],
    args: { ...args, grpid: '512' },
  },
  {
    rule: 'page-request/response-nothing-pending',
    when: 'no table has a row of that number',
    states: [pending],
    args: { ...args, pasid: 'p4' },
  },
]);
