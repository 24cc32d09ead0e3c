import { describe, expect, it } from 'vitest';
import { exitLeavesNothing as invariant } from '../../../invariants/host/exit-leaves-nothing.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { allocated } from '../../model/guest/states.ts';
import { translatedGuests } from '../../spec/topologies.ts';
import { judgeStep } from '../judge.ts';

const data = {
  ...translatedGuests,
  fds: [{ device: 1, holders: [1] }],
  attachment: { detached: [] },
  dma: { mapped: 0 },
};
const gone = {
  vfioGroup: { grp2: { attached: false }, grp3: { attached: false } },
  vfioIommu: { iommu2: { type: 'none' } },
};
const exit = { kind: 'mm_exit', actor: 'vm2' };
const freed = { ioasid: { p2: { state: 'free' }, p3: { state: 'free_pending' } } };
const judge = (before: readonly StateJson[], after: readonly StateJson[], command = exit) =>
  judgeStep(invariant, { before: [gone, ...before], command, after }, data);

describe(invariant.id, () => {
  it('holds where nothing is left, and what others hold waits to be freed', () => {
    const { vmmLookup: _, ...mine } = allocated;
    expect(judge([mine], [freed])).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of what other VMs have, or of other commands', () => {
    const others = { binding: { 'p1,d1': { pgd: 'pgd1' } }, pasidEntry: { 'd1,1': { pgd: 'pgd1' } } };
    expect(judge([others], [])).toEqual({ broken: null, antecedent: 1 });
    const free = { kind: 'ioasid_free', actor: 'vm2', hpasid: 'p2' };
    expect(judge([allocated], [], free)).toEqual({ broken: null, antecedent: 0 });
  });

  it.each([
    ['pasidEntry.pgd of d2 is left', { pasidEntry: { 'd2,2': { pgd: 'pgd1' } } }],
    ['pageRequest.pending of d3 is left', { pageRequest: { 'd3,2,prg0': { pending: true } } }],
    ['guestToHost.hpasid of vm2 is left', { guestToHost: { 'vm2,g1': { hpasid: 'p2' } } }],
    ['guestPasidEntry.pgd of viommu2 is left', { guestPasidEntry: { 'viommu2,1': { pgd: 'pgd1' } } }],
    ['vmmLookup.hpasid of viommu2 is left', { vmmLookup: { 'viommu2,1': { hpasid: 'p2' } } }],
    ['pasidTranslation.number of kvm1 is left', { pasidTranslation: { 'kvm1,g1': { number: '2' } } }],
    ['mdevRegister.number of mdev3 is left', { mdevRegister: { mdev3: { number: '2' } } }],
    ['vfioGroup.attached of grp3 is left', { vfioGroup: { grp3: { attached: true } } }],
    ['vfioIommu.type of iommu2 is left', { vfioIommu: { iommu2: { type: 'nesting' } } }],
    ['dmaMap.top of dma2 is left', { dmaMap: { dma2: { top: 'pgd1' } } }],
    ['f1 is open still', { fdHolder: { 'f1,vm2': { held: true } } }],
  ])('is broken where %s', (broken, left) => {
    expect(judge([], [left]).broken).toBe(broken);
  });

  it('is broken by a host PASID that is in use still', () => {
    const { vmmLookup: _, ...mine } = allocated;
    expect(judge([mine], []).broken).toBe('p2 is idle');
  });
});
