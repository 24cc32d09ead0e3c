/** The search for faults as plain data, which can be sent to a thread, and the doing of it: side by side by faults. */
import { faultMatrix, type Matrix } from '../conformance/fault-matrix.ts';
import { designs } from '../spec/designs/designs.ts';
import type { FaultAssignment } from './fault-worker.ts';
import type { Surroundings } from './surroundings.ts';
import { type Listener, onThread } from './thread.ts';
import { named } from './usage-error.ts';

export interface FaultJob {
  /** Names of the designs to search for. */
  readonly designs: readonly string[];
  readonly instances: readonly string[];
  /** Most commands of a story. */
  readonly maxDepth: number;
}

/** What is being searched. */
export interface FaultProgress {
  readonly design: string;
  readonly instance: string;
}

/** Searches on this thread. */
export function performFaultJob(
  { designs: names, instances: instanceNames, maxDepth }: FaultJob,
  { instances }: Pick<Surroundings, 'instances'>,
  onProgress: Listener<FaultProgress>,
): Promise<Matrix> {
  return faultMatrix({
    instances: instances.filter(({ name }) => instanceNames.includes(name)),
    designs: names.map((name) => named('design', name, designs, (design) => design.name)),
    maxDepth,
    onSearch: (design, instance) => onProgress({ design, instance }),
  });
}

function onOwnThread(job: FaultJob, onProgress: Listener<FaultProgress>): Promise<Matrix> {
  const assignment: FaultAssignment = { vsvaFaultJob: job };
  return onThread(new URL('./fault-worker.js', import.meta.url), assignment, 'searches for faults', onProgress);
}

/** Searches on as many threads as there are, each for a share of the designs. */
export async function searchFaults(
  job: FaultJob,
  surroundings: Surroundings,
  onProgress: Listener<FaultProgress>,
): Promise<Matrix> {
  const lanes = Math.min(surroundings.threads, job.designs.length);
  if (lanes === 1) return performFaultJob(job, surroundings, onProgress);
  const shares = Array.from({ length: lanes }, (_, lane) => job.designs.filter((__, place) => place % lanes === lane));
  const matrices = await Promise.all(shares.map((share) => onOwnThread({ ...job, designs: share }, onProgress)));
  return {
    catches: matrices.flatMap(({ catches }) => catches),
    reason: matrices.find(({ reason }) => reason !== null)?.reason ?? null,
  };
}
