import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inLanes } from '../../cli/lanes.ts';

describe('jobs in lanes', () => {
  it('run side by side, as many as there are lanes, and give their results in order', async () => {
    let running = 0;
    let most = 0;
    const results = await inLanes(2, [5, 1, 1, 1], async (turns) => {
      most = Math.max(most, ++running);
      for (let turn = 0; turn < turns; turn++) await setImmediate();
      running--;
      return turns * 10;
    });
    expect(results).toEqual([50, 10, 10, 10]);
    expect(most).toBe(2);
  });

  it('are not begun after one has failed', async () => {
    const begun: number[] = [];
    const failing = inLanes(1, [1, 2, 3], async (job) => {
      begun.push(job);
      if (job === 2) throw new Error('two');
      return job;
    });
    await expect(failing).rejects.toThrow('two');
    expect(begun).toEqual([1, 2]);
  });
});
