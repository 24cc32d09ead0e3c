import type { Container, Hpasid } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import { isAttached } from '../attachment.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** The page directory of the first device that is attached is held against those of the others. */
const bindingCase =
  (topology: Topology, container: Container, hpasid: Hpasid): StateCase =>
  ({ state }, tally) => {
    const [first, ...rest] = topology.devicesOf(container).filter((device) => isAttached(topology, state, device));
    if (first === undefined || rest.length === 0) return null;
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
  sentence: 'A host PASID is bound, to one page directory, on every attached device of a container or on none.',
  sources: [sources.vfioBindV1, sources.vfioBindReview],
  catches: [
    'vfio-v1',
    'fault/inner-break',
    'fault/partial-unbind',
    'vfio-v6',
    'vfio-v7',
    'fault/first-group-only',
    'fault/unbind-error-overwritten',
    'fault/roll-back-stops-early',
  ],
  follows: {
    from: [
      'host/success-is-complete',
      'host/failure-changes-nothing',
      'vfio/unbind-leaves-nothing',
      'vfio/joins-as-bound',
      'vfio/detached-is-clean',
      'guest/shadow-follows-guest',
      'host/ill-formed-refused',
    ],
    because:
      'Devices of a container come to differ by a bind, an unbind, a shadow, or a group that joins or leaves, which must do all of its work or nothing, or by a number that is no host PASID.',
  },
  cases: (topology) =>
    topology.containers
      .filter((container) => topology.devicesOf(container).length > 1)
      .flatMap((container) => topology.hpasids.map((hpasid) => bindingCase(topology, container, hpasid))),
};
