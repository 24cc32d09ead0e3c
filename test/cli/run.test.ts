import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EngineInstance } from '../../engine/instance.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import type { Topology } from '../../spec/topology.ts';
import { newFolder } from '../temporary-folder.ts';
import { type } from './prompt.ts';

/** Says EINVAL where ENOENT is right. */
class WrongErrno extends EngineInstance {
  override issue(encoded: Int32Array, at: number): number {
    const answer = super.issue(encoded, at);
    return answer === -errnoNumbers.ENOENT ? -errnoNumbers.EINVAL : answer;
  }
}
const wrongErrno = { implementation: (topology: Topology) => new WrongErrno(topology) };
const cwd = newFolder();
const short = '--seed 7 --runs 3 --steps 200';

describe('vsva run', () => {
  it('exits with 0 when model and engine agree, and says how to run it again', async () => {
    const { code, out, err } = await type(`run ${short} --stats`);
    expect(code).toBe(0);
    expect(err).toBe('vsva run --instance large,crowded --seed 7 --runs 3 --steps 200\n');
    expect(out).toMatch(
      /^large,crowded: 3 sequences, \d+ commands, \d\.\d s\n {2}lengths: shortest \d+, median \d+, longest \d/,
    );
    expect(out).toContain('\n  repeat it: vsva run --instance large,crowded --seed 7 --runs 3 --steps 200\n');
    expect(out).toMatch(/\ncommand +answer +times\n/);
    expect(out).toMatch(/\nagreed: model and engine on \d+ commands \(seed 7\)\n$/);
    const again = await type(`run ${short} --stats`);
    expect(again.out.replace(/\d\.\d s/, '')).toBe(out.replace(/\d\.\d s/, ''));
  });

  it('draws a seed that nobody chose, and prints it', async () => {
    const { code, out } = await type('run --runs 2 --steps 20 --instance identity --reporter json');
    expect([0, 20]).toContain(code);
    const json = JSON.parse(out);
    expect(json).toMatchObject({ schema: 'vsva/run/1', instance: 'identity', runs: 2, steps: 20 });
    expect(Number.isInteger(json.seed) && json.seed >= 0 && json.seed < 2 ** 31).toBe(true);
  });

  it('exits with 15 when they differ, with the shrunk story and a file that replays it', async () => {
    const { code, out } = await type(`run ${short} --out failures`, { ...wrongErrno, cwd });
    expect(code).toBe(15);
    expect(out).toMatch(/\nmodel and engine differ\n\d commands?, shrunk from \d+ in \d+ trials, on large\n/);
    expect(out).toContain('\n  answer  -ENOENT  -EINVAL\n');
    expect(out).toMatch(/\ndiffered: model and engine \(seed 7\)\n$/);
    expect(existsSync(join(cwd, 'failures/large.difference.json'))).toBe(true);
    const [, replay] = /^replay: vsva (.*)$/m.exec(out) ?? [];
    expect((await type(replay as string, { ...wrongErrno, cwd })).code).toBe(15);
    expect((await type(replay as string, { cwd })).code).toBe(17);
  });

  it('exits with 20 when the time stops it, or nothing was run', async () => {
    let clock = 0;
    const late = await type(`run ${short} --timeout 5s -q`, { now: () => (clock += 1000) });
    expect(late.code).toBe(20);
    expect(late.out).toMatch(
      /^undecided: no difference in \d+ commands, but the timeout of 5s was reached \(seed\n? +7\)\n$/,
    );
    const seeds = Array.from({ length: 20 }, (_, seed) => seed);
    const runs = await Promise.all(seeds.map((seed) => type(`run --seed ${seed} --runs 1 --steps 1 -q`)));
    const nothing = runs.filter(({ out }) => out.includes('nothing was run'));
    expect(nothing.length).toBeGreaterThan(0);
    expect(nothing.every(({ code }) => code === 20)).toBe(true);
  });

  it('exits with 130 when it is interrupted', async () => {
    const controller = new AbortController();
    controller.abort();
    const { code, out } = await type(`run ${short}`, { interrupt: controller.signal });
    expect(code).toBe(130);
    expect(out).toMatch(/\nundecided: no difference in 0 commands, but interrupted \(seed 7\)\n$/);
  });

  it('runs 100 sequences of up to 4000 commands on the large hosts in turn, if nothing is said', async () => {
    const { code, err } = await type('run --timeout 1ms --progress plain');
    expect(code).toBe(20);
    expect(err).toMatch(/^vsva run --instance large,crowded --seed \d+ --runs 100 --steps 4000\n$/);
  });

  it('exits with 10 when something was starved that may not be', async () => {
    const { code, out } = await type(`run ${short} --stats --none-starved`);
    expect(code).toBe(10);
    expect(out).toContain('\nstarved: ');
  });

  it('shows how far it has come', async () => {
    let clock = 0;
    const { err } = await type(`run ${short} --progress plain`, { now: () => (clock += 4000) });
    expect(err).toMatch(/\nlarge,crowded: 0 of 3 sequences, \d+ s\n/);
    const long = await type('run --seed 7 --runs 2 --steps 4000 --progress plain', { now: () => (clock += 4000) });
    expect(long.err).not.toMatch(/[3-9] of 2 sequences/);
  });

  it.each([
    ['run large', 'run takes no arguments; name a host with --instance'],
    ['run --instance larg', 'unknown instance "larg"; did you mean "large"?'],
    ['run --sut ./mine', 'unknown sut "./mine"; known: engine'],
    ['run --runs 0', '--runs takes a whole number from 1 to 1000000, not "0"'],
    ['run --steps 0', '--steps takes a whole number from 1 to 1000000, not "0"'],
    ['run --seed 2147483648', '--seed takes a whole number from 0 to 2147483647, not "2147483648"'],
  ])('refuses %s', async (line, message) => {
    expect(await type(line)).toEqual({ code: 64, out: '', err: `vsva: ${message}\n` });
  });
});
