import { sources } from '../../spec/source.ts';
import type { StateInvariant } from '../invariant.ts';

/** Of the software's record; that hardware follows it is host/success-is-complete and vfio/unbind-leaves-nothing. */
export const bindAllOrNothing: StateInvariant = {
  id: 'vfio/bind-all-or-nothing',
  of: 'state',
  property: 'B1',
  sentence: 'A host PASID is bound, to one page directory, on every device of a container or on none.',
  sources: [sources.vfioBindV1, sources.vfioBindReview],
  catches: ['vfio-v1', 'fault/inner-break', 'fault/partial-unbind'],
  broken: ({ topology, state }, tally) => {
    for (const container of topology.containers) {
      const devices = topology.devicesOf(container);
      if (devices.length < 2) continue;
      for (const hpasid of topology.hpasids) {
        const pgds = devices.map((device) => state.binding.at(hpasid, device).pgd);
        if (pgds.every((pgd) => pgd === null)) continue;
        tally.antecedent++;
        const odd = pgds.findIndex((pgd) => pgd !== pgds[0]);
        if (odd > 0) return `in c${container}, p${hpasid} is not bound alike on d${devices[0]} and d${devices[odd]}`;
      }
    }
    return null;
  },
};
