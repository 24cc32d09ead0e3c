import { member, type Row, type Vm } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { HostState } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { groupsOf } from './groups.ts';

/** Whether a number stands for the host PASID of a row, to the guest of this VM. */
function standsFor({ sizes }: Topology, state: HostState, vm: Vm, shown: number, row: Row): boolean {
  const gpasid = member('gpasid', sizes.gpasid, shown);
  return gpasid !== null && (state.guestToHost.at(vm, gpasid).hpasid as number | null) === row;
}

/** What a guest is shown it answers: a number that means another PASID to it would have the wrong one answered. */
export const shownUnderOwnPasid: StateInvariant = {
  id: 'page-request/shown-under-own-pasid',
  of: 'state',
  property: 'G7',
  sentence:
    'A request is shown to a guest with a PASID space of its own under the gpasid that stands for its host PASID.',
  sources: [sources.gpasidMapping, sources.guestPasids],
  catches: ['fault/hpasid-shown-to-guest'],
  cases: (topology) =>
    topology.links.flatMap((link) =>
      groupsOf(topology).map(({ device, row, grpid }): StateCase => {
        const vm = topology.holderOf(device);
        const hasOwn = topology.pasidSpaceOf(vm) === 'guest-owned';
        return ({ state }, tally) => {
          if (!state.pageRequest.at(device, row, grpid).pending) return null;
          tally.antecedent++;
          const { pasid: shown } = state.shownRequest.at(link, device, row, grpid);
          const isRight = shown !== null && (hasOwn ? standsFor(topology, state, vm, shown, row) : shown === row);
          return isRight ? null : `a request of d${device} at row ${row} is shown under ${shown}`;
        };
      }),
    ),
};
