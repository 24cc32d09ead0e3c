import { describe, expect, it } from 'vitest';
import { guestSetPasidEntry } from '../../../model/guest/set-pasid-entry.ts';
import { guestSetPasidEntry as spec } from '../../../spec/guest/set-pasid-entry.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { options, shadowed, written } from './states.ts';

const set = { kind: 'guest_set_pasid_entry', actor: 'viommu1', pasid: '1' };

describe('guest_set_pasid_entry', () => {
  it('writes the guest’s own table, whatever is allocated, and nothing else', () => {
    expect(new Bench([], options).issue({ ...set, gpgd: 'pgd2' })).toEqual([
      '0',
      'guestPasidEntry[viommu1, 1].pgd: none → pgd2',
    ]);
  });

  it('leaves bound what the guest makes not present', () => {
    expect(new Bench([written, shadowed], options).issue({ ...set, gpgd: 'none' })).toEqual([
      '0',
      'guestPasidEntry[viommu1, 1].pgd: pgd1 → none',
    ]);
  });
});

describeRefusals(spec, guestSetPasidEntry, []);
