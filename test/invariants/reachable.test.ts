import { describe, expect, it } from 'vitest';
import { virtualCommands } from '../../generators/instances/virtual-commands.ts';
import { witnesses } from '../../invariants/reachable.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';
import { nothing, twoContainers, twoGuests, twoViommus } from '../spec/topologies.ts';
import { SmallSearch, twoSmallGuests } from './small-search.ts';

const asked = (data: TopologyData) => witnesses.filter(({ within }) => within(new Topology(data))).map(({ id }) => id);
const iommu = { cachingMode: false };
const attachment = { detached: [] };
const all = witnesses.map(({ id }) => id);

describe('what must be possible', () => {
  it('has ids of its own and a sentence each', () => {
    expect(new Set(all).size).toBe(all.length);
    for (const { sentence } of witnesses) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  const hosts: readonly TopologyData[] = [
    { ...twoSmallGuests, iommu, users: 1, attachment },
    { ...twoViommus, commands: virtualCommands },
  ];
  const possible = hosts.flatMap((data) => {
    const topology = new Topology(data);
    const sought = witnesses.filter(({ within }) => within(topology));
    const search = new SmallSearch({ topology, witnesses: sought });
    const marks = sought.map((_, index) => search.program.markOf.witness + index);
    search.until(marks);
    return sought.map(({ id }, index) => ({ id, story: search.story(marks[index] as number) }));
  });

  it.each(witnesses)('is possible: $sentence ($id)', ({ id }) => {
    expect(possible.find((each) => each.id === id)?.story).toBeInstanceOf(Array);
  });
});

/** What is asked of guests with vIOMMUs. */
const ofGuests = all.filter((id) => id.startsWith('guest/'));

describe('a topology', () => {
  it('with two guests, two domains, a file in two hands and every mechanism is asked for all of it', () => {
    expect(asked({ ...twoGuests, iommu, users: 1, attachment })).toEqual(all.filter((id) => !ofGuests.includes(id)));
  });

  const without = (data: TopologyData) => {
    const ids = asked(data);
    return asked(twoGuests).filter((id) => !ids.includes(id));
  };
  const twoVms = [
    'vfio/two-vms-bound',
    'vfio/gpasid-equals-foreign-hpasid',
    'vfio/gpasid-equals-other-own-hpasid',
    'ioasid/quota-exhausted',
  ];
  const domains = ['vfio/bound-across-domains', 'vfio/bind-fails-on-later-domain'];
  const file = 'page-request/foreign-holder-refused';

  const lacking: readonly (readonly [string, TopologyData, readonly string[]])[] = [
    ['without containers is not asked for bindings of two VMs', nothing, [...domains, ...twoVms, file]],
    ['of one VM is not asked for what takes two', twoContainers, [...domains, ...twoVms, file]],
    [
      'whose containers have one domain each is not asked for binds across domains',
      {
        ...twoGuests,
        containers: twoGuests.containers.map((each) => ({ ...each, domains: [each.domains.flat()] })),
      },
      domains,
    ],
    [
      'whose second VM has a container without device or not nesting is not asked for bindings of two VMs',
      {
        ...twoGuests,
        containers: [
          ...twoGuests.containers.slice(0, 1),
          { vm: 2, nesting: true, domains: [] },
          { vm: 2, nesting: false, domains: [[[3]], [[4]]] },
        ],
      },
      twoVms,
    ],
    ['with one host PASID is not asked for two bound ones', { ...twoGuests, hpasids: 1 }, twoVms],
    ['whose host keeps all but one PASID is not asked for two bound ones', { ...twoGuests, hostQuota: 1 }, twoVms],
    [
      'of identity mappings is not asked for gpasids that equal other host PASIDs',
      { ...twoGuests, vms: [{ pasidSpace: 'identity' }, { pasidSpace: 'identity' }] },
      ['vfio/gpasid-equals-foreign-hpasid', 'vfio/gpasid-equals-other-own-hpasid'],
    ],
    [
      'whose files each have one holder is not asked for a response by another',
      { ...twoGuests, fds: [{ device: 1, holders: [1] }] },
      [file],
    ],
  ];
  it('whose guests have vIOMMUs is asked for what these are for, by the mapping of each', () => {
    const askedOf = (data: TopologyData) => asked(data).filter((id) => ofGuests.includes(id));
    expect(askedOf(twoViommus)).toEqual(ofGuests);
    expect(askedOf({ ...twoViommus, viommus: [{ container: 1 }] })).toEqual([
      'guest/shadowed-under-its-own-number',
      'guest/freed-while-bound',
    ]);
    expect(askedOf({ ...twoViommus, hpasids: 1, gpasids: 1 })).not.toContain('guest/shadowed-under-another-number');
    expect(askedOf({ ...twoViommus, commands: ['vcmd_alloc_pasid'] })).toEqual([]);
  });

  it('is not asked for what takes commands that are not in play, or a mechanism that it does not have', () => {
    expect(asked({ ...twoGuests, commands: ['ioasid_alloc', 'vfio_bind_gpasid'] })).toEqual([
      'vfio/bound-across-domains',
      'vfio/two-vms-bound',
      'vfio/gpasid-equals-foreign-hpasid',
      'vfio/gpasid-equals-other-own-hpasid',
      'ioasid/quota-exhausted',
    ]);
    const beside = [
      ...ofGuests,
      'iommu/torn-down-while-cached',
      'vfio/closed-while-bound',
      'ioasid/users-outlive-binding',
      'ioasid/freed-by-last-user',
    ];
    expect(asked(twoGuests)).toEqual(all.filter((id) => !beside.includes(id)));
  });

  for (const [what, data, ids] of lacking) {
    it(what, () => {
      expect(without(data).sort()).toEqual([...ids].sort());
    });
  }
});
