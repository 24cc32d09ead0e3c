/** Jobs side by side. */

/**
 * Does every job, at most `lanes` at the same time, and gives their results in the order of the jobs. Throws what the
 * first job that fails throws; jobs under way are not waited for then, and no other is begun.
 */
export async function inLanes<Job, Result>(
  lanes: number,
  jobs: readonly Job[],
  perform: (job: Job) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = [...jobs.entries()];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [place, job] = next;
      results[place] = await perform(job);
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    waiting.length = 0;
  }
  return results;
}
