/** The check of several instances, side by side where that is possible; and when each of them stops. */
import type { Progress } from '../conformance/check.ts';
import type { Instance } from '../generators/instance.ts';
import type { Checked } from '../report/check-json.ts';
import { searchProgress } from '../report/progress-text.ts';
import type { CheckRequest } from './check-request.ts';
import { checkInstance, type InstanceJob, type OnProgress } from './instance-job.ts';
import type { Assignment } from './instance-worker.ts';
import { inLanes } from './lanes.ts';
import type { ProgressMeter } from './progress.ts';
import { stopReason } from './stop.ts';
import type { Surroundings } from './surroundings.ts';
import { onThread } from './thread.ts';

/** An edge compared with an implementation takes about as long as so many edges of the compiled model. */
const comparisonCost = 64;

/** How long the check of an instance takes, beside that of another: by what it counts within its own bounds. */
const costOf = ({ counts }: Instance, { against }: InstanceJob): number =>
  counts.distinct * (against === 'engine' ? comparisonCost : 1);

/** How many instances are checked at a time. */
export const lanesOf = ({ workers, instances }: CheckRequest): number => Math.min(workers, instances.length);

/** The share of each search in the memory there is for all that run at a time; null if nothing was said. */
export function memoryShare({ memoryBytes, instances, against }: CheckRequest, lanes: number): number | null {
  const compiled = instances.filter(({ lockstep }) => (against ?? (lockstep ? 'engine' : 'none')) === 'none').length;
  return memoryBytes === null ? null : Math.floor(memoryBytes / Math.max(1, Math.min(lanes, compiled)));
}

function jobsOf(request: CheckRequest, lanes: number, everySeconds: number): readonly InstanceJob[] {
  const { instances, bounds, design, invariants, leadsTo, against, symmetry, maxStates, lossy, keeping } = request;
  const memoryBytes = memoryShare(request, lanes);
  return instances.map(({ name, lockstep }) => ({
    instance: name,
    bounds,
    design,
    invariants,
    leadsTo,
    against: against ?? (lockstep ? 'engine' : 'none'),
    symmetry,
    maxStates,
    memoryBytes,
    lossy,
    checkpoints: keeping === null ? null : { ...keeping, everySeconds },
  }));
}

/** Checks an instance on a thread of its own. */
export function checkOnThread(job: InstanceJob, onProgress: OnProgress): Promise<Checked> {
  const assignment: Assignment = { vsvaJob: job };
  return onThread(new URL('./instance-worker.js', import.meta.url), assignment, `checks ${job.instance}`, onProgress);
}

/**
 * Checks every instance, the largest first, so that no thread is left with it at the end; results come in the order
 * asked. If one check fails the others are stopped, and its error is thrown.
 */
export async function checkAll(
  request: CheckRequest,
  meter: ProgressMeter,
  surroundings: Surroundings,
): Promise<readonly Checked[]> {
  const { instances, deadline } = request;
  const lanes = lanesOf(request);
  const jobs = jobsOf(request, lanes, surroundings.checkpointSeconds);
  let failed = false;

  const stop = (): string | null =>
    failed ? 'another check failed' : stopReason(surroundings.interrupt, deadline, surroundings.now());
  const perform = async (place: number): Promise<Checked> => {
    const job = jobs[place] as InstanceJob;
    const name = job.instance;
    const onProgress = (progress: Progress): string | null => {
      meter.note(name, { text: searchProgress(name, progress), figures: { ...progress } });
      return stop();
    };
    const checked = await (lanes > 1 ? checkOnThread(job, onProgress) : checkInstance(job, surroundings, onProgress));
    meter.done(name);
    return checked;
  };
  try {
    const cost = instances.map((instance, place) => costOf(instance, jobs[place] as InstanceJob));
    const places = [...jobs.keys()];
    const largestFirst = places.toSorted((one, other) => (cost[other] as number) - (cost[one] as number));
    const checked = await inLanes(lanes, largestFirst, perform);
    return places.map((place) => checked[largestFirst.indexOf(place)] as Checked);
  } catch (error) {
    failed = true;
    throw error;
  }
}
