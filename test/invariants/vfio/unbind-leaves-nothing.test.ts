import { describe, expect, it } from 'vitest';
import { unbindLeavesNothing as invariant } from '../../../invariants/vfio/unbind-leaves-nothing.ts';
import { judgeStep } from '../judge.ts';

const command = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' };
const binding = { binding: { 'p1,d2': { pgd: 'pgd1' } } };
const entry = { pasidEntry: { 'd2,1': { pgd: 'pgd1' } } };
const elsewhere = { binding: { 'p1,d3': { pgd: 'pgd1' }, 'p2,d1': { pgd: 'pgd1' } } };

describe(invariant.id, () => {
  it('holds of an unbind that leaves nothing in the container', () => {
    expect(judgeStep(invariant, { command, after: [elsewhere] })).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of an unbind that failed, nor of other commands', () => {
    const asked = [
      { command, answer: '-EBUSY', before: [binding] },
      { command: { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' }, before: [binding] },
    ];
    expect(asked.map((step) => judgeStep(invariant, step))).toEqual(asked.map(() => ({ broken: null, antecedent: 0 })));
  });

  it('leaves an unbind of no host PASID to host/ill-formed-refused', () => {
    const step = { command: { ...command, hpasid: '2^32+p1' }, before: [binding] };
    expect(judgeStep(invariant, step)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by a binding that is left', () => {
    expect(judgeStep(invariant, { command, before: [binding] })) //
      .toEqual({ broken: 'p1 is still bound on d2', antecedent: 1 });
  });

  it('is broken by an entry that is left', () => {
    expect(judgeStep(invariant, { command, before: [entry] })) //
      .toEqual({ broken: 'row 1 of d2 is still present', antecedent: 1 });
  });
});
