import { describe, expect, it } from 'vitest';
import { iommuAuxDetachDevice } from '../../../model/iommu/aux-detach-device.ts';
import { iommuAuxDetachDevice as spec } from '../../../spec/iommu/aux-detach-device.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { args, attach, attached, disabled, options } from './aux-states.ts';

const detach = { kind: 'iommu_aux_detach_device', ...args };
const reclaim = { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' };
const cached = { cachedTag: { 'd3,1,did4': { pasidCache: true, iotlb: true, deviceTlb: true } } };
const freed = { ioasid: { p1: { state: 'free_pending', refs: 1 } } };
const gone = [
  'defaultPasid[aux1, d3].hpasid: p1 → none',
  'secondLevelEntry[aux1, d3, 1].did: did4 → none',
  'cachedTag[d3, 1, did4].pasidCache: true → false',
  'cachedTag[d3, 1, did4].iotlb: true → false',
  'cachedTag[d3, 1, did4].deviceTlb: true → false',
];

describe('iommu_aux_detach_device', () => {
  it('takes the entry away, flushes what is cached of it, and frees the default PASID', () => {
    const changes = new Bench([withSets, attached, cached], options).issue(detach);
    expect(changes).toEqual(expect.arrayContaining([...gone, 'ioasid[p1].state: idle → free']));
  });

  it('does so where somebody else has freed it', () => {
    const bench = new Bench([withSets, attached, cached, freed], options);
    expect(bench.issue(detach)).toEqual(expect.arrayContaining([...gone, 'ioasid[p1].state: free_pending → free']));
  });

  it('is what the worker does that hears of the free', () => {
    const bench = new Bench([withSets, attached, cached], options);
    expect(bench.issue({ kind: 'ioasid_free', actor: 'kernel', hpasid: 'p1' })).toEqual([
      '0',
      'ioasid[p1].state: idle → free_pending',
      'ioasid[p1].refs: 2 → 1',
    ]);
    expect(bench.issue(reclaim)).toEqual(
      expect.arrayContaining(['0', ...gone, 'ioasid[p1].state: free_pending → free']),
    );
    expect(bench.issue(attach)[0]).toBe('p1');
  });

  it('is none of what the worker does about a guest that was bound', () => {
    const bound = {
      ioasid: { p2: { state: 'free_pending', set: 's1', refs: 1 } },
      binding: { 'p2,d3': { pgd: 'pgd1' } },
    };
    const bench = new Bench([withSets, attached, bound], options);
    expect(bench.issue({ ...reclaim, hpasid: 'p2' })).toEqual([
      '0',
      'ioasid[p2].state: free_pending → free',
      'ioasid[p2].set: s1 → none',
      'ioasid[p2].refs: 1 → 0',
      'binding[p2, d3].pgd: pgd1 → none',
    ]);
  });

  it('is not in play where auxiliary domains have no default PASIDs', () => {
    const { topology } = new Bench().host;
    expect([spec.args.device.values(topology), spec.args.device.exists(topology, 1)]).toEqual([[], false]);
  });
});

describeRefusals(spec, iommuAuxDetachDevice, [
  { rule: 'iommu/aux-not-attached', states: [withSets, disabled], options, args },
]);
