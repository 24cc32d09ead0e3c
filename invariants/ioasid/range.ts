import type { CommandOfKind } from '../../spec/commands.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { HostState } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StepInvariant } from '../invariant.ts';

/** Whether a set may hold one more, and a host PASID from `min` to `max` is free. */
function canHave({ hpasids }: Topology, state: HostState, command: CommandOfKind<'ioasid_alloc_range'>): boolean {
  const { set, min, max } = command;
  if (state.ioasid.count('set', set) >= state.ioasidSet.at(set).quota) return false;
  return hpasids.some((hpasid) => hpasid >= min && hpasid <= max && state.ioasid.at(hpasid).state === 'free');
}

/** Both ways: nothing beyond the ends, and the ends themselves. */
export const range: StepInvariant = {
  id: 'ioasid/range',
  of: 'step',
  ofRefusals: true,
  property: 'A2',
  sentence: 'An allocation answers a host PASID of the range, both ends included, if one is free and the quota allows.',
  sources: [sources.ioasidCore, sources.svaAllocPasid],
  catches: ['fault/range-end-exclusive'],
  cases: (topology, command) => {
    if (command.kind !== 'ioasid_alloc_range') return [];
    const { set, min, max } = command;
    if (member('set', topology.sizes.set, set) === null) return [];
    return [
      ({ answer, before }, tally) => {
        if (answer >= 0) {
          tally.antecedent++;
          return answer >= min && answer <= max ? null : `p${answer} is not between p${min} and p${max}`;
        }
        if (answer !== -errnoNumbers.ENOSPC || !canHave(topology, before, command)) return null;
        return `one from p${min} to p${max} is free, and was not given`;
      },
    ];
  },
};
