import type { Row } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StateInvariant } from '../invariant.ts';

/** What is free can be anyone's next: nothing of its former life may be left on any device or in any map. */
export const freeIsClean: StateInvariant = {
  id: 'ioasid/free-is-clean',
  of: 'state',
  property: 'A5',
  sentence: 'A free host PASID has no PASID-table entry, no binding, no guest name and no page request.',
  sources: [sources.ioasidDocument, sources.vfioPasidRequest],
  catches: ['vfio-v1', 'fault/free-leaves-bindings'],
  broken: ({ topology, state }, tally) => {
    for (const hpasid of topology.hpasids) {
      if (state.ioasid.at(hpasid).state !== 'free') continue;
      tally.antecedent++;
      const row = hpasid as number as Row;
      if (state.guestToHost.some('hpasid', hpasid)) return `p${hpasid} is free, but a gpasid stands for it`;
      for (const device of topology.devices) {
        if (state.binding.at(hpasid, device).pgd !== null) return `p${hpasid} is free, but bound on d${device}`;
        if (state.pasidEntry.at(device, row).pgd !== null)
          return `p${hpasid} is free, but row ${row} of d${device} is present`;
        if (state.pageRequest.some('pending', true, device, row)) {
          return `p${hpasid} is free, but a page request of d${device} is pending`;
        }
        if (state.pageRequest.some('outstanding', true, device, row)) {
          return `p${hpasid} is free, but d${device} waits for a response`;
        }
      }
    }
    return null;
  },
};
