/** The entry of a thread that covers an instance. On any other thread it does nothing. The job comes as `workerData`. */
import { parentPort, workerData } from 'node:worker_threads';
import { instances } from '../generators/instances.ts';
import { type CoverJob, type CoverProgress, performCoverJob } from './cover-job.ts';
import { type Listener, serve } from './thread.ts';

/** What the thread is started with. */
export interface CoverAssignment {
  readonly vsvaCoverJob: CoverJob;
}

const isAssignment = (data: unknown): data is CoverAssignment =>
  typeof data === 'object' && data !== null && 'vsvaCoverJob' in data;

if (parentPort !== null && isAssignment(workerData)) {
  const { vsvaCoverJob } = workerData;
  await serve(parentPort, (onProgress: Listener<CoverProgress>) =>
    performCoverJob(vsvaCoverJob, { instances }, onProgress),
  );
}
