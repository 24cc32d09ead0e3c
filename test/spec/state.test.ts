import { describe, expect, it } from 'vitest';
import { DenseStore } from '../../spec/schema/dense.ts';
import { stateToJson } from '../../spec/schema/json.ts';
import { viewOf } from '../../spec/schema/view.ts';
import { boot, hostLayout } from '../../spec/state.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';
import { nothing, twoContainers, twoGuests } from './topologies.ts';

function booted(data: TopologyData) {
  const topology = new Topology(data);
  const layout = hostLayout(topology);
  const store = new DenseStore(layout);
  boot(topology, viewOf(layout, store));
  return stateToJson(layout, store);
}

describe('a host after boot', () => {
  it("has the host's own set, the open device files with their holders, and nothing else", () => {
    expect(booted(nothing)).toEqual({ ioasidSet: { s0: { type: 'NULL' } } });
    expect(booted(twoGuests)).toEqual({
      ioasidSet: { s0: { type: 'NULL' } },
      deviceFd: { f1: { device: 'd1' }, f2: { device: 'd3' } },
      fdHolder: { 'f1,vm1': { held: true }, 'f1,vm2': { held: true }, 'f2,vm2': { held: true } },
    });
  });

  it('has a set for each process that has one from boot, and promises to the host what the topology says', () => {
    expect(booted(twoContainers)).toMatchObject({
      ioasidSet: { s0: { type: 'NULL', quota: 1 }, s1: { type: 'MM', token: 'vm1', quota: 2 } },
    });
  });

  it('numbers those sets in the order of the VMs, and leaves out VMs whose process has none', () => {
    const vms = [
      { pasidSpace: 'identity', quota: 1 },
      { pasidSpace: 'identity' },
      { pasidSpace: 'identity', quota: 0 },
    ];
    expect(booted({ ...twoContainers, vms: vms as TopologyData['vms'] })['ioasidSet']).toEqual({
      s0: { type: 'NULL', quota: 1 },
      s1: { type: 'MM', token: 'vm1', quota: 1 },
      s2: { type: 'MM', token: 'vm3' },
    });
  });
});
