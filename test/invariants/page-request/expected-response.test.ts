import { describe, expect, it } from 'vitest';
import { expectedResponse as invariant } from '../../../invariants/page-request/expected-response.ts';
import { judgeState } from '../judge.ts';

const waiting = { pageRequest: { 'd1,1,prg0': { outstanding: true }, 'd1,1,prg1': { outstanding: true } } };

describe(invariant.id, () => {
  it('counts the devices that wait for a response', () => {
    expect(judgeState(invariant, [])).toEqual({ broken: null, antecedent: 0 });
    expect(judgeState(invariant, [waiting])).toEqual({ broken: null, antecedent: 1 });
  });

  it('is broken by a device that has noted a response to nothing', () => {
    expect(judgeState(invariant, [waiting, { device: { d2: { uprgi: true } } }])) //
      .toEqual({ broken: 'd2 got a response to a group it does not wait for', antecedent: 1 });
  });
});
