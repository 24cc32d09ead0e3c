/** The check of one instance on a thread of its own. */
import { Worker } from 'node:worker_threads';
import type { Checked } from '../report/check-json.ts';
import type { InstanceJob, OnProgress } from './instance-job.ts';
import type { Assignment, Message } from './instance-worker.ts';

/** Rejects with whatever the thread threw, though of no class but `Error`. */
export function checkOnThread(job: InstanceJob, onProgress: OnProgress): Promise<Checked> {
  const assignment: Assignment = { vsvaJob: job };
  const worker = new Worker(new URL('./instance-worker.js', import.meta.url), { workerData: assignment });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if (message.kind === 'done') return resolve(message.checked);
      const reason = onProgress(message.progress);
      if (reason !== null) worker.postMessage(reason);
    });
    worker.once('error', reject);
    // After the result this changes nothing.
    worker.once('exit', () => reject(new Error(`the thread that checks ${job.instance} ended early`)));
  });
}
