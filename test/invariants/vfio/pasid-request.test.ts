import { describe, expect, it } from 'vitest';
import { noHandoverWhileCarried } from '../../../invariants/ioasid/no-handover-while-carried.ts';
import { chargedToCaller } from '../../../invariants/vfio/charged-to-caller.ts';
import { pasidInRange } from '../../../invariants/vfio/pasid-in-range.ts';
import { judgeStep } from '../judge.ts';

const command = { kind: 'vfio_pasid_request_alloc', actor: 'vm1', container: 'c1', min: '1', max: '1' };
const free = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
const given = (token: string) => ({
  ioasidSet: { s1: { type: 'MM', token, quota: 1 } },
  ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } },
});
const nothing = { broken: null, antecedent: 0 };

describe(chargedToCaller.id, () => {
  it('is broken where another process has what was asked for', () => {
    expect(judgeStep(chargedToCaller, { command, answer: 'p1', after: [given('vm1')] })) //
      .toEqual({ broken: null, antecedent: 1 });
    expect(judgeStep(chargedToCaller, { command, answer: 'p1', after: [given('vm2')] })) //
      .toEqual({ broken: 'vm1 asked for p1, and vm2 has it', antecedent: 1 });
  });

  it('says nothing of a refusal, nor of other commands', () => {
    expect(judgeStep(chargedToCaller, { command, answer: '-ENOSPC' })).toEqual(nothing);
    expect(judgeStep(chargedToCaller, { command: free })).toEqual(nothing);
  });
});

describe(pasidInRange.id, () => {
  it('is broken by a PASID outside the range, and by what is none', () => {
    const said = (answer: string, max = '1') =>
      judgeStep(pasidInRange, { command: { ...command, max }, answer }).broken;
    expect(said('p1')).toBe(null);
    expect(said('p2')).toBe('p2 is not in the range from 1 to 1');
    expect(judgeStep(pasidInRange, { command: { ...command, min: '2', max: '2' }, answer: 'p1' }).broken) //
      .toBe('p1 is not in the range from 2 to 2');
    expect(said('p0')).toBe('0 is no PASID');
    expect(said(`p${2 ** 20}`, '4294967295')).toBe(`${2 ** 20} is no PASID`);
  });

  it('says nothing of a refusal, nor of other commands', () => {
    expect(judgeStep(pasidInRange, { command, answer: '-ENOSPC' })).toEqual(nothing);
    expect(judgeStep(pasidInRange, { command: free })).toEqual(nothing);
  });
});

describe(noHandoverWhileCarried.id, () => {
  it('is broken by a request for a PASID that another VM’s device carries', () => {
    const carried = { pasidEntry: { 'd3,1': { pgd: 'pgd1' } } };
    const step = { command, answer: 'p1', before: [carried], after: [given('vm1')] };
    expect(judgeStep(noHandoverWhileCarried, step).broken) //
      .toBe('p1 was handed to vm1 while d3 carries it for vm2');
    expect(judgeStep(noHandoverWhileCarried, { command, answer: '-ENOSPC', before: [carried] })).toEqual(nothing);
  });
});
