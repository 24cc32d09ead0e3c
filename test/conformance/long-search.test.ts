/** Searches that end in files: what does not fit into memory, what is stopped and gone on with, and what is lossy. */
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CheckOptions, type CheckResult, check } from '../../conformance/check.ts';
import type { CheckpointOptions } from '../../conformance/checkpoints.ts';
import { invariants as everyInvariant } from '../../invariants/invariants.ts';
import { leadsToProperties } from '../../invariants/leads-to-properties.ts';
import type { Design } from '../../spec/designs/design.ts';
import { designs } from '../../spec/designs/designs.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology } from '../../spec/topology.ts';
import { newFolder } from '../temporary-folder.ts';
import { twoGuests } from './planted.ts';

/** 162,008 states. */
const large = new Topology(twoGuests);
/** 4,160 states. */
const small = new Topology({ ...twoGuests, hpasids: 2, gpasids: 2 });
const folder = newFolder();
const invariants = everyInvariant.filter(({ id }) => id === 'page-request/none-after-unbind');
const MiB = 2 ** 20;
/** Bytes in which there is room for 3,949 states, and for all where what was expanded goes to files. */
const tight = 140 * 2 ** 10;
const design = (name: string) => designs.find((candidate) => candidate.name === name) as Design;

const run = (changed: Partial<CheckOptions>): Promise<CheckResult> =>
  check({ topology: small, design: golden, invariants, implementation: null, ...changed });
const keptAs = (instance: string, resume: boolean, changed: Partial<CheckpointOptions> = {}): CheckpointOptions => ({
  folder,
  resume,
  everySeconds: 0,
  subject: { instance, bounds: {}, design: 'golden', invariants: invariants.map(({ id }) => id), lossy: false },
  ...changed,
});
/** All of a result but the time it took. */
const timeless = ({ seconds, ...rest }: CheckResult) => rest;
/** Lets so many portions of 256 states be searched, and stops then. */
const portions = (count: number) => {
  let left = count;
  return () => (--left > 0 ? null : 'enough');
};

describe('a search that does not fit into memory', () => {
  it('is exhausted all the same where what it has expanded goes to files', async () => {
    const whole = await run({ topology: large });
    expect(whole).toMatchObject({ verdict: 'holds', distinct: 162_008 });
    const spilled = await run({ topology: large, memoryBytes: 6 * MiB });
    expect(timeless(spilled)).toEqual(timeless(whole));
    // In memory alone there is room for 145,635.
    const known = await run({ topology: large, memoryBytes: 6 * MiB, maxStates: 150_000 });
    expect(known).toMatchObject({ distinct: 150_000, reason: 'the bound of 150000 states was reached' });
  });

  it('is undecided where the files do not help, and says which memory was used up', async () => {
    const { verdict, exhaustive, reason } = await run({ memoryBytes: 2 ** 13 });
    expect([verdict, exhaustive, reason]).toEqual(['undecided', false, 'the memory of 8 KiB was used up']);
  });
});

describe('a lossy search', () => {
  it('finds what an exact one finds, and proves nothing', async () => {
    const leadsTo = leadsToProperties;
    const exact = await run({ leadsTo });
    const lossy = await run({ leadsTo, lossy: true });
    expect(timeless(lossy)).toEqual({
      ...timeless(exact),
      verdict: 'undecided',
      exhaustive: false,
      reason: expect.stringMatching(
        /^lossy: a state was left out with a probability of \d\.\de-\d+ \(optimistic\) or \d\.\de-\d+ \(observed\)$/,
      ),
      // A state that was left out may be the one in which nothing more happens.
      leadsTo: leadsTo.map((property) => ({
        property,
        held: null,
        reason: 'the search was not exhausted',
        antecedent: 0,
        story: null,
      })),
      omission: { optimistic: expect.any(Number), observed: expect.any(Number) },
    });
    expect(exact.omission).toBeNull();
    expect(exact.leadsTo.map(({ held }) => held)).toEqual(leadsTo.map(() => true));
    expect(lossy.omission?.optimistic).toBeGreaterThan(0);
    expect(lossy.omission?.observed).toBeGreaterThan(0);
  });

  it('is violated where an invariant is, by a story that was told', async () => {
    const exact = await run({ design: design('fault/no-drain') });
    const lossy = await run({ design: design('fault/no-drain'), lossy: true });
    expect(lossy.verdict).toBe('violated');
    expect(lossy.violations[0]?.story.steps).toHaveLength(4);
    // Its states are in files.
    expect(lossy.violations).toEqual(exact.violations);
  });
});

describe('a search that is kept', () => {
  it.each([
    ['in memory', 5, {}],
    ['with its states in files', 5, { memoryBytes: tight }],
    ['lossy', 5, { lossy: true }],
    // It has fewer states.
    ['by symmetry', 2, { symmetry: true }],
  ])('is gone on with as if it had never stopped: %s', async (how, count, options) => {
    const subject = { ...keptAs(how, false).subject, lossy: 'lossy' in options };
    const whole = timeless(await run(options));
    let resume = false;
    let result: CheckResult;
    let runs = 0;
    do {
      const stop = portions(count);
      result = await run({ ...options, stop, checkpoints: keptAs(how, resume, { subject }) });
      resume = true;
      runs++;
    } while (result.reason === 'enough');
    expect(runs).toBeGreaterThan(1);
    expect(timeless(result)).toEqual(whole);
    // Once it has ended there is nothing more to do.
    const ended = await run({ ...options, stop: () => 'no more', checkpoints: keptAs(how, true, { subject }) });
    expect(timeless(ended)).toEqual(whole);
  });

  it('goes on where a bound or the memory ended it, when there is more of that', async () => {
    const whole = timeless(await run({}));
    const bounded = await run({ maxStates: 1234, checkpoints: keptAs('more', false) });
    expect(bounded).toMatchObject({ distinct: 1234, verdict: 'undecided' });
    const cramped = await run({ memoryBytes: 2 ** 16, checkpoints: keptAs('more', true) });
    expect(cramped.reason).toBe('the memory of 64 KiB was used up');
    expect(cramped.distinct).toBeGreaterThan(1234);
    expect(timeless(await run({ checkpoints: keptAs('more', true) }))).toEqual(whole);
  });

  it('goes on in less memory, if its files help', async () => {
    const stopped = await run({ stop: portions(14), checkpoints: keptAs('less', false) });
    expect(stopped.distinct).toBeGreaterThan(3949);
    const memoryBytes = tight;
    expect(timeless(await run({ memoryBytes, checkpoints: keptAs('less', true) }))).toEqual(timeless(await run({})));
    expect(existsSync(join(folder, 'less.states'))).toBe(true);
  });

  it('ends where it would have ended when all that is sought is broken', async () => {
    const options = { topology: large, design: design('fault/no-drain') };
    const subject = { ...keptAs('broken', false).subject, design: 'fault/no-drain' };
    const whole = timeless(await run(options));
    expect(whole.reason).toBe('every invariant that is sought is broken');
    await run({ ...options, maxStates: 300, checkpoints: keptAs('broken', false, { subject }) });
    for (let times = 0; times < 2; times++) {
      const resumed = await run({ ...options, checkpoints: keptAs('broken', true, { subject }) });
      expect(timeless(resumed)).toEqual(whole);
    }
  });

  it('begins anew where nothing is kept, or where it is not to go on', async () => {
    const stop = () => 'at once';
    const anew = await run({ stop, checkpoints: keptAs('anew', true) });
    const again = await run({ stop, checkpoints: keptAs('anew', false) });
    const further = await run({ stop, checkpoints: keptAs('anew', true) });
    expect(timeless(again)).toEqual(timeless(anew));
    expect(further.distinct).toBeGreaterThan(anew.distinct);
  });

  it('is written every so often, and at the end', async () => {
    const written = async (everySeconds: number) => {
      rmSync(join(folder, 'often.checkpoint'), { force: true });
      let early = false;
      const stop = () => {
        early ||= existsSync(join(folder, 'often.checkpoint'));
        return null;
      };
      await run({ stop, checkpoints: keptAs('often', false, { everySeconds }) });
      expect(readdirSync(folder)).toContain('often.checkpoint');
      return early;
    };
    expect(await written(0)).toBe(true);
    expect(await written(1000)).toBe(false);
  });

  it('is refused when the model, or a file, is not what it was', async () => {
    await run({ stop: portions(6), memoryBytes: tight, lossy: false, checkpoints: keptAs('other', false) });
    const go = (changed: Partial<CheckOptions> = {}) => run({ ...changed, checkpoints: keptAs('other', true) });
    await expect(go({ topology: large })).rejects.toThrow('other.checkpoint is of another version of the model');
    for (const changed of [{ design: design('fault/no-drain') }, { symmetry: true }]) {
      await expect(go(changed)).rejects.toThrow('is of another version of the model, or of another --symmetry');
    }

    await run({ stop: portions(16), memoryBytes: tight, checkpoints: keptAs('other', false) });
    const states = join(folder, 'other.states');
    const bytes = readFileSync(states);
    bytes.writeUInt8((bytes[100] as number) ^ 1, 100);
    writeFileSync(states, bytes);
    const message = `${states} does not hold the states of the checkpoint`;
    await expect(go()).rejects.toThrow(message);
    truncateSync(states, 1000);
    await expect(go()).rejects.toThrow(message);
  });
});
