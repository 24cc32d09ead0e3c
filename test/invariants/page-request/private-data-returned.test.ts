import { describe, expect, it } from 'vitest';
import { privateDataReturned as invariant } from '../../../invariants/page-request/private-data-returned.ts';
import { judgeStep } from '../judge.ts';
import { group, request, watched } from './of-a-queue.ts';

const command = { kind: 'page_response', actor: 'vm1', fd: 'f1', pasid: 'p1', grpid: 'prg0', code: 'SUCCESS' };
const before = [request(true, true), group(1, { privateData: true })];
const returned = (privateData: boolean) => ({ lastResponse: { 'link1,d1': { privateData } } });

describe(invariant.id, () => {
  it('holds where the data came back, and says nothing of requests without any or of drains', () => {
    const good = { command, before, after: [request(false, false), returned(true)] };
    const without = { command, before: [request(true, true)], after: [request(false, false)] };
    const drain = { command: { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' }, before };
    expect([good, without, drain].map((step) => judgeStep(invariant, step, watched).antecedent)).toEqual([1, 0, 0]);
    expect(judgeStep(invariant, good, watched).broken).toBe(null);
  });

  it('is broken where it did not', () => {
    expect(judgeStep(invariant, { command, before, after: [request(false, false)] }, watched).broken) //
      .toBe('the private data of d1 at row 1 did not come back');
  });
});
