import { describe, expect, it } from 'vitest';
import { boundNames, checkBounds, withBounds } from '../../generators/bounds.ts';
import { hosts, instances } from '../../generators/instances.ts';
import { largeHost } from '../../generators/large-host.ts';
import { commandsWithin } from '../../generators/within.ts';
import { missingObject, printCommand } from '../../spec/commands.ts';
import { Topology } from '../../spec/topology.ts';

describe('the commands within an instance', () => {
  for (const { name, topology: data } of instances) {
    it(`of ${name} are all different, and name only what exists`, () => {
      const topology = new Topology(data);
      const commands = commandsWithin(topology);
      expect(new Set(commands.map(printCommand)).size).toBe(commands.length);
      expect(commands.filter((command) => missingObject(topology, command) !== null)).toEqual([]);
    });
  }

  it('are every combination of every value, the ill-formed included', () => {
    const [identity] = instances;
    const commands = commandsWithin(new Topology((identity as (typeof instances)[number]).topology));
    const printed = commands.filter(({ kind }) => kind === 'vfio_bind_gpasid').map(printCommand);
    // 2 VMs, 3 containers, 2 host PASIDs and 4 ill-formed; no gpasid, 1, and 3 ill-formed; 1 page directory.
    expect(printed).toHaveLength(2 * 3 * 6 * 5);
    expect(printed).toContain('vfio_bind_gpasid(actor=vm1, container=c1, hpasid=2^32+p1, gpasid=2^20, gpgd=pgd1)');
    expect(commands.filter(({ kind }) => kind === 'page_response')).toHaveLength(2 * 1 * 6 * 2 * 4);
    expect(commands.filter(({ kind }) => kind === 'ioasid_set_alloc')).toHaveLength(4 * 3 * 4);
  });
});

describe('the default instances', () => {
  it('have different names, and so have all hosts', () => {
    expect(new Set(hosts.map(({ name }) => name)).size).toBe(hosts.length);
  });

  it('contain one of each mapping with two VMs, three devices, a container over two domains, and equal numbers', () => {
    for (const space of ['identity', 'guest-owned']) {
      const instance = instances.find(
        ({ topology: { vms, containers } }) =>
          vms.every(({ pasidSpace }) => pasidSpace === space) && containers.some(({ domains }) => domains.length === 2),
      );
      const topology = new Topology((instance as (typeof instances)[number]).topology);
      expect(topology.vms.length).toBeGreaterThanOrEqual(2);
      expect(topology.devices.length).toBeGreaterThanOrEqual(3);
      expect(topology.sizes.hpasid).toBeGreaterThanOrEqual(2);
      if (space === 'guest-owned') expect(topology.sizes.gpasid).toBeGreaterThanOrEqual(2);
    }
  });

  it('are all pinned, have at least 10^6 states together, and at most 3·10^7 edges that are compared', () => {
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    expect(sum(instances.map(({ counts }) => counts.distinct))).toBeGreaterThanOrEqual(10 ** 6);
    const compared = instances.filter(({ lockstep }) => lockstep);
    const edges = compared.map(
      ({ counts, topology }) => counts.distinct * commandsWithin(new Topology(topology)).length,
    );
    expect(sum(edges)).toBeGreaterThan(10 ** 6);
    expect(sum(edges)).toBeLessThanOrEqual(3 * 10 ** 7);
    for (const { counts } of instances) expect(counts.generated).toBeGreaterThan(counts.distinct);
  });
});

describe('the large host', () => {
  it('has at least 2^16 PASIDs, 64 devices and 16 VMs, and every device in one container', () => {
    const topology = new Topology(largeHost.topology);
    expect(topology.sizes.hpasid).toBeGreaterThanOrEqual(2 ** 16);
    expect(topology.devices.length).toBeGreaterThanOrEqual(64);
    expect(topology.vms.length).toBeGreaterThanOrEqual(16);
    expect(topology.devices.every((device) => topology.containerOf(device) !== null)).toBe(true);
    expect(topology.containers.flatMap((container) => topology.devicesOf(container)).length).toBe(64);
  });
});

describe('bounds', () => {
  it('replace numbers of a topology and nothing else', () => {
    const bounded = withBounds(largeHost.topology, checkBounds({ hpasids: 3, grpids: 1 }));
    expect(bounded).toEqual({ ...largeHost.topology, hpasids: 3, grpids: 1 });
  });

  it('that do not exist or are out of range are refused by name', () => {
    expect(() => checkBounds({ devices: 3 })).toThrow(`no bound "devices"; there are ${boundNames.join(', ')}`);
    expect(() => checkBounds({ grpids: 513 })).toThrow('bound grpids is a whole number from 1 to 512, not 513');
    expect(() => checkBounds({ hpasids: 1.5 })).toThrow('bound hpasids is a whole number');
    expect(() => checkBounds({ sets: '2' })).toThrow('not "2"');
    expect(() => checkBounds({ hpasids: 0 })).toThrow('not 0');
    expect(() => withBounds(largeHost.topology, { capacity: 1 })).toThrow('hostQuota 4096 exceeds capacity 1');
  });
});
