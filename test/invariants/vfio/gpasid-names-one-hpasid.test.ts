import { describe, expect, it } from 'vitest';
import { gpasidNamesOneHpasid as invariant } from '../../../invariants/vfio/gpasid-names-one-hpasid.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const active = {
  ioasidSet: { s1: { type: 'MM', token: 'vm1', quota: 2 } },
  ioasid: { p1: { state: 'active', set: 's1', refs: 2 } },
  binding: { 'p1,d1': { pgd: 'pgd1' }, 'p1,d2': { pgd: 'pgd1' } },
};
const named = (...gpasids: string[]) => ({
  guestToHost: Object.fromEntries(gpasids.map((gpasid) => [gpasid, { hpasid: 'p1' }])),
});
const identity = { ...twoGuests, vms: [{ pasidSpace: 'identity' as const }, { pasidSpace: 'identity' as const }] };

describe(invariant.id, () => {
  it('holds where a bound host PASID has one gpasid and one page directory', () => {
    expect(judgeState(invariant, [active, named('vm1,g2')])).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of host PASIDs that are not bound, or are of no VM', () => {
    const unbound = { ioasid: { p1: { state: 'idle', refs: 1 } } };
    const hosts = { ioasid: { p1: { set: 's0' } } };
    const nobodys = { ioasid: { p1: { state: 'active', refs: 2 } } };
    const directories = { binding: { 'p1,d1': { pgd: 'pgd1' }, 'p1,d2': { pgd: 'pgd2' } } };
    const states = [
      [active, unbound],
      [active, unbound, directories],
      [active, hosts],
      [nobodys, directories],
    ];
    expect(states.map((written) => judgeState(invariant, written))) //
      .toEqual(states.map(() => ({ broken: null, antecedent: 0 })));
  });

  it('asks for no gpasid where the guest uses host PASIDs as they are', () => {
    expect(judgeState(invariant, [active], identity)).toEqual({ broken: null, antecedent: 1 });
  });

  it('is broken where no gpasid of the owner stands for it', () => {
    expect(judgeState(invariant, [active, named('vm2,g1')])) //
      .toEqual({ broken: '0 gpasids of vm1 stand for p1', antecedent: 1 });
  });

  it('is broken where two gpasids of the owner stand for it', () => {
    expect(judgeState(invariant, [active, named('vm1,g1', 'vm1,g2')]).broken) //
      .toBe('2 gpasids of vm1 stand for p1');
  });

  it('is broken where it is bound to two page directories, whatever the mapping', () => {
    const second = { binding: { 'p1,d2': { pgd: 'pgd2' } } };
    const verdicts = [twoGuests, identity].map((data) =>
      judgeState(invariant, [active, named('vm1,g1'), second], data),
    );
    expect(verdicts).toEqual(Array(2).fill({ broken: 'p1 is bound to two page directories', antecedent: 1 }));
  });
});
