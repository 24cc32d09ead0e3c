/** A process that is killed at any moment, and goes on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckJson } from '../../report/check-json.ts';
import { newFolder } from '../temporary-folder.ts';

const folder = newFolder();
const start = (line: string) =>
  spawn(process.execPath, ['dist/test/cli/impatient-program.js', ...line.split(' ')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
const timeless = (out: string) => {
  const json = JSON.parse(out) as CheckJson;
  return { ...json, instances: json.instances.map((instance) => ({ ...instance, seconds: 0 })) };
};
const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Milliseconds from the first checkpoint that a process writes to its end. */
const delays = fc.sample(fc.integer({ min: 0, max: 300 }), 4);

describe('a check that is killed', () => {
  it.each(['', ' --lossy'])(
    `comes to the same report, killed ${delays.join(', ')} ms after a checkpoint%s`,
    async (flags) => {
      const line = `check guest-owned${flags} --inv iommu/entry-owner --progress off --reporter json`;
      const kept = join(folder, `kept${flags.trim()}`);
      const file = join(kept, 'guest-owned.checkpoint');
      let killed = 0;
      for (const delay of delays) {
        const before = changedAt(file);
        const child = start(`${line} --checkpoint ${kept} --resume ${kept}`);
        const closed = once(child, 'close');
        while (changedAt(file) === before && child.exitCode === null) await setTimeout(2);
        await setTimeout(delay);
        child.kill('SIGKILL');
        const [, signal] = await closed;
        if (signal === 'SIGKILL') killed++;
      }
      expect(killed).toBeGreaterThan(0);
      const run = async (more: string) => timeless(await text(start(`${line}${more}`).stdout));
      const [resumed, whole] = [await run(` --checkpoint ${kept} --resume ${kept}`), await run('')];
      expect(whole.instances[0]).toMatchObject({ distinct: 104_984, generated: 2_426_673, depth: 20 });
      expect(resumed).toEqual(whole);
    },
  );
});
