import { describe, expect, it } from 'vitest';
import type { Container } from '../../spec/sorts.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';

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

  it('knows how the guest of each VM numbers its PASIDs', () => {
    expect(topology.vms.map((vm) => topology.pasidSpaceOf(vm))).toEqual(['identity', 'guest-owned']);
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
