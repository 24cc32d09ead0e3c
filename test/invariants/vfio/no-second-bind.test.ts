import { describe, expect, it } from 'vitest';
import { noSecondBind as invariant } from '../../../invariants/vfio/no-second-bind.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeStep } from '../judge.ts';

const command = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'g1', gpgd: 'pgd2' };
const before = [{ binding: { 'p1,d2': { pgd: 'pgd1' } } }];

describe(invariant.id, () => {
  it('holds of a bind that fails and leaves what was bound', () => {
    expect(judgeStep(invariant, { command, answer: '-EBUSY', before })).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of other commands, of no host PASID, or where nothing is bound on an attached device', () => {
    const nothing = { broken: null, antecedent: 0 };
    expect(judgeStep(invariant, { command })).toEqual(nothing);
    expect(judgeStep(invariant, { command: { ...command, hpasid: '0' }, before })).toEqual(nothing);
    expect(judgeStep(invariant, { command: { ...command, container: 'c2' }, before })).toEqual(nothing);
    const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' };
    expect(judgeStep(invariant, { command: unbind, before })).toEqual(nothing);
    const detached = { ...twoGuests, attachment: { detached: [2] } };
    expect(judgeStep(invariant, { command, before }, detached)).toEqual(nothing);
  });

  it('is broken by a second bind that succeeds, or that changes the first', () => {
    expect(judgeStep(invariant, { command, before }).broken).toBe('p1 was bound on d2 already, and was bound again');
    const after = [{ binding: { 'p1,d2': { pgd: 'pgd2' } } }];
    expect(judgeStep(invariant, { command, answer: '-EBUSY', before, after }).broken).toBe(
      'the binding of p1 on d2 is another one',
    );
  });
});
