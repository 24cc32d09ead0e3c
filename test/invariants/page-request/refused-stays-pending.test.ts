import { describe, expect, it } from 'vitest';
import { refusedStaysPending as invariant } from '../../../invariants/page-request/refused-stays-pending.ts';
import { judgeStep } from '../judge.ts';
import { request, watched } from './of-a-queue.ts';

const response = { kind: 'page_response', actor: 'vm1', fd: 'f1', pasid: 'p1', grpid: 'prg0', code: '3' };
const guest = { kind: 'guest_page_response', actor: 'vm1', fd: 'f1', gpasid: 'g1', grpid: 'prg0', code: '3' };
const before = [request(true, true)];

describe(invariant.id, () => {
  it('is broken by a refusal after which a request is pending no more', () => {
    for (const command of [response, guest]) {
      const refused = { command, answer: '-EINVAL', before };
      expect(judgeStep(invariant, refused, watched)).toEqual({ broken: null, antecedent: 1 });
      expect(judgeStep(invariant, { ...refused, after: [request(true, false)] }, watched).broken) //
        .toBe('the request of d1 at row 1 was taken off the list, and not answered');
    }
  });

  it('says nothing of responses that are taken, nor of other commands', () => {
    const free = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
    expect(judgeStep(invariant, { command: response, before }, watched).antecedent).toBe(0);
    expect(judgeStep(invariant, { command: free, answer: '-EBUSY', before }, watched).antecedent).toBe(0);
  });
});
