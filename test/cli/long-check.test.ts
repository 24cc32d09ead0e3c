/** `vsva check` in parts, side by side, in little memory, and gone on with. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EngineInstance } from '../../engine/instance.ts';
import { guestOwned } from '../../generators/instances/guest-owned.ts';
import { identity } from '../../generators/instances/identity.ts';
import { twoContainers } from '../../generators/instances/two-containers.ts';
import { twoGuests } from '../../generators/instances/two-guests.ts';
import type { CheckJson } from '../../report/check-json.ts';
import { newFolder } from '../temporary-folder.ts';
import { small, tiny, type } from './prompt.ts';

const cwd = newFolder();
const some = '--inv ioasid/quota,iommu/entry-owner';
const timeless = (text: string) => {
  const json = JSON.parse(text) as CheckJson;
  return { ...json, instances: json.instances.map((instance) => ({ ...instance, seconds: 0 })) };
};

describe('instances side by side', () => {
  const instances = [identity, twoContainers, twoGuests];

  it.each([
    ['that are stopped', `--bound ${small} --max-states 400`, 20],
    ['of a design that is broken', `--bound ${small} --design vfio-v1 --max-states 3000`, 12],
    ['that are exhausted', `--bound ${small} --against none ${some}`, 0],
  ])('%s are reported as they are one after the other', async (_, line, code) => {
    const run = (workers: number) =>
      type(`check ${line} --workers ${workers} --reporter json -q`, { instances, threads: 1 });
    const [alone, beside] = [await run(1), await run(3)];
    expect([alone.code, beside.code]).toEqual([code, code]);
    expect(timeless(beside.out)).toEqual(timeless(alone.out));
    expect(timeless(alone.out).instances.map(({ name }) => name)).toEqual(instances.map(({ name }) => name));
  });

  it('are begun with the one that takes longest, and told in the order asked', async () => {
    const begun: number[] = [];
    const sized = (name: string, hpasids: number, distinct: number) => ({
      ...tiny,
      name,
      topology: { ...tiny.topology, hpasids },
      counts: { ...tiny.counts, distinct },
    });
    const given = [sized('a', 1, 10), sized('b', 3, 30), sized('c', 2, 20)];
    const { out } = await type(`check ${some} --reporter json -q`, {
      instances: given,
      implementation: (topology) => {
        begun.push(topology.hpasids.length);
        return new EngineInstance(topology);
      },
    });
    expect(begun).toEqual([3, 2, 1]);
    expect(timeless(out).instances.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });
});

describe('a check in little memory', () => {
  it('exits with 20 when it is used up, and says how much that was', async () => {
    const { code, out, err } = await type(`check identity --bound ${small} ${some} --against none --mem 2K`);
    expect(code).toBe(20);
    expect(out).toContain('\n  not exhausted: the memory of 2 KiB was used up\n');
    expect(err).toContain(' --mem 2 KiB (2 KiB each) on 1 thread\n');
  });

  it('shares it between the searches that run at a time', async () => {
    const line = `check --bound ${small} ${some} --against none --mem 4K --workers 2`;
    const { code, out, err } = await type(line, { instances: [identity, twoContainers, twoGuests] });
    expect(code).toBe(20);
    expect(out).toContain('the memory of 2 KiB was used up');
    expect(err).toContain(' --mem 4 KiB (2 KiB each) on 2 threads\n');
    // Those with an engine beside them are not counted.
    const lone = await type(`check ${some} --mem 4K --workers 2 --max-states 9`, {
      instances: [identity, guestOwned],
    });
    expect(lone.err).toContain(' --mem 4 KiB (4 KiB each) on 2 threads\n');
  });
});

describe('a lossy check', () => {
  it('is undecided, and never compared with what is pinned', async () => {
    const { code, out, err } = await type('check tiny --against none --lossy');
    expect(code).toBe(20);
    expect(err).toContain(' --lossy on 1 thread\n');
    expect(out).toMatch(/\n {2}not exhausted: lossy: a state was left out with a probability of/);
    const json = timeless((await type('check tiny --against none --lossy --reporter json -q')).out);
    expect(json).toMatchObject({ verdict: 'undecided', exhaustive: false });
    expect(json.instances).toMatchObject([
      { pinned: tiny.counts, countsAsPinned: null, omission: { optimistic: expect.any(Number) } },
    ]);
  });
});

describe('a check that is kept', () => {
  it('is gone on with, to the same report', async () => {
    const line = `check guest-owned ${some} --reporter json --progress off`;
    const around = { cwd, instances: [guestOwned] };
    const whole = await type(line, around);
    const stopped = await type(`${line} --checkpoint kept --max-states 20000`, around);
    expect([whole.code, stopped.code]).toEqual([0, 20]);
    const resumed = await type(`${line} --resume kept`, around);
    expect(resumed.code).toBe(0);
    expect(timeless(resumed.out)).toEqual(timeless(whole.out));
    expect(readdirSync(join(cwd, 'kept'))).toEqual(['guest-owned.checkpoint']);

    const other = await type(`${line} --resume kept --design vfio-v1`, around);
    expect(other).toEqual({
      code: 151,
      out: '',
      err: `vsva: ${join(cwd, 'kept', 'guest-owned.checkpoint')} is of another design\n`,
    });
    // From another thread too.
    const besides = { ...around, instances: [identity, guestOwned] };
    const beside = `check guest-owned identity ${some} --resume kept --max-states 5 --workers 2 --bound ${small} -q`;
    expect((await type(beside, besides)).code).toBe(151);
  });

  it('says where it is kept', async () => {
    const { err } = await type(`check tiny ${some} --against none --checkpoint kept-tiny --max-states 2`, { cwd });
    expect(err).toContain(` --checkpoint ${join(cwd, 'kept-tiny')} `);
    const { err: resumed } = await type(`check tiny ${some} --against none --resume kept-tiny`, { cwd });
    expect(resumed).toContain(` --resume ${join(cwd, 'kept-tiny')} `);
    const nowhere = await type(`check tiny ${some} --against none --resume nowhere`, { cwd });
    expect([nowhere.code, nowhere.err]).toEqual([151, `vsva: ${join(cwd, 'nowhere')} holds no checkpoint of tiny\n`]);
    const lockstep = await type('check tiny --lossy', { cwd });
    expect(lockstep.code).toBe(64);
    expect(lockstep.err).toContain('are of the model alone: add --against none');
  });
});

describe('shards', () => {
  const instances = [identity, twoContainers, twoGuests];
  const line = `check --bound ${small} --against none`;

  it.each([
    ['hold', some, 0],
    ['are violated', '--design vfio-v1', 12],
    ['are undecided', `${some} --max-states 300`, 20],
    ['were to be violated', `${some} --expect violation:ioasid/quota`, 17],
  ])('that %s are merged to the report of the whole', async (what, flags, code) => {
    const folder = `merge ${what}`.replaceAll(' ', '-');
    mkdirSync(join(cwd, folder));
    const run = (more: string) => type(`${line} ${flags} --progress off ${more}`, { cwd, instances });
    const whole = await run('--reporter json');
    expect(whole.code).toBe(code);
    for (const part of [1, 2]) await run(`--shard ${part}/2 --reporter json:${folder}/part${part}.json`);
    const merged = await type(`merge-reports ${folder} --reporter json`, { cwd, instances });
    expect(merged.code).toBe(code);
    expect(timeless(merged.out)).toEqual(timeless(whole.out));
    const text = await type(`merge-reports ${folder} -v`, { cwd, instances });
    expect(text.code).toBe(code);
    expect(text.out.replaceAll(/, [\d.]+ s$/gm, '')).toBe((await run('-v')).out.replaceAll(/, [\d.]+ s$/gm, ''));
  });

  it('leave what all instances must show to the whole', async () => {
    const both = ['one', 'two'].map((name) => ({ ...tiny, name }));
    mkdirSync(join(cwd, 'gates'));
    for (const part of [1, 2]) {
      const { code, out, err } = await type(
        `check --shard ${part}/2 --reporter text --reporter json:gates/${part}.json`,
        {
          cwd,
          instances: both,
        },
      );
      expect(code).toBe(10);
      expect(err).toContain(` --shard ${part}/2 on 1 thread\n`);
      expect(out).toContain(`\nshard ${part} of 2: rules and antecedents are judged by vsva merge-reports\n`);
      expect(out).not.toMatch(/gate failed: (rule|invariant)/);
    }
    const { code, out } = await type('merge-reports gates -q', { cwd, instances: both });
    expect(code).toBe(10);
    const whole = await type('check -q', { cwd, instances: both });
    expect(out).toBe(whole.out);
    expect(out).toMatch(/gate failed: rule /);
  });

  it('of several checks give a report each, and other files are passed over', async () => {
    mkdirSync(join(cwd, 'several'));
    for (const [name, more] of Object.entries({ a: '--against none', b: '--max-states 5' })) {
      await type(`check tiny ${some} ${more} -q --reporter json:several/${name}.json`, { cwd });
    }
    writeFileSync(join(cwd, 'several', 'other.json'), '{"schema":"vsva/run/1"}');
    writeFileSync(join(cwd, 'several', 'notes.txt'), 'not JSON');
    const { code, out } = await type('merge-reports several', { cwd });
    expect(code).toBe(20);
    expect(out).toMatch(/\nholds: 1 instance .*\n\ndesign golden: [\s\S]*\nundecided: .*\n$/);
    const json = JSON.parse((await type('merge-reports several --reporter json', { cwd })).out);
    expect(json.schema).toBe('vsva/merged/1');
    expect(json.reports.map(({ verdict }: CheckJson) => verdict)).toEqual(['holds', 'undecided']);
  });

  it('are refused with 151 where one is missing, is there twice, or is of another schema', async () => {
    mkdirSync(join(cwd, 'refused'));
    const path = (name: string) => join(cwd, 'refused', name);
    const refused = async (message: string) => {
      expect(await type('merge-reports refused', { cwd })).toEqual({ code: 151, out: '', err: `vsva: ${message}\n` });
    };
    await refused(`there is no report of vsva check in ${join(cwd, 'refused')}`);
    await type(
      `check tiny identity --bound ${small} ${some} --max-states 9 -q --shard 1/2 --reporter json:refused/a.json`,
      { cwd },
    );
    await refused('shard 2 of 2 is missing, of the check that a.json is part of');
    copyFileSync(path('a.json'), path('b.json'));
    await refused('a.json and b.json are the same part of a check');
    const next = readFileSync(path('a.json'), 'utf8').replace('vsva/check/1', 'vsva/check/2');
    writeFileSync(path('b.json'), next);
    await refused('b.json: it is of schema vsva/check/2, not vsva/check/1');
    expect((await type('merge-reports', { cwd })).code).toBe(64);
    expect((await type('merge-reports a b', { cwd })).code).toBe(64);
    expect((await type('merge-reports nowhere', { cwd })).code).toBe(153);
  });
});
