import { sources } from '../../spec/source.ts';
import type { StateInvariant } from '../invariant.ts';

/** The other half, that a gpasid has one host PASID, is the shape of the map; what can go wrong is the way back. */
export const gpasidNamesOneHpasid: StateInvariant = {
  id: 'vfio/gpasid-names-one-hpasid',
  of: 'state',
  property: 'G1',
  sentence:
    'Every bound host PASID of a VM with its own PASID space has exactly one gpasid; all its bindings have one page directory.',
  sources: [sources.ioasidSpid, sources.gpasidMapping],
  catches: ['fault/two-hpasids-per-gpasid'],
  broken: ({ topology, state }, tally) => {
    for (const hpasid of topology.hpasids) {
      const { set, state: life } = state.ioasid.at(hpasid);
      const owner = set === null ? null : state.ioasidSet.at(set).token;
      if (life !== 'active' || owner === null) continue;
      tally.antecedent++;
      const pgds = topology.devices.map((device) => state.binding.at(hpasid, device).pgd).filter((pgd) => pgd !== null);
      if (pgds.some((pgd) => pgd !== pgds[0])) return `p${hpasid} is bound to two page directories`;
      if (topology.pasidSpaceOf(owner) === 'identity') continue;
      const names = state.guestToHost.count('hpasid', hpasid, owner);
      if (names !== 1) return `${names} gpasids of vm${owner} stand for p${hpasid}`;
    }
    return null;
  },
};
