import { describe, expect, it } from 'vitest';
import { noGpasidInHardware as invariant } from '../../../invariants/iommu/no-gpasid-in-hardware.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeStep } from '../judge.ts';

const command = {
  kind: 'vfio_bind_gpasid',
  actor: 'vm1',
  container: 'c1',
  hpasid: 'p1',
  gpasid: 'g2',
  gpgd: 'pgd1',
};
const named = { guestToHost: { 'vm1,g2': { hpasid: 'p1' } } };
const written = (...rows: string[]) => ({
  pasidEntry: Object.fromEntries(rows.map((row) => [row, { pgd: 'pgd1' }])),
});
const identity = { ...twoGuests, vms: [{ pasidSpace: 'identity' as const }, { pasidSpace: 'identity' as const }] };

describe(invariant.id, () => {
  it('holds of a bind that writes at the host PASID which the map gives, on every device', () => {
    expect(judgeStep(invariant, { command, after: [named, written('d1,1', 'd2,1')] })) //
      .toEqual({ broken: null, antecedent: 2 });
  });

  it('holds of a bind by identity mapping that writes at the host PASID itself', () => {
    const verdicts = ['none', 'g2'].map((gpasid) =>
      judgeStep(invariant, { command: { ...command, gpasid }, after: [written('d1,1')] }, identity),
    );
    expect(verdicts).toEqual(verdicts.map(() => ({ broken: null, antecedent: 1 })));
  });

  it('asks nothing of entries that stay or go', () => {
    const before = [written('d1,2', 'd3,1')];
    expect(judgeStep(invariant, { before, command })).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by an entry at the gpasid', () => {
    expect(judgeStep(invariant, { command, after: [named, written('d1,2')] })).toEqual({
      broken: 'the entry was written at row 2 of d1, but the host PASID is 1',
      antecedent: 1,
    });
  });

  it('is broken by an entry at the gpasid that replaces another', () => {
    const after = [named, { pasidEntry: { 'd1,2': { pgd: 'pgd2' } } }];
    expect(judgeStep(invariant, { before: [written('d1,2')], command, after }).broken) //
      .toBe('the entry was written at row 2 of d1, but the host PASID is 1');
  });

  it('is broken by an entry at the wrong one of two host PASIDs of the same VM, as the map tells', () => {
    const after = [{ guestToHost: { 'vm1,g2': { hpasid: 'p2' } } }, written('d2,1')];
    expect(judgeStep(invariant, { command, after }).broken) //
      .toBe('the entry was written at row 1 of d2, but the host PASID is 2');
  });

  it('is broken by an entry whose gpasid the map does not know', () => {
    expect(judgeStep(invariant, { command, after: [written('d1,1')] }).broken) //
      .toBe('the entry was written at row 1 of d1, but the host PASID is none');
  });

  it('is broken by an entry that a command writes which binds nothing', () => {
    const alloc = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };
    expect(judgeStep(invariant, { command: alloc, answer: 'p1', after: [written('d1,1')] }).broken) //
      .toBe('the entry was written at row 1 of d1, but the host PASID is none');
  });
});
