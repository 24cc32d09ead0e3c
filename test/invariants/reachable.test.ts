import { describe, expect, it } from 'vitest';
import { witnesses } from '../../invariants/reachable.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';
import { nothing, twoContainers, twoGuests } from '../spec/topologies.ts';
import { SmallSearch } from './small-search.ts';

const asked = (data: TopologyData) => witnesses.filter(({ within }) => within(new Topology(data))).map(({ id }) => id);
const all = witnesses.map(({ id }) => id);

describe('what must be possible', () => {
  it('has ids of its own and a sentence each', () => {
    expect(new Set(all).size).toBe(all.length);
    for (const { sentence } of witnesses) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  const search = new SmallSearch({ witnesses });
  const firstWitnessMark = search.program.markOf.witness;
  search.until(witnesses.map((_, index) => firstWitnessMark + index));

  for (const [index, { id, sentence }] of witnesses.entries()) {
    it(`is possible: ${sentence} (${id})`, () => {
      expect(search.story(firstWitnessMark + index)).not.toBe(null);
    });
  }
});

describe('a topology', () => {
  it('with two guests, two domains and a file in two hands is asked for all of it', () => {
    expect(asked(twoGuests)).toEqual(all);
  });

  const without = (data: TopologyData) => {
    const ids = asked(data);
    return all.filter((id) => !ids.includes(id));
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
  for (const [what, data, ids] of lacking) {
    it(what, () => {
      expect(without(data).sort()).toEqual([...ids].sort());
    });
  }
});
