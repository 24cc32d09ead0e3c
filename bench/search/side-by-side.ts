/**
 * What a second thread gains: two equal halves of a check, one after the other and at the same time, as `vsva check`
 * does instances, with the engine beside the model. This is elapsed time, so it says something only where two
 * processors are free. A half of a second or less would gain little: while it starts, what compiles and collects garbage
 * beside it keeps a second processor busy already.
 */
import { checkOnThread } from '../../cli/check-all.ts';
import type { InstanceJob } from '../../cli/instance-job.ts';
import { inLanes } from '../../cli/lanes.ts';

import { twoGuests } from '../../generators/instances/two-guests.ts';
import { invariants } from '../../invariants/invariants.ts';
import { golden } from '../../spec/designs/golden.ts';
import { median } from '../tools/contest.ts';

export interface SideBySide {
  /** Elapsed time on one thread and on two. */
  readonly oneSeconds: number;
  readonly twoSeconds: number;
}

const half: InstanceJob = {
  instance: twoGuests.name,
  bounds: {},
  design: golden.name,
  invariants: invariants.map(({ id }) => id),
  leadsTo: [],
  against: 'engine',
  symmetry: false,
  maxStates: null,
  memoryBytes: null,
  lossy: false,
  checkpoints: null,
};

async function elapsedSeconds(lanes: number): Promise<number> {
  const start = performance.now();
  await inLanes(lanes, [half, half], (job) => checkOnThread(job, () => null));
  return (performance.now() - start) / 1000;
}

/** Medians over the rounds. @param tell what happens after each round. */
export async function sideBySide(rounds: number, tell: (round: SideBySide) => void): Promise<SideBySide> {
  const all: SideBySide[] = [];
  for (let round = 0; round < rounds; round++) {
    const one = { oneSeconds: await elapsedSeconds(1), twoSeconds: await elapsedSeconds(2) };
    all.push(one);
    tell(one);
  }
  return {
    oneSeconds: median(all.map(({ oneSeconds }) => oneSeconds)),
    twoSeconds: median(all.map(({ twoSeconds }) => twoSeconds)),
  };
}
