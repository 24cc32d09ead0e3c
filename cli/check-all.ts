/** The check of several instances, side by side where that is possible; and when each of them stops. */
import { type Progress, soughtOf } from '../conformance/check.ts';
import { invariants } from '../invariants/invariants.ts';
import { type Checked, checkJson } from '../report/check-json.ts';
import { brokenInvariants } from '../report/merged.ts';
import { searchProgress } from '../report/progress-text.ts';
import type { CheckRequest } from './check-request.ts';
import { checkInstance, type InstanceJob } from './instance-job.ts';
import { inLanes } from './lanes.ts';
import type { ProgressMeter } from './progress.ts';
import { stopReason } from './stop.ts';
import type { Surroundings } from './surroundings.ts';
import { checkOnThread } from './thread.ts';

const tooDeep = 'other instances break all that is sought, by stories that are no longer';

/**
 * The length of the longest of the stories by which the instances checked so far break all that is sought;
 * null if something of that is not broken yet.
 */
function longestStory({ design, invariants: asked }: CheckRequest, checked: readonly Checked[]): number | null {
  const sought = soughtOf(
    invariants.filter(({ id }) => asked.includes(id)),
    design,
  );
  if (sought.length === 0 || checked.length === 0) return null;
  const broken = brokenInvariants(checkJson(design, checked));
  const lengths = sought.map(({ id }) => broken.find(({ violation }) => violation.invariant === id)?.violation.length);
  return lengths.every((length) => length !== undefined) ? Math.max(...lengths) : null;
}

/** Checks every instance. If one check fails the others are stopped, and its error is thrown. */
export async function checkAll(
  request: CheckRequest,
  meter: ProgressMeter,
  surroundings: Surroundings,
): Promise<readonly Checked[]> {
  const { instances, bounds, design, against, maxStates, deadline } = request;
  const lanes = Math.min(surroundings.threads, instances.length);
  const finished: Checked[] = [];
  let longest: number | null = null;
  let failed = false;

  const stop = ({ depth }: Progress): string | null => {
    if (failed) return 'another check failed';
    const reason = stopReason(surroundings.interrupt, deadline, surroundings.now());
    // With so many levels found, every state nearer than that story is long has been expanded.
    return reason ?? (longest !== null && depth >= longest + 2 ? tooDeep : null);
  };
  const perform = async ({ name, lockstep }: CheckRequest['instances'][number]): Promise<Checked> => {
    const job: InstanceJob = {
      instance: name,
      bounds,
      design,
      invariants: request.invariants,
      leadsTo: request.leadsTo,
      against: against ?? (lockstep ? 'engine' : 'none'),
      symmetry: request.symmetry,
      maxStates,
    };
    const onProgress = (progress: Progress): string | null => {
      meter.note(name, { text: searchProgress(name, progress), figures: { ...progress } });
      return stop(progress);
    };
    const checked = await (lanes > 1 ? checkOnThread(job, onProgress) : checkInstance(job, surroundings, onProgress));
    meter.done(name);
    finished.push(checked);
    longest = longestStory(request, finished);
    return checked;
  };
  try {
    return await inLanes(lanes, instances, perform);
  } catch (error) {
    failed = true;
    throw error;
  }
}
