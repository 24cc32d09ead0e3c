import { describe, expect, it } from 'vitest';
import { noForeignBind as invariant } from '../../../invariants/vfio/no-foreign-bind.ts';
import { judgeStep } from '../judge.ts';

const bind = { kind: 'vfio_bind_gpasid', actor: 'vm2', container: 'c2', hpasid: 'p1', gpasid: 'g1', gpgd: 'pgd1' };
const ownedBy = (token: string) => ({
  ioasidSet: { s1: { type: 'MM', token, quota: 1 } },
  ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } },
});
const hosts = { ioasid: { p1: { state: 'idle', set: 's0', refs: 1 } } };

describe(invariant.id, () => {
  it('holds of a bind of a stranger’s host PASID that is refused', () => {
    const step = { command: bind, answer: '-ENOENT', before: [ownedBy('vm1')] };
    expect(judgeStep(invariant, step)).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of one’s own, the host’s, or nobody’s, nor of other commands', () => {
    const asked = [
      { command: bind, before: [ownedBy('vm2')] },
      { command: bind, before: [hosts] },
      { command: bind },
      { command: { ...bind, hpasid: '2^20' }, before: [ownedBy('vm1')] },
      { command: { kind: 'ioasid_free', actor: 'vm2', hpasid: 'p1' }, before: [ownedBy('vm1')] },
    ];
    expect(asked.map((step) => judgeStep(invariant, step))).toEqual(asked.map(() => ({ broken: null, antecedent: 0 })));
  });

  it('is broken by one that succeeds', () => {
    expect(judgeStep(invariant, { command: bind, before: [ownedBy('vm1')] })) //
      .toEqual({ broken: 'vm2 bound p1, which vm1 owns', antecedent: 1 });
    const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm2', container: 'c2', hpasid: 'p1' };
    expect(judgeStep(invariant, { command: unbind, before: [ownedBy('vm1')] })) //
      .toEqual({ broken: 'vm2 unbound p1, which vm1 owns', antecedent: 1 });
  });
});
