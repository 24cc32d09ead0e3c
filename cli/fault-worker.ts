/** The entry of a thread that searches for faults. On any other thread it does nothing. The job comes as `workerData`. */
import { parentPort, workerData } from 'node:worker_threads';
import { instances } from '../generators/instances.ts';
import { type FaultJob, type FaultProgress, performFaultJob } from './fault-job.ts';
import { type Listener, serve } from './thread.ts';

/** What the thread is started with. */
export interface FaultAssignment {
  readonly vsvaFaultJob: FaultJob;
}

const isAssignment = (data: unknown): data is FaultAssignment =>
  typeof data === 'object' && data !== null && 'vsvaFaultJob' in data;

if (parentPort !== null && isAssignment(workerData)) {
  const { vsvaFaultJob } = workerData;
  await serve(parentPort, (onProgress: Listener<FaultProgress>) =>
    performFaultJob(vsvaFaultJob, { instances }, onProgress),
  );
}
