import { describe, expect, it } from 'vitest';
import { responseToItsRequest as invariant } from '../../../invariants/page-request/response-to-its-request.ts';
import { judgeStep } from '../judge.ts';

/** f1 is the file of d1. */
const command = { kind: 'page_response', actor: 'vm1', fd: 'f1', pasid: 'p1', grpid: 'prg1', code: 'SUCCESS' };
const group = (name: string, outstanding: boolean, pending = outstanding) => ({
  pageRequest: { [name]: { outstanding, pending } },
});
const named = 'd1,1,prg1';

describe(invariant.id, () => {
  it('holds of a response that ends the waiting of the pending group it names, and of that alone', () => {
    const before = [group(named, true), group('d1,1,prg0', true), group('d3,1,prg1', true)];
    expect(judgeStep(invariant, { command, before, after: [group(named, false)] })) //
      .toEqual({ broken: null, antecedent: 1 });
  });

  it('has nothing to check of a refused response, and holds of it if no waiting ends', () => {
    const asked = [
      { command, answer: '-EINVAL', before: [group('d1,1,prg0', true)] },
      { command, answer: '-EINVAL', before: [group(named, true)], after: [group(named, true, false)] },
    ];
    expect(asked.map((step) => judgeStep(invariant, step))).toEqual(asked.map(() => ({ broken: null, antecedent: 0 })));
  });

  it('says nothing of other commands', () => {
    const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm2', container: 'c2', hpasid: 'p1' };
    expect(
      judgeStep(invariant, { command: unbind, before: [group('d3,1,prg1', true)], after: [group('d3,1,prg1', false)] }),
    ) //
      .toEqual({ broken: null, antecedent: 0 });
  });

  const others = {
    'another device': ['d3,1,prg1', 'd3 got a response for row 1, index 1, which was not named'],
    'another row': ['d1,2,prg1', 'd1 got a response for row 2, index 1, which was not named'],
    'another index': ['d1,1,prg0', 'd1 got a response for row 1, index 0, which was not named'],
  } as const;
  for (const [what, [other, broken]] of Object.entries(others)) {
    it(`is broken by a response that reaches ${what}`, () => {
      expect(judgeStep(invariant, { command, before: [group(other, true)], after: [group(other, false)] })) //
        .toEqual({ broken, antecedent: 1 });
    });
  }

  it('is broken by one that reaches a group which was not pending, and by a refused one that reaches a device', () => {
    const before = [group(named, true, false)];
    expect(judgeStep(invariant, { command, before, after: [group(named, false)] })) //
      .toEqual({ broken: 'd1 got a response for row 1, index 1, which was not pending', antecedent: 1 });
    const other = { before: [group('d2,1,prg1', true)], after: [group('d2,1,prg1', false)] };
    expect(judgeStep(invariant, { command, answer: '-EINVAL', ...other })) //
      .toEqual({ broken: 'd2 got a response for row 1, index 1, which was not named', antecedent: 0 });
  });
});
