import { describe, expect, it } from 'vitest';
import { vfioBindGpasid } from '../../../model/vfio/bind-gpasid.ts';
import { vfioV1 } from '../../../spec/designs/vfio-v1.ts';
import { vfioBindGpasid as spec } from '../../../spec/vfio/bind-gpasid.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

/** A bind by the VM with identity mapping, and one by the VM with a PASID space of its own. */
const ofIdentity = { actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' };
const ofGuest = { actor: 'vm2', container: 'c3', hpasid: 'p3', gpasid: 'g1', gpgd: 'pgd1' };
const bind = { kind: 'vfio_bind_gpasid' };

const allocated = {
  ioasid: {
    p1: { state: 'idle', set: 's1', refs: 1 },
    p2: { state: 'idle', set: 's2', refs: 1 },
    p3: { state: 'idle', set: 's2', refs: 1 },
  },
};
const start = [withSets, allocated];

/** p3 is bound in c4, by the name g1, to pgd1. */
const boundInC4 = {
  ioasid: { p3: { state: 'active', refs: 2 } },
  guestToHost: { 'vm2,g1': { hpasid: 'p3' } },
  binding: { 'p3,d5': { pgd: 'pgd1' } },
  pasidEntry: { 'd5,3': { pgd: 'pgd1' } },
};

describe('vfio_bind_gpasid', () => {
  it('enters the page directory at the host PASID on every device of the container, in all its domains', () => {
    expect(new Bench(start).issue({ ...bind, ...ofIdentity })).toEqual([
      '0',
      'ioasid[p1].state: idle → active',
      'ioasid[p1].refs: 1 → 2',
      'binding[p1, d1].pgd: none → pgd1',
      'binding[p1, d2].pgd: none → pgd1',
      'pasidEntry[d1, 1].pgd: none → pgd1',
      'pasidEntry[d2, 1].pgd: none → pgd1',
    ]);
  });

  it('remembers the gpasid of a guest with its own PASID space, and writes only the host PASID into hardware', () => {
    expect(new Bench(start).issue({ ...bind, ...ofGuest })).toEqual([
      '0',
      'ioasid[p3].state: idle → active',
      'ioasid[p3].refs: 1 → 2',
      'guestToHost[vm2, g1].hpasid: none → p3',
      'binding[p3, d4].pgd: none → pgd1',
      'pasidEntry[d4, 3].pgd: none → pgd1',
    ]);
  });

  it('adds the devices of a further container, and takes no further reference', () => {
    expect(new Bench([...start, boundInC4]).issue({ ...bind, ...ofGuest })).toEqual([
      '0',
      'binding[p3, d4].pgd: none → pgd1',
      'pasidEntry[d4, 3].pgd: none → pgd1',
    ]);
  });

  it('binds in a further container of an identity mapping with the same page directory', () => {
    const bench = new Bench(start);
    bench.issue({ ...bind, ...ofIdentity });
    expect(bench.issue({ ...bind, ...ofIdentity, container: 'c2' })).toEqual([
      '0',
      'binding[p1, d3].pgd: none → pgd1',
      'pasidEntry[d3, 1].pgd: none → pgd1',
    ]);
  });

  it('binds several host PASIDs of a VM side by side', () => {
    const bench = new Bench([...start, boundInC4]);
    const [answer] = bench.issue({ ...bind, ...ofGuest, hpasid: 'p2', gpasid: 'g2', gpgd: 'pgd2' });
    expect(answer).toBe('0');
  });
});

/** Everything from `bind-free-pending` on is broken for a bind of p3 by the name g2 in c3. */
const allBroken = [
  ...start,
  {
    ioasid: { p3: { state: 'free_pending', set: 's2', refs: 1 }, p2: { state: 'active', refs: 2 } },
    guestToHost: { 'vm2,g1': { hpasid: 'p3' }, 'vm2,g2': { hpasid: 'p2' } },
    binding: { 'p3,d4': { pgd: 'pgd1' }, 'p3,d5': { pgd: 'pgd1' }, 'p2,d5': { pgd: 'pgd1' } },
    device: { d1: { failsBind: true }, d4: { failsBind: true }, d6: { failsBind: true } },
  },
] as const;
const ofFreed = { ...ofGuest, gpasid: 'g2', gpgd: 'pgd2' };
/** The same, not waiting to be freed. */
const inUse = { ioasid: { p3: { state: 'active', refs: 2 } } };

const narrow = { topology: { ...twoMappings, bindData: { narrow: [2] } } };

describeRefusals(spec, vfioBindGpasid, [
  {
    rule: 'vfio/bind-not-opener',
    also: [
      'vfio/bind-no-domain',
      'vfio/bind-not-nesting',
      'vfio/bind-no-hpasid',
      'vfio/bind-mapping-mismatch',
      'vfio/bind-no-gpasid',
      'vfio/bind-not-own',
    ],
    args: { ...ofIdentity, container: 'c6', hpasid: '0', gpasid: '0' },
  },
  {
    rule: 'vfio/bind-not-opener',
    when: 'the caller only holds the file of the container',
    also: [
      'vfio/bind-mapping-mismatch',
      'vfio/bind-not-own',
      'vfio/bind-free-pending',
      'vfio/bind-already-bound',
      'vfio/bind-disagrees',
      'iommu/bind-device-fails',
    ],
    states: allBroken,
    args: { ...ofFreed, actor: 'vm1' },
  },
  {
    rule: 'vfio/bind-no-domain',
    also: ['vfio/bind-not-nesting', 'vfio/bind-no-hpasid', 'vfio/bind-mapping-mismatch', 'vfio/bind-not-own'],
    args: { ...ofGuest, container: 'c6', hpasid: '2^20', gpasid: 'none' },
  },
  {
    rule: 'vfio/bind-not-nesting',
    also: ['vfio/bind-no-hpasid', 'vfio/bind-no-gpasid', 'vfio/bind-not-own', 'iommu/bind-device-fails'],
    states: allBroken,
    args: { ...ofGuest, container: 'c5', hpasid: '2^32+p3', gpasid: '2^20' },
  },
  {
    rule: 'iommu/bind-format',
    also: [
      'iommu/bind-unknown-flag',
      'iommu/bind-narrow-device',
      'vfio/bind-no-hpasid',
      'vfio/bind-not-own',
      'iommu/bind-address-width',
    ],
    states: start,
    options: narrow,
    args: { ...ofIdentity, hpasid: '0', format: '2', addressWidth: '39', flags: '0x80' },
  },
  { rule: 'iommu/bind-format', when: 'the format is 0', states: start, args: { ...ofIdentity, format: '0' } },
  {
    rule: 'iommu/bind-unknown-flag',
    also: ['iommu/bind-narrow-device', 'vfio/bind-no-hpasid', 'vfio/bind-not-own', 'iommu/bind-address-width'],
    states: start,
    options: narrow,
    args: { ...ofIdentity, hpasid: '0', addressWidth: '39', flags: '0x80' },
  },
  {
    rule: 'iommu/bind-narrow-device',
    also: ['vfio/bind-no-hpasid', 'vfio/bind-not-own', 'iommu/bind-address-width', 'iommu/bind-memory-type'],
    states: start,
    options: narrow,
    args: { ...ofIdentity, hpasid: '2^20', addressWidth: '57', flags: 'CD' },
  },
  ...['0', '2^20', '2^32+p3'].map((hpasid) => ({
    rule: 'vfio/bind-no-hpasid' as const,
    when: `hpasid is ${hpasid}`,
    also: ['vfio/bind-mapping-mismatch', 'vfio/bind-not-own', 'iommu/bind-device-fails'] as const,
    states: allBroken,
    args: { ...ofGuest, hpasid, gpasid: 'none' },
  })),
  {
    rule: 'vfio/bind-mapping-mismatch',
    when: "a gpasid is missing from a guest's own PASID space",
    also: ['vfio/bind-free-pending', 'vfio/bind-already-bound', 'iommu/bind-device-fails'],
    states: allBroken,
    args: { ...ofFreed, gpasid: 'none' },
  },
  {
    rule: 'vfio/bind-mapping-mismatch',
    when: 'a gpasid is given to an identity mapping',
    also: ['vfio/bind-no-gpasid', 'vfio/bind-not-own', 'iommu/bind-device-fails'],
    states: allBroken,
    args: { ...ofIdentity, hpasid: 'p2', gpasid: '2^32+g1' },
  },
  ...['0', '2^20', '2^32+g1'].map((gpasid) => ({
    rule: 'vfio/bind-no-gpasid' as const,
    when: `gpasid is ${gpasid}`,
    also: ['vfio/bind-not-own', 'vfio/bind-already-bound', 'iommu/bind-device-fails'] as const,
    states: [...allBroken, { ioasid: { p3: { set: 's1' } } }],
    args: { ...ofFreed, gpasid },
  })),
  {
    rule: 'vfio/bind-not-own',
    when: 'the host PASID is of another VM',
    also: [
      'vfio/bind-free-pending',
      'vfio/bind-already-bound',
      'vfio/bind-gpasid-taken',
      'vfio/bind-disagrees',
      'iommu/bind-device-fails',
    ],
    states: [...allBroken, { ioasid: { p3: { set: 's1' } } }],
    args: ofFreed,
  },
  {
    rule: 'vfio/bind-not-own',
    when: 'the host PASID is free',
    also: ['vfio/bind-gpasid-taken', 'iommu/bind-device-fails'],
    states: [...allBroken, { ioasid: { p1: { state: 'free', refs: 0 } } }],
    args: { ...ofFreed, hpasid: 'p1' },
  },
  {
    rule: 'vfio/bind-not-own',
    when: 'there is no such host PASID',
    also: ['vfio/bind-gpasid-taken', 'iommu/bind-device-fails'],
    states: allBroken,
    args: { ...ofFreed, hpasid: 'p4' },
  },
  {
    rule: 'vfio/bind-free-pending',
    also: ['vfio/bind-already-bound', 'vfio/bind-gpasid-taken', 'vfio/bind-disagrees', 'iommu/bind-device-fails'],
    states: allBroken,
    args: ofFreed,
  },
  {
    rule: 'iommu/bind-foreign-data',
    also: ['vfio/bind-already-bound', 'vfio/bind-gpasid-taken', 'vfio/bind-disagrees', 'iommu/bind-device-fails'],
    states: [...allBroken, inUse, { ioasid: { p3: { data: 'data2' } } }],
    options: { topology: { ...twoMappings, privateData: true } },
    args: ofFreed,
  },
  {
    rule: 'vfio/bind-already-bound',
    also: ['vfio/bind-gpasid-taken', 'vfio/bind-disagrees', 'iommu/bind-device-fails'],
    states: [...allBroken, inUse],
    args: ofFreed,
  },
  {
    rule: 'vfio/bind-already-bound',
    when: 'a device in another domain than the first has a table bound there',
    states: [...start, { binding: { 'p1,d2': { pgd: 'pgd1' } } }],
    args: ofIdentity,
  },
  {
    rule: 'vfio/bind-gpasid-taken',
    also: ['vfio/bind-disagrees', 'iommu/bind-device-fails'],
    states: [...start, boundInC4, { guestToHost: { 'vm2,g2': { hpasid: 'p2' } }, device: { d4: { failsBind: true } } }],
    args: ofFreed,
  },
  {
    rule: 'vfio/bind-disagrees',
    when: 'the host PASID is bound elsewhere with another gpasid',
    also: ['iommu/bind-device-fails'],
    states: [...start, boundInC4, { device: { d4: { failsBind: true } } }],
    args: { ...ofGuest, gpasid: 'g2' },
  },
  {
    rule: 'vfio/bind-disagrees',
    when: 'the host PASID is bound elsewhere with another page directory',
    also: ['iommu/bind-device-fails'],
    states: [...start, boundInC4, { device: { d4: { failsBind: true } } }],
    args: { ...ofGuest, gpgd: 'pgd2' },
  },
  {
    rule: 'vfio/bind-disagrees',
    when: 'an identity mapping has it bound elsewhere with another page directory',
    states: [...start, { ioasid: { p1: { state: 'active', refs: 2 } }, binding: { 'p1,d3': { pgd: 'pgd1' } } }],
    args: { ...ofIdentity, gpgd: 'pgd2' },
  },
  {
    rule: 'iommu/bind-device-fails',
    when: 'a device in another domain than the first cannot bind',
    states: [...start, { device: { d2: { failsBind: true } } }],
    args: ofIdentity,
  },
  {
    rule: 'iommu/bind-device-fails',
    when: 'a device cannot bind, whatever the data says',
    also: ['iommu/bind-address-width', 'iommu/bind-gpgd-not-mapped', 'iommu/bind-memory-type'],
    states: [...start, { device: { d2: { failsBind: true } } }],
    options: { topology: { ...twoMappings, dma: { mapped: 0 } } },
    args: { ...ofIdentity, addressWidth: '57', flags: 'PCD' },
  },
  ...['39', '57'].map((addressWidth) => ({
    rule: 'iommu/bind-address-width' as const,
    when: `the guest's page table translates ${addressWidth} bits`,
    also: ['iommu/bind-no-capability' as const],
    states: start,
    args: { ...ofIdentity, addressWidth, flags: 'SRE' },
  })),
  {
    rule: 'iommu/bind-gpgd-not-mapped',
    also: ['iommu/bind-no-capability'],
    states: start,
    options: { topology: { ...twoMappings, dma: { mapped: 1 } } },
    args: { ...ofIdentity, gpgd: 'pgd2', flags: 'SRE' },
  },
  ...['SRE', 'EAFE'].map((flags) => ({
    rule: 'iommu/bind-no-capability' as const,
    when: `${flags} is asked for`,
    states: start,
    args: { ...ofIdentity, flags },
  })),
  ...['PCD', 'PWT', 'EMTE', 'CD'].map((flags) => ({
    rule: 'iommu/bind-memory-type' as const,
    when: `${flags} is asked for`,
    states: start,
    args: { ...ofIdentity, flags },
  })),
]);

describe('the data of a bind', () => {
  const able = { topology: { ...twoMappings, bindData: { can: ['57-bit', 'SRE', 'EAFE'] as const, narrow: [4] } } };
  const answers = (more: Record<string, string>) =>
    new Bench(start, able).issue({ ...bind, ...ofIdentity, ...more })[0];

  it('may ask for what the IOMMU can do', () => {
    const asked = [{ addressWidth: '57' }, { flags: 'SRE' }, { flags: 'EAFE' }, { flags: 'WPE' }, {}];
    expect(asked.map(answers)).toEqual(asked.map(() => '0'));
    expect(answers({ addressWidth: '39' })).toBe('-EINVAL');
  });

  it('is looked at device by device where VFIO does not look at it first', () => {
    const posted = { design: vfioV1, topology: { ...twoMappings, bindData: { narrow: [1] } } };
    const wrong = [{ format: '0' }, { flags: '0x80' }, { addressWidth: '57' }, { flags: 'SRE' }, { flags: 'CD' }];
    const outcomes = wrong.map((more) =>
      new Bench(start, { design: vfioV1 }).issue({ ...bind, ...ofIdentity, ...more }),
    );
    expect(outcomes).toEqual(wrong.map(() => ['-EINVAL']));
    // Of the two domains of the container the second is bound all the same.
    expect(new Bench(start, posted).issue({ ...bind, ...ofIdentity })[0]).toBe('0');
  });
});
