import type { Container, Device, Hpasid } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** Held against the first device: it is bound alike on all if on each as on that one. */
const bindingCase =
  (container: Container, hpasid: Hpasid, first: Device, rest: readonly Device[]): StateCase =>
  ({ state }, tally) => {
    const { pgd } = state.binding.at(hpasid, first);
    for (const device of rest) {
      if (state.binding.at(hpasid, device).pgd === pgd) continue;
      tally.antecedent++;
      return `in c${container}, p${hpasid} is not bound alike on d${first} and d${device}`;
    }
    if (pgd !== null) tally.antecedent++;
    return null;
  };

/** Of the software's record; that hardware follows it is host/success-is-complete and vfio/unbind-leaves-nothing. */
export const bindAllOrNothing: StateInvariant = {
  id: 'vfio/bind-all-or-nothing',
  of: 'state',
  property: 'B1',
  sentence: 'A host PASID is bound, to one page directory, on every device of a container or on none.',
  sources: [sources.vfioBindV1, sources.vfioBindReview],
  catches: ['vfio-v1', 'fault/inner-break', 'fault/partial-unbind'],
  cases: (topology) =>
    topology.containers.flatMap((container) => {
      const [first, ...rest] = topology.devicesOf(container);
      if (first === undefined || rest.length === 0) return [];
      return topology.hpasids.map((hpasid) => bindingCase(container, hpasid, first, rest));
    }),
};
