import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { invariants } from '../../invariants/invariants.ts';
import { noGpasidInHardware } from '../../invariants/iommu/no-gpasid-in-hardware.ts';
import { properties } from '../../invariants/properties.ts';
import { type CommandJson, commandFromJson } from '../../spec/commands.ts';
import { designs } from '../../spec/designs/designs.ts';
import { faults } from '../../spec/designs/faults.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';
import { twoContainers } from '../spec/topologies.ts';
import { SmallSearch, twoSmallGuests } from './small-search.ts';

describe('the invariants', () => {
  it('each stand under their own id, with a sentence and a source', () => {
    const ids = invariants.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !existsSync(`invariants/${id}.ts`))).toEqual([]);
    for (const { sentence, property, sources } of invariants) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(property).toMatch(/^[A-Z]\d+(, [A-Z]\d+)*$/);
      expect(sources.length).toBeGreaterThan(0);
    }
  });

  it('name as what they catch designs that exist, and not the golden one', () => {
    const names = designs.filter((design) => design !== golden).map(({ name }) => name);
    const unknown = properties.flatMap(({ catches }) => catches.filter((name) => !names.includes(name)));
    expect(unknown).toEqual([]);
    expect(invariants.filter(({ catches }) => catches.length === 0)).toEqual([]);
  });

  it('leave no fault uncaught', () => {
    const caught = properties.flatMap(({ catches }) => catches);
    expect(faults.map(({ name }) => name).filter((name) => !caught.includes(name))).toEqual([]);
  });
});

describe('over a few good commands', () => {
  const alloc = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };
  const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p2', gpasid: 'g1', gpgd: 'pgd1' };
  const commands: readonly CommandJson[] = [
    { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '2' },
    alloc,
    bind,
    { ...bind, hpasid: '2^32+p2' },
    { ...bind, actor: 'vm2', container: 'c2' },
    { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p2' },
    { kind: 'page_request', actor: 'd1', pasid: '2', grpid: 'prg0' },
    { kind: 'page_response', actor: 'vm1', fd: 'f1', pasid: 'p2', grpid: 'prg0', code: 'SUCCESS' },
    { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p2' },
    { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p2' },
  ];
  const search = new SmallSearch({ commands: commands.map(commandFromJson), invariants });
  search.until(invariants.map((_, mark) => mark));

  for (const [mark, { id }] of invariants.entries()) {
    it(`${id} holds, and had something to check`, () => {
      expect(search.story(mark)).toBe(null);
      expect(search.times(search.program.markOf.met + mark)).toBeGreaterThan(0);
    });
  }
});

/** What takes one VM with two containers to show. */
const topologies: Readonly<Record<string, TopologyData>> = { 'fault/bind-while-free-pending': twoContainers };

describe('the design', () => {
  for (const design of designs) {
    const claiming = invariants.filter(({ catches }) => catches.includes(design.name));
    // The golden design breaks none, and others only what must happen in the end (leads-to.test.ts).
    if (claiming.length === 0) continue;

    it(`${design.name} breaks ${claiming.map(({ id }) => id).join(', ')}, each within 6 commands`, () => {
      const topology = new Topology(topologies[design.name] ?? twoSmallGuests);
      const search = new SmallSearch({ topology, design, invariants: claiming });
      search.until(claiming.map((_, mark) => mark));
      const lengths = claiming.map(({ id }, mark) => [id, search.story(mark)?.length] as const);
      expect(lengths.filter(([, length]) => length === undefined || length < 1 || length > 6)).toEqual([]);
    });
  }

  it('with a gpasid in hardware is told by the shortest story there is', () => {
    const design = faults.find(({ name }) => name === 'fault/gpasid-in-hardware') as (typeof faults)[number];
    const search = new SmallSearch({ design, invariants: [noGpasidInHardware] }).until([0]);
    expect(search.story(0)).toHaveLength(3);
    expect(search.story(0)?.at(-1)).toMatch(/^vfio_bind_gpasid\(.*\) = 0$/);
  });
});
