/** The coverage of one instance as plain data, which can be sent to a thread, and the doing of it: side by side. */
import { type CoverageFound, coverInstance } from '../conformance/coverage.ts';
import type { Instance } from '../generators/instance.ts';
import type { CoverAssignment } from './cover-worker.ts';
import { inLanes } from './lanes.ts';
import type { Surroundings } from './surroundings.ts';
import { type Listener, onThread } from './thread.ts';
import { named } from './usage-error.ts';

export interface CoverJob {
  readonly instance: string;
}

/** States found so far. */
export type CoverProgress = number;

/** Covers an instance on this thread. */
export const performCoverJob = (
  { instance }: CoverJob,
  { instances }: Pick<Surroundings, 'instances'>,
  onProgress: Listener<CoverProgress>,
): Promise<CoverageFound> =>
  coverInstance(
    named('instance', instance, instances, ({ name }) => name),
    onProgress,
  );

function onOwnThread(job: CoverJob, onProgress: Listener<CoverProgress>): Promise<CoverageFound> {
  const assignment: CoverAssignment = { vsvaCoverJob: job };
  return onThread(new URL('./cover-worker.js', import.meta.url), assignment, `covers ${job.instance}`, onProgress);
}

/**
 * Covers several instances, the largest first; results come in the order asked.
 *
 * @param onProgress told the name of the instance too.
 */
export async function coverAll(
  asked: readonly Instance[],
  surroundings: Surroundings,
  onProgress: (instance: string, progress: CoverProgress) => string | null,
): Promise<readonly CoverageFound[]> {
  const lanes = Math.min(surroundings.threads, asked.length);
  const largestFirst = asked.toSorted((one, other) => other.counts.distinct - one.counts.distinct);
  const found = await inLanes(lanes, largestFirst, ({ name }) => {
    const job = { instance: name };
    const listen: Listener<CoverProgress> = (progress) => onProgress(name, progress);
    return lanes > 1 ? onOwnThread(job, listen) : performCoverJob(job, surroundings, listen);
  });
  return asked.map((instance) => found[largestFirst.indexOf(instance)] as CoverageFound);
}
