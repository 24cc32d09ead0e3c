import { describe, expect, it } from 'vitest';
import { noHandoverWhileCarried as invariant } from '../../../invariants/ioasid/no-handover-while-carried.ts';
import { judgeStep } from '../judge.ts';

const command = { kind: 'ioasid_alloc', actor: 'vm2', set: 's2' };
const sets = { ioasidSet: { s1: { type: 'MM', token: 'vm1', quota: 1 }, s2: { type: 'MM', token: 'vm2', quota: 1 } } };
const handed = { command, answer: 'p1', after: [{ ioasid: { p1: { state: 'idle', set: 's2', refs: 1 } } }] };
const freedBy = (set: string) => ({ ioasid: { p1: { formerSet: set } } });
const bound = { binding: { 'p1,d2': { pgd: 'pgd1' } } };

describe(invariant.id, () => {
  it('holds of an allocation of what nobody had freed while it was bound', () => {
    expect(judgeStep(invariant, { ...handed, before: [sets] })).toEqual({ broken: null, antecedent: 1 });
  });

  it('holds where the receiver itself had freed it while it was bound', () => {
    const before = [sets, freedBy('s2'), bound];
    expect(judgeStep(invariant, { ...handed, before })).toEqual({ broken: null, antecedent: 1 });
  });

  it('holds where nobody took note of who freed it, and the receiver holds the device', () => {
    const before = [sets, freedBy('s0'), { binding: { 'p1,d3': { pgd: 'pgd1' } } }];
    expect(judgeStep(invariant, { ...handed, before })).toEqual({ broken: null, antecedent: 1 });
  });

  it('holds where no device is bound to it any more', () => {
    const other = { binding: { 'p2,d2': { pgd: 'pgd1' } } };
    const before = [sets, freedBy('s1'), other];
    expect(judgeStep(invariant, { ...handed, before })).toEqual({ broken: null, antecedent: 1 });
  });

  it('holds of an answer that names no host PASID', () => {
    const before = [sets, freedBy('s1'), bound];
    expect(judgeStep(invariant, { command, answer: 'p9', before })).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of failed allocations, of other commands, or of what is handed to no VM', () => {
    const before = [sets, freedBy('s1'), bound];
    const asked = [
      { command, answer: '-ENOSPC', before },
      { command: { ...command, set: 's3' }, answer: '-EINVAL', before },
      { command: { kind: 'ioasid_free', actor: 'vm2', hpasid: 'p1' }, before },
      { command: { kind: 'ioasid_alloc', actor: 'kernel', set: 's0' }, answer: 'p1', before },
    ];
    expect(asked.map((step) => judgeStep(invariant, step))).toEqual(asked.map(() => ({ broken: null, antecedent: 0 })));
  });

  const broken = { broken: 'p1 was handed to vm2 while d2 carries it for vm1', antecedent: 1 };

  it('is broken where a device still carries it for the VM that freed it', () => {
    expect(judgeStep(invariant, { ...handed, before: [sets, freedBy('s1'), bound] })).toEqual(broken);
    const onOwnDevice = { binding: { 'p1,d3': { pgd: 'pgd1' } } };
    expect(judgeStep(invariant, { ...handed, before: [sets, freedBy('s1'), onOwnDevice] }).broken) //
      .toBe('p1 was handed to vm2 while d3 carries it for vm1');
  });

  it('is broken by an entry, a binding or a request on a device of another VM, whoever freed it', () => {
    const carried = [
      bound,
      { pasidEntry: { 'd2,1': { pgd: 'pgd1' } } },
      { pageRequest: { 'd2,1,prg0': { outstanding: true } } },
    ];
    for (const left of carried) expect(judgeStep(invariant, { ...handed, before: [sets, left] })).toEqual(broken);
  });
});
