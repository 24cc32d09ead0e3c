import type { Device, Row } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { HostState } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';
import { type TornDown, tornDownBy } from '../torn-down.ts';
import { isQueued } from './queued.ts';

/** What is left of page requests at a row of a device, or null. */
function left(topology: Topology, state: HostState, device: Device, row: Row): string | null {
  if (state.pageRequest.some('pending', true, device, row)) return `a request of d${device} at row ${row} is pending`;
  if (state.pageRequest.some('outstanding', true, device, row)) return `d${device} still waits at row ${row}`;
  if (isQueued(topology, state, device, row)) return `a request of d${device} at row ${row} is in the queue`;
  const isKept = topology.prqs.some((prq) => !state.prqGroup.every('partial', ['none'], prq, device, row));
  return isKept ? `a page of d${device} at row ${row} is kept` : null;
}

/** Of a device from which a tear-down, if it succeeds, takes the PASID. */
function deviceCase(topology: Topology, { device, hpasid }: TornDown): StepCase {
  const row = hpasid as number as Row;
  return ({ answer, before, after }, tally) => {
    if (answer !== 0 || before.binding.at(hpasid, device).pgd === null) return null;
    if (before.pageRequest.some('pending', true, device, row)) tally.antecedent++;
    return left(topology, after, device, row);
  };
}

export const noneAfterUnbind: StepInvariant = {
  id: 'page-request/none-after-unbind',
  of: 'step',
  property: 'T3',
  sentence:
    'After an unbind, a reclaim, a detach, a close or an exit has succeeded, no page request with that host PASID is left on the devices it was taken from: none pending, queued, or kept for its group.',
  sources: [sources.vtdDrain, sources.vtdUnbind, sources.exitDrain],
  catches: ['fault/no-drain', 'fault/exit-skips-drain', 'fault/drain-returns-early'],
  cases: (topology, command) => tornDownBy(topology, command).map((torn) => deviceCase(topology, torn)),
};
