import { describe, expect, it } from 'vitest';
import { reportedAddress as invariant } from '../../../invariants/page-request/reported-address.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { judgeState } from '../judge.ts';
import { request, watched } from './of-a-queue.ts';

const shown = (address: string) => ({ shownRequest: { 'link1,d1,1,prg0': { address } } });
const judge = (pending: boolean, ...states: readonly StateJson[]) =>
  judgeState(invariant, [request(true, pending), ...states], watched);

describe(invariant.id, () => {
  it('holds where the address is that of the page', () => {
    expect(judge(true, shown('0x5000'))).toEqual({ broken: null, antecedent: 1 });
    expect(judge(false)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by the number of the page, and by no address', () => {
    const broken = [[shown('0x5')], []].map((states) => judge(true, ...states).broken);
    expect(broken).toEqual(['0x5', 'none'].map((each) => `a request of d1 at row 1 is reported with address ${each}`));
  });
});
