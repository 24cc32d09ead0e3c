import { describe, expect, it } from 'vitest';
import { enqcmd } from '../../../model/guest/enqcmd.ts';
import { enqcmd as spec } from '../../../spec/guest/enqcmd.ts';
import { translatedGuests } from '../../spec/topologies.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { allocated, shadowed } from './states.ts';

const options = { topology: translatedGuests };
const args = { actor: 'kvm1', device: 'd2', pasid: '1' };
const translated = { pasidTranslation: { 'kvm1,g1': { number: '2' } } };
const did = { pasidEntry: { 'd2,2': { did: 'did3' } } };

describe('enqcmd', () => {
  it('hands the device what KVM translates to, by which it does DMA', () => {
    const cached = { ...translatedGuests, iommu: { cachingMode: false } };
    const bench = new Bench([allocated, shadowed, translated, did], {
      topology: cached,
    });
    expect(bench.issue({ kind: 'enqcmd', ...args })).toEqual([
      '0',
      'cachedTag[d2, 2, did3].pasidCache: false → true',
      'cachedTag[d2, 2, did3].iotlb: false → true',
      'cachedTag[d2, 2, did3].deviceTlb: false → true',
    ]);
  });
});

describeRefusals(spec, enqcmd, [
  {
    rule: 'guest/enqcmd-not-holder',
    also: ['guest/enqcmd-not-translated', 'guest/enqcmd-not-bound'],
    options,
    args: { ...args, device: 'd1' },
  },
  {
    rule: 'guest/enqcmd-not-translated',
    also: ['guest/enqcmd-not-bound'],
    states: [allocated, shadowed],
    options,
    args,
  },
  {
    rule: 'guest/enqcmd-not-translated',
    when: 'the number is none',
    also: ['guest/enqcmd-not-bound'],
    options,
    args: { ...args, pasid: '0' },
  },
  {
    rule: 'guest/enqcmd-not-bound',
    states: [allocated, translated],
    options,
    args,
  },
]);
