/**
 * The entry of a thread that checks one instance, held against the engine where that is asked. On any other thread it
 * does nothing. The job comes as `workerData`.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { EngineInstance } from '../engine/instance.ts';
import { deepInstances } from '../generators/deep-instances.ts';
import { instances } from '../generators/instances.ts';
import { checkInstance, type InstanceJob } from './instance-job.ts';
import { serve } from './thread.ts';

/** What the thread is started with. */
export interface Assignment {
  readonly vsvaJob: InstanceJob;
}

const isAssignment = (data: unknown): data is Assignment =>
  typeof data === 'object' && data !== null && 'vsvaJob' in data;

if (parentPort !== null && isAssignment(workerData)) {
  const { vsvaJob } = workerData;
  const implementation = (topology: ConstructorParameters<typeof EngineInstance>[0]) => new EngineInstance(topology);
  await serve(parentPort, (onProgress: Parameters<typeof checkInstance>[2]) =>
    checkInstance(vsvaJob, { instances, deepInstances, implementation }, onProgress),
  );
}
