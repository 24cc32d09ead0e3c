import { describe, expect, it } from 'vitest';
import { responseCode as invariant } from '../../../invariants/page-request/response-code.ts';
import { judgeStep } from '../judge.ts';
import { watched } from './of-a-queue.ts';

const response = { kind: 'page_response', actor: 'vm1', fd: 'f1', pasid: 'p1', grpid: 'prg0', code: 'FAILURE' };
const guest = { kind: 'guest_page_response', actor: 'vm1', fd: 'f1', gpasid: 'g1', grpid: 'prg0', code: 'INVALID' };
const seen = (code: string) => ({ lastResponse: { 'link1,d1': { code } } });

describe(invariant.id, () => {
  it('holds where the code on the wire is that of the interface', () => {
    expect(judgeStep(invariant, { command: response, after: [seen('0xf')] }, watched)).toEqual({
      broken: null,
      antecedent: 1,
    });
    expect(judgeStep(invariant, { command: guest, after: [seen('0x1')] }, watched)).toEqual({
      broken: null,
      antecedent: 1,
    });
  });

  it('says nothing of refusals, nor of other commands', () => {
    const steps = [
      { command: response, answer: '-EINVAL' },
      { command: { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' } },
    ];
    expect(steps.map((step) => judgeStep(invariant, step, watched))).toEqual(
      Array(2).fill({ broken: null, antecedent: 0 }),
    );
  });

  it('is broken by another', () => {
    expect(judgeStep(invariant, { command: response, after: [seen('0x2')] }, watched).broken) //
      .toBe('d1 was answered 0x2 for the code 2');
  });
});
