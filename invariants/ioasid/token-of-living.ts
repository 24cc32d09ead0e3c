/** A token that is only compared says nothing of who has it now: a new process would own what the old one had. */
import type { Mm, SetId } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

const setCase =
  (mm: Mm, set: SetId): StateCase =>
  ({ state }, tally) => {
    const { type, token } = state.ioasidSet.at(set);
    if (type !== 'MM' || token === null) return null;
    tally.antecedent++;
    return state.inheritedSet.at(mm, set).inherited
      ? `s${set} was made by a process that is gone, and another has its token`
      : null;
  };

export const tokenOfLiving: StateInvariant = {
  id: 'ioasid/token-of-living',
  of: 'state',
  property: 'A7, A4',
  sentence: 'No process has the token of a set that another process has made, be that gone.',
  sources: [sources.setToken, sources.mmHeld],
  catches: ['fault/token-without-reference'],
  cases: ({ mms, sets }) => mms.flatMap((mm) => sets.map((set) => setCase(mm, set))),
};
