import { describe, expect, it } from 'vitest';
import { vcmdFreePasid } from '../../../model/guest/vcmd-free-pasid.ts';
import { vcmdFreePasid as spec } from '../../../spec/guest/vcmd-free-pasid.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { allocated, options, shadowed } from './states.ts';

const args = { actor: 'viommu2', pasid: '1' };
const free = { kind: 'vcmd_free_pasid', ...args };

describe('vcmd_free_pasid', () => {
  it('frees the host PASID that the VMM looks up, and forgets it', () => {
    expect(new Bench([allocated], options).issue(free)).toEqual([
      '0',
      'ioasid[p2].state: idle → free',
      'ioasid[p2].set: s2 → none',
      'ioasid[p2].refs: 1 → 0',
      'vmmLookup[viommu2, 1].hpasid: p2 → none',
    ]);
  });

  it('lets what is bound wait to be freed', () => {
    expect(new Bench([allocated, shadowed], options).issue(free)).toEqual([
      '0',
      'ioasid[p2].state: active → free_pending',
      'ioasid[p2].refs: 2 → 1',
      'vmmLookup[viommu2, 1].hpasid: p2 → none',
    ]);
  });

  it('only forgets what the process has freed already, whoever has it now', () => {
    const elsewhere = { ioasid: { p2: { set: 's1' } } };
    expect(new Bench([allocated, elsewhere], options).issue(free)).toEqual([
      '0',
      'vmmLookup[viommu2, 1].hpasid: p2 → none',
    ]);
  });
});

describeRefusals(spec, vcmdFreePasid, [
  ...['0', '3'].map((pasid) => ({
    rule: 'guest/vcmd-free-no-pasid' as const,
    when: `${pasid} is not allocated to the guest`,
    states: [allocated],
    options,
    args: { ...args, pasid },
  })),
]);
