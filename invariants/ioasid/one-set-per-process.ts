import type { SetId } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** Has what all cases of a set have in common, that a process has it, to count. */
const tokenCase =
  (set: SetId): StateCase =>
  ({ state }, tally) => {
    if (state.ioasidSet.at(set).token !== null) tally.antecedent++;
    return null;
  };

function pairs({ sets }: Topology): (readonly [SetId, SetId])[] {
  return sets.flatMap((one) => sets.filter((other) => other > one).map((other) => [one, other] as const));
}

const pairCase =
  ([one, other]: readonly [SetId, SetId]): StateCase =>
  ({ state }) => {
    const { token } = state.ioasidSet.at(one);
    if (token === null || state.ioasidSet.at(other).token !== token) return null;
    return `s${one} and s${other} are both of vm${token}`;
  };

/** Sets that wait for their last member included: whoever looks one up by its token must find the one that is meant. */
export const oneSetPerProcess: StateInvariant = {
  id: 'ioasid/one-set-per-process',
  of: 'state',
  property: 'A7',
  sentence: 'No two sets stand for the same process.',
  sources: [sources.setToken, sources.ioasidSetApi],
  catches: ['fault/two-sets-per-process'],
  cases: (topology) => [...topology.sets.map(tokenCase), ...pairs(topology).map(pairCase)],
};
