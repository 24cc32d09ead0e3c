/** The program as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { small } from './prompt.ts';

const start = (line: string) => spawn(process.execPath, ['dist/cli/bin.js', ...line.split(' ')]);

async function run(line: string) {
  const child = start(line);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, out, err };
}

describe('the program', () => {
  it('prints and exits', async () => {
    const { code, out, err } = await run('list designs');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^golden +the decided design/);
  });

  it.each([
    [64, 'chekc'],
    [153, 'replay nowhere.json'],
    [151, 'replay package.json'],
    [20, `check identity --bound ${small} --max-states 3`],
    [12, `check identity --bound ${small} --design vfio-v1 --inv iommu/entry-owner`],
  ])('exits with %d: %s', async (expected, line) => {
    expect((await run(line)).code).toBe(expected);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('writes what is known and exits with 130 on %s', async (signal) => {
    const child = start('check guest-owned two-containers --against none');
    child.stderr.once('data', () => child.kill(signal));
    const [out, [code, by]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect([code, by]).toEqual([130, null]);
    expect(out).toContain('  not exhausted: interrupted\n');
    expect(out).toMatch(/\nundecided: nothing wrong in [\d,]+ states, but interrupted\n$/);
  });

  it('does not mind a reader that goes away', async () => {
    const child = start('list rules');
    child.stdout.destroy();
    const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect([code, err]).toEqual([0, '']);
  });
});
