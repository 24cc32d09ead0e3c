/**
 * The entry of a thread that checks one instance, held against the engine where that is asked. On any other thread it
 * does nothing. The job comes as `workerData`; a message is a reason to stop.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Progress } from '../conformance/check.ts';
import { EngineInstance } from '../engine/instance.ts';
import { instances } from '../generators/instances.ts';
import type { Checked } from '../report/check-json.ts';
import { checkInstance, type InstanceJob } from './instance-job.ts';

/** What the thread is started with. */
export interface Assignment {
  readonly vsvaJob: InstanceJob;
}

/** What the thread says. */
export type Message =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly checked: Checked };

async function serve(port: MessagePort, job: InstanceJob): Promise<void> {
  const say = (message: Message): void => port.postMessage(message);
  let reason: string | null = null;
  port.on('message', (told: string) => {
    reason = told;
  });
  const engine = (topology: ConstructorParameters<typeof EngineInstance>[0]) => new EngineInstance(topology);
  const checked = await checkInstance(job, { instances, implementation: engine }, (progress) => {
    say({ kind: 'progress', progress });
    return reason;
  });
  say({ kind: 'done', checked });
  port.close();
}

const isAssignment = (data: unknown): data is Assignment =>
  typeof data === 'object' && data !== null && 'vsvaJob' in data;

if (parentPort !== null && isAssignment(workerData)) await serve(parentPort, workerData.vsvaJob);
