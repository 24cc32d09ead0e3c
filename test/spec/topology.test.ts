import { describe, expect, it } from 'vitest';
import { type Container, type Did, noMembers } from '../../spec/sorts.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';
import { twoGuests, twoViommus } from './topologies.ts';

const data: TopologyData = {
  vms: [{ pasidSpace: 'identity' }, { pasidSpace: 'guest-owned' }],
  containers: [
    { vm: 2, nesting: true, domains: [[[1, 2], [5]], [[4]]] },
    { vm: 1, nesting: false, domains: [[[3]]] },
    { vm: 1, nesting: true, domains: [] },
  ],
  fds: [{ device: 3, holders: [1, 2] }],
  hpasids: 3,
  gpasids: 4,
  pgds: 2,
  grpids: 2,
  sets: 1,
  capacity: 5,
  hostQuota: 2,
};
const topology = new Topology(data);
const [c1, c2, c3] = [1 as Container, 2 as Container, 3 as Container];

describe('a topology', () => {
  it('has as many members of each sort as its data say, a set for the host and rows for the longer of two PASID spaces', () => {
    expect(topology.sizes).toEqual({
      ...noMembers,
      vm: 2,
      container: 3,
      device: 5,
      fd: 1,
      set: 2,
      hpasid: 3,
      gpasid: 4,
      row: 4,
      pgd: 2,
      grpid: 2,
      user: 0,
      pool: 0,
    });
    expect(topology.bounds).toEqual({ sizes: topology.sizes, capacity: 5 });
  });

  it('lists the ids of what is in it', () => {
    const { vms, containers, devices, fds, sets, hpasids, rows, grpids } = topology;
    expect({ vms, containers, devices, fds, sets, hpasids, rows, grpids }).toEqual({
      vms: [1, 2],
      containers: [1, 2, 3],
      devices: [1, 2, 3, 4, 5],
      fds: [1],
      sets: [0, 1],
      hpasids: [1, 2, 3],
      rows: [1, 2, 3, 4],
      grpids: [0, 1],
    });
  });

  it('has users of PASIDs inside the kernel if its data say so', () => {
    expect(new Topology({ ...data, users: 2 }).users).toEqual([1, 2]);
    expect(topology.users).toEqual([]);
    expect(new Topology({ ...data, pool: true }).pools).toEqual([1]);
    expect(new Topology({ ...data, pool: false }).pools).toEqual([]);
  });

  it('has the vIOMMUs that its data give it, each with a container and the VM of that', () => {
    const guests = new Topology(twoViommus);
    expect(guests.viommus.map((viommu) => [guests.containerBehind(viommu), guests.guestOf(viommu)])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(topology.viommus).toEqual([]);
  });

  it.each([
    ['no nesting container with a device is behind a vIOMMU', { viommus: [{ container: 3 }] }],
    ['a device behind a vIOMMU is narrow', { bindData: { narrow: [3] } }],
    ['a VM has two vIOMMUs', { viommus: [{ container: 1 }, { container: 1 }] }],
    [
      'a VM with a vIOMMU has several nesting containers with devices',
      { containers: [...twoViommus.containers, { vm: 1, nesting: true, domains: [[[4]]] }] },
    ],
  ])('contradicts itself where %s', (message, wrong) => {
    expect(() => new Topology({ ...twoViommus, ...wrong })).toThrow(message);
  });

  it('knows how the guest of each VM numbers its PASIDs', () => {
    expect(topology.vms.map((vm) => topology.pasidSpaceOf(vm))).toEqual(['identity', 'guest-owned']);
  });

  it('knows which commands are in play: all, if none are named', () => {
    expect(topology.plays('ioasid_free')).toBe(true);
    const few = new Topology({ ...data, commands: ['ioasid_alloc'] });
    expect([few.plays('ioasid_alloc'), few.plays('ioasid_free')]).toEqual([true, false]);
  });

  it('can do what its IOMMU is said to do, and knows its narrow devices', () => {
    const able = new Topology({ ...data, bindData: { can: ['SRE'], narrow: [4] } });
    expect([able.can('SRE'), able.can('EAFE'), topology.can('SRE')]).toEqual([true, false, false]);
    expect(able.devices.filter((device) => able.isNarrow(device))).toEqual([4]);
    expect(topology.devices.filter((device) => topology.isNarrow(device))).toEqual([]);
  });

  it('has no domain ids without caches', () => {
    expect(topology.devices.map((device) => topology.domainIdOf(device))).toEqual(Array(5).fill(null));
    expect(topology.devices.map((device) => topology.primaryDomainIdOf(device))).toEqual(Array(5).fill(null));
  });

  it('has a domain id for each domain, and one for that of the host where a device has an auxiliary domain', () => {
    const physical = new Topology({ ...data, iommu: { cachingMode: false } });
    expect(physical.devices.map((device) => physical.domainIdOf(device))).toEqual([2, 2, 4, 3, 2]);
    expect(physical.devices.map((device) => physical.primaryDomainIdOf(device))).toEqual([2, 2, 4, 3, 2]);
    const mediated = new Topology({ ...data, iommu: { cachingMode: false, auxiliary: [3] } });
    expect(mediated.dids).toEqual([2, 3, 4, 5]);
    expect([2, 5].map((did) => mediated.secondLevelOf(did as Did))).toEqual([1, 4]);
    expect([mediated.sizes.feature, physical.sizes.feature]).toEqual([1, 0]);
    expect(mediated.devices.map((device) => mediated.domainIdOf(device))).toEqual([2, 2, 4, 3, 2]);
    expect(mediated.devices.map((device) => mediated.primaryDomainIdOf(device))).toEqual([2, 2, 5, 3, 2]);
  });

  it('knows who opened a container, and of which type it is', () => {
    expect([c1, c2].map((container) => [topology.vmOf(container), topology.isNesting(container)])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  it('walks the devices of a container domain by domain, and group by group', () => {
    expect(topology.domainsOf(c1)).toEqual([[[1, 2], [5]], [[4]]]);
    expect(topology.devicesOf(c1)).toEqual([1, 2, 5, 4]);
    expect(topology.devicesOf(c3)).toEqual([]);
  });

  it('finds the files that the process of a VM holds from boot', () => {
    const fds = [
      { device: 1, holders: [1, 2] },
      { device: 3, holders: [1] },
    ];
    const held = new Topology({ ...twoGuests, fds });
    expect(held.vms.map((vm) => held.filesOf(vm))).toEqual([[1, 2], [1]]);
  });

  it('finds the container of a device and the VM that holds it', () => {
    const found = topology.devices.map((device) => [topology.containerOf(device), topology.holderOf(device)]);
    expect(found).toEqual([
      [1, 2],
      [1, 2],
      [2, 1],
      [1, 2],
      [1, 2],
    ]);
  });
});

describe('a topology that contradicts itself is refused because', () => {
  const contained = (domains: number[][][], vm = 1) => ({ containers: [{ vm, nesting: true, domains }], fds: [] });
  const cases: readonly (readonly [string, Partial<TopologyData>])[] = [
    ['a device is attached twice', contained([[[1, 2], [1]]])],
    ['devices are not 1, 2, 3, …', contained([[[1, 3]]])],
    ['a container was opened by no VM', contained([[[1]]], 3)],
    ['a device file is of no attached device', { fds: [{ device: 6, holders: [] }] }],
    ['a device file is held by no VM', { fds: [{ device: 1, holders: [1, 0] }] }],
    ['an auxiliary domain is of no attached device', { iommu: { cachingMode: false, auxiliary: [6] } }],
    ["the host's own set exceeds its share", { hostShare: data.hostQuota - 1 }],
    [
      'more VMs have a set from boot than there are sets',
      { vms: [1, 1].map((quota) => ({ pasidSpace: 'identity', quota })) },
    ],
    [
      'more PASIDs are promised at boot than the capacity',
      { vms: [{ pasidSpace: 'identity', quota: 4 }, { pasidSpace: 'identity' }] },
    ],
  ];
  for (const [what, changed] of cases) {
    it(what, () => {
      expect(() => new Topology({ ...data, ...changed })).toThrow(what);
    });
  }
});
