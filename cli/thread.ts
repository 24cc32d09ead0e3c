/**
 * Jobs on threads of their own: what a job and whoever waits for it say to each other. A thread says how far it has come,
 * and at the end what came out; it is told a reason to stop.
 */
import { type MessagePort, Worker } from 'node:worker_threads';

type Message<Progress, Result> =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly result: Result };

/** Takes notice of how far a job has come, and answers a reason to stop, or null. */
export type Listener<Progress> = (progress: Progress) => string | null;

/**
 * Starts a thread and waits for its result. Rejects with whatever the thread threw, though of no class but `Error`.
 *
 * @param entry the module that the thread runs, which calls `serve`.
 * @param workerData the job.
 * @param about what the thread does: `checks identity`.
 */
export function onThread<Progress, Result>(
  entry: URL,
  workerData: object,
  about: string,
  onProgress: Listener<Progress>,
): Promise<Result> {
  const worker = new Worker(entry, { workerData });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Message<Progress, Result>) => {
      if (message.kind === 'done') return resolve(message.result);
      const reason = onProgress(message.progress);
      if (reason !== null) worker.postMessage(reason);
    });
    worker.once('error', reject);
    // After the result this changes nothing.
    worker.once('exit', () => reject(new Error(`the thread that ${about} ended early`)));
  });
}

/** Does the job of this thread, and says what came out. */
export async function serve<Progress, Result>(
  port: MessagePort,
  perform: (onProgress: Listener<Progress>) => Promise<Result>,
): Promise<void> {
  const say = (message: Message<Progress, Result>): void => port.postMessage(message);
  let reason: string | null = null;
  port.on('message', (told: string) => {
    reason = told;
  });
  const result = await perform((progress) => {
    say({ kind: 'progress', progress });
    return reason;
  });
  say({ kind: 'done', result });
  port.close();
}
