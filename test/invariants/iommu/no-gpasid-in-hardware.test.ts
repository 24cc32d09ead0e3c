import { describe, expect, it } from 'vitest';
import { noGpasidInHardware as invariant } from '../../../invariants/iommu/no-gpasid-in-hardware.ts';
import { twoGuests, twoViommus } from '../../spec/topologies.ts';
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

  it('holds of a join that writes where a host PASID is bound in the container, and is broken by any other', () => {
    const data = { ...twoGuests, gpasids: 3, attachment: { detached: [1] } };
    const join = { kind: 'vfio_group_set_container', actor: 'vm1', group: 'grp1' };
    const before = [{ binding: { 'p1,d2': { pgd: 'pgd1' } } }];
    const verdicts = ['d1,1', 'd1,2', 'd1,3'].map((row) =>
      judgeStep(invariant, { before, command: join, after: [written(row)] }, data),
    );
    expect(verdicts.map(({ broken }) => broken)).toEqual([
      null,
      'the entry was written at row 2 of d1, but the host PASID is none',
      'the entry was written at row 3 of d1, but the host PASID is none',
    ]);
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

  it('asks of an invalidation that it writes at what the VMM looks up', () => {
    const invalidate = { kind: 'pasid_cache_invalidate', actor: 'viommu2', pasid: '1' };
    const after = [{ vmmLookup: { 'viommu2,1': { hpasid: 'p2' } } }, written('d2,2')];
    expect(judgeStep(invariant, { command: invalidate, after }, twoViommus)).toEqual({ broken: null, antecedent: 1 });
    expect(judgeStep(invariant, { command: { ...invalidate, pasid: '2' }, after }, twoViommus).broken) //
      .toBe('the entry was written at row 2 of d2, but the host PASID is none');
  });

  it('is broken by any entry that an invalidation of PASID 0 writes, since that is no PASID', () => {
    const command = { kind: 'pasid_cache_invalidate', actor: 'viommu2', pasid: '0' };
    expect(judgeStep(invariant, { command, after: [written('d2,1')] }, twoViommus).broken) //
      .toBe('the entry was written at row 1 of d2, but the host PASID is none');
  });

  it('is broken by an entry that a command writes which binds nothing', () => {
    const alloc = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };
    expect(judgeStep(invariant, { command: alloc, answer: 'p1', after: [written('d1,1')] }).broken) //
      .toBe('the entry was written at row 1 of d1, but the host PASID is none');
  });
});
