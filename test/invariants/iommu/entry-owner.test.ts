import { describe, expect, it } from 'vitest';
import { entryOwner as invariant } from '../../../invariants/iommu/entry-owner.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const owned = {
  ioasidSet: { s1: { type: 'MM', token: 'vm1', quota: 2 } },
  ioasid: { p1: { state: 'active', set: 's1', refs: 2 } },
};
const entry = (row: string) => ({ pasidEntry: { [row]: { pgd: 'pgd1' } } });

describe(invariant.id, () => {
  it('holds where the VM that holds the device owns the host PASID', () => {
    expect(judgeState(invariant, [owned, entry('d1,1'), entry('d2,1')])).toEqual({ broken: null, antecedent: 2 });
  });

  it('has nothing to check where no entry is present', () => {
    expect(judgeState(invariant, [owned])).toEqual({ broken: null, antecedent: 0 });
  });

  it('leaves entries at a free host PASID to ioasid/free-is-clean', () => {
    expect(judgeState(invariant, [entry('d1,2')])).toEqual({ broken: null, antecedent: 1 });
  });

  it('is broken by an entry of another VM', () => {
    expect(judgeState(invariant, [owned, entry('d3,1')])).toEqual({
      broken: 'row 1 of d3 is a host PASID of vm1, which does not hold that device',
      antecedent: 1,
    });
  });

  it("is broken by an entry at a host PASID of the host's own", () => {
    const hosts = { ioasid: { p1: { state: 'idle', set: 's0', refs: 1 } } };
    expect(judgeState(invariant, [hosts, entry('d1,1')]).broken).toBe('row 1 of d1 is a host PASID of no VM');
  });

  it('is broken by an entry at a host PASID without a set', () => {
    const nobodys = { ioasid: { p1: { state: 'idle', refs: 1 } } };
    expect(judgeState(invariant, [nobodys, entry('d1,1')]).broken).toBe('row 1 of d1 is a host PASID of no VM');
  });

  it('is broken by an entry at a row that is no host PASID', () => {
    expect(judgeState(invariant, [entry('d1,3')], { ...twoGuests, gpasids: 3 }).broken) //
      .toBe('row 3 of d1 is a host PASID of no VM');
  });
});
