import { describe, expect, it } from 'vitest';
import { nothingIsLeft as invariant } from '../../../invariants/host/nothing-is-left.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { translatedGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const data = {
  ...translatedGuests,
  prq: { slots: 1, pages: ['last'], modes: ['ordinary'] },
  iommu: { cachingMode: true },
} as const;
const judge = (...states: readonly StateJson[]) => judgeState(invariant, states, data);
const over = { antecedent: 1 };

describe(invariant.id, () => {
  it('holds after boot, whatever guests have written and devices are like', () => {
    const lasting = {
      guestPasidEntry: { 'viommu1,1': { pgd: 'pgd1' } },
      device: { d1: { failsBind: true, uprgi: true } },
    };
    expect(judge(lasting)).toEqual({ broken: null, ...over });
  });

  it('says nothing while a host PASID is allocated, or a page request is queued', () => {
    const entry = { pasidEntry: { 'd1,1': { pgd: 'pgd1' } } };
    expect(judge({ ioasid: { p2: { state: 'idle' } } }, entry)).toEqual({ broken: null, antecedent: 0 });
    expect(judge({ prq: { prq1: { head: 'slot1' } } }, entry)).toEqual({ broken: null, antecedent: 0 });
  });

  it.each([
    ['ioasidUser.notified of p1', { ioasidUser: { 'p1,user1': { notified: true } } }],
    ['guestToHost.hpasid of vm2', { guestToHost: { 'vm2,g1': { hpasid: 'p2' } } }],
    ['binding.pgd of p1', { binding: { 'p1,d1': { pgd: 'pgd1' } } }],
    ['pasidEntry.did of d2', { pasidEntry: { 'd2,2': { did: 'did2' } } }],
    ['cachedTag.iotlb of d1', { cachedTag: { 'd1,1,did2': { iotlb: true } } }],
    ['pageRequest.outstanding of d3', { pageRequest: { 'd3,2,prg0': { outstanding: true } } }],
    ['pasidTranslation.number of kvm1', { pasidTranslation: { 'kvm1,g1': { number: '2' } } }],
    ['mdevRegister.number of mdev3', { mdevRegister: { mdev3: { number: '2' } } }],
    ['prqSlot.device of slot1', { prqSlot: { slot1: { device: 'd1' } } }],
    ['ioasid.refs of p3', { ioasid: { p3: { refs: 1 } } }],
  ])('is broken where %s is left', (left, state) => {
    expect(judge(state)).toEqual({ broken: `${left} is left`, ...over });
  });
});
