import { describe, expect, it } from 'vitest';
import { responseByHolder as invariant } from '../../../invariants/page-request/response-by-holder.ts';
import { judgeStep } from '../judge.ts';

const command = { kind: 'page_response', actor: 'vm1', fd: 'f1', pasid: 'p1', grpid: 'prg1', code: 'SUCCESS' };
const waits = { pageRequest: { 'd1,1,prg1': { outstanding: true } } };
const answered = { pageRequest: { 'd1,1,prg1': { outstanding: false } } };

describe(invariant.id, () => {
  it('holds of a response by the VM that holds the device', () => {
    expect(judgeStep(invariant, { command, before: [waits], after: [answered] })) //
      .toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of a response that reaches no device that waits, nor of other commands', () => {
    const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm2', container: 'c2', hpasid: 'p1' };
    const asked = [
      { command: { ...command, actor: 'vm2' }, before: [waits] },
      { command: unbind, before: [waits], after: [answered] },
    ];
    expect(asked.map((step) => judgeStep(invariant, step))).toEqual(asked.map(() => ({ broken: null, antecedent: 0 })));
  });

  it('is broken by a response of a VM that holds only the file', () => {
    expect(judgeStep(invariant, { command: { ...command, actor: 'vm2' }, before: [waits], after: [answered] })) //
      .toEqual({ broken: 'vm2 answered for d1, which it does not hold', antecedent: 1 });
  });
});
