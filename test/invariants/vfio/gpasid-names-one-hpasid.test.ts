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

  it('says nothing of host PASIDs that are not bound and have no name, are free, or are of no VM', () => {
    const unbound = { ioasid: { p1: { state: 'idle', refs: 1 } } };
    const free = { ioasid: { p1: { state: 'free' } } };
    const hosts = { ioasid: { p1: { set: 's0' } } };
    const nobodys = { ioasid: { p1: { state: 'active', refs: 2 } } };
    const directories = { binding: { 'p1,d1': { pgd: 'pgd1' }, 'p1,d2': { pgd: 'pgd2' } } };
    const states = [
      [{ ...active, binding: {} }, { ioasid: unbound.ioasid }],
      [active, free, named('vm1,g1', 'vm2,g1')],
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

  it('is broken where a gpasid stands for what is not bound, unless names are given without binds', () => {
    const idle = { ...active, ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } }, binding: {} };
    expect(judgeState(invariant, [idle, named('vm1,g1')], { ...twoGuests, commands: [] })) //
      .toEqual({ broken: '1 gpasids of vm1 stand for p1', antecedent: 0 });
    expect(judgeState(invariant, [idle, named('vm1,g1')]).broken).toBeNull();
  });

  it('is broken where a gpasid of another VM stands for it', () => {
    expect(judgeState(invariant, [active, named('vm1,g1', 'vm2,g1')]).broken) //
      .toBe('a gpasid of another VM stands for p1');
    expect(judgeState(invariant, [active, named('vm1,g1')], identity).broken) //
      .toBe('a gpasid of another VM stands for p1');
  });

  it('is broken where it is bound to two page directories, whatever the mapping', () => {
    const second = { binding: { 'p1,d2': { pgd: 'pgd2' } } };
    const verdicts = [
      judgeState(invariant, [active, named('vm1,g1'), second]),
      judgeState(invariant, [active, second], identity),
    ];
    expect(verdicts).toEqual(Array(2).fill({ broken: 'p1 is bound to two page directories', antecedent: 1 }));
  });
});
