import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EngineInstance } from '../../engine/instance.ts';
import { identity } from '../../generators/instances/identity.ts';
import { twoContainers } from '../../generators/instances/two-containers.ts';
import type { CheckJson } from '../../report/check-json.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { NoSuchRow, OutOfRange } from '../../spec/schema/view.ts';
import { hostLayout } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import { newFolder } from '../temporary-folder.ts';
import { small, tiny, type } from './prompt.ts';

const some = '--inv ioasid/quota,iommu/entry-owner';
const posted = `identity --design vfio-v1 --bound ${small} --inv iommu/entry-owner`;
const cwd = newFolder();
const parsed = (out: string) => JSON.parse(out) as CheckJson;
const aborted = () => {
  const controller = new AbortController();
  controller.abort();
  return { interrupt: controller.signal };
};

/** Says EINVAL where ENOENT is right. */
class WrongErrno extends EngineInstance {
  override issue(encoded: Int32Array, at: number): number {
    const answer = super.issue(encoded, at);
    return answer === -errnoNumbers.ENOENT ? -errnoNumbers.EINVAL : answer;
  }
}
const wrongErrno = { implementation: (topology: Topology) => new WrongErrno(topology) };
const throwing = (make: (topology: Topology) => Error) => ({
  implementation: (topology: Topology) => {
    throw make(topology);
  },
});

describe('vsva check', () => {
  it('exits with 0 when what it was asked holds', async () => {
    const { code, out } = await type(`check tiny ${some} --reporter text`);
    expect(code).toBe(0);
    expect(out).toMatch(/^design golden: .*\ntiny: \d+ distinct, \d+ generated, depth \d\n {2}([\d,]+) of \1 edges/);
    expect(out).toMatch(/\nholds: 1 instance exhausted within its bounds\n$/);
  });

  it('exits with 10 when a gate failed, with a line for each', async () => {
    const { code, out } = await type('check tiny -q');
    expect(code).toBe(10);
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^gate failed: tiny counts \d+ \/ \d+ \/ \d, but 1 \/ 2 \/ 3 is pinned \(distinct/);
    expect(lines.at(-1)).toMatch(/^not proven: 1 instance exhausted within its bounds, but \d gates? failed$/);
  });

  it('says that counts are as pinned, and that no rule was left out', async () => {
    const [counted] = parsed((await type('check tiny --reporter json')).out).instances;
    const { distinct, generated, depth } = counted as CheckJson['instances'][number];
    const pinned = { ...tiny, counts: { distinct, generated, depth } };
    const { out } = await type('check', { instances: [pinned] });
    expect(out).toContain('(as pinned)');
    expect(out).not.toContain('is pinned');
    expect(out).toContain('gate failed: rule ');
  });

  it('exits with 12 when an invariant is violated, and leaves what replays it', async () => {
    const { code, out } = await type(`check ${posted} --out failures`, { cwd });
    expect(code).toBe(12);
    expect(out).toMatch(/\nviolated: 1 of 1 invariant broken\n$/);
    expect(readdirSync(`${cwd}/failures`)).toEqual(['identity.iommu-entry-owner.json']);
    const [, replay] = /^replay: vsva (.*)$/m.exec(out) ?? [];
    expect(replay).toBe('replay failures/identity.iommu-entry-owner.json');
    expect((await type(replay as string, { cwd })).code).toBe(12);
    const [, byToken] = /^replay: vsva (.*)$/m.exec((await type(`check ${posted}`)).out) ?? [];
    expect((await type(byToken as string)).code).toBe(12);
  });

  it('exits with 13 when a leads-to property is violated, and tells for which run', async () => {
    const line = 'check tiny --design fault/reclaim-waits';
    const { code, out } = await type(line);
    expect(code).toBe(13);
    expect(out).toMatch(/\nioasid\/eventually-reclaimed +broken +\d+\n/);
    expect(out).toContain(
      '\nand then for ever:\n  1. ioasid_reclaim(actor=kernel, hpasid=p1) = -EBUSY\nbroken for: p1\n',
    );
    expect(out).toMatch(/\nviolated: 1 of 3 leads-to properties broken\n$/);
    expect((await type(`${line} --expect violation:ioasid/eventually-reclaimed`)).code).toBe(0);
  });

  it('decides no leads-to property of a search that was stopped', async () => {
    const { code, out } = await type('check tiny --inv ioasid/eventually-reclaimed --max-states 5');
    expect(code).toBe(20);
    expect(out).toContain('\nleads-to not asked of every instance: the search was not exhausted\n');
  });

  it('exits with 15 when model and engine differ', async () => {
    const { code, out } = await type(`check tiny ${some} -q`, wrongErrno);
    expect(code).toBe(15);
    expect(out).toMatch(/^model and engine differ\n1 command, shortest, on tiny\n/);
    expect(out).toContain('\n          model    engine\n  answer  -ENOENT  -EINVAL\n');
    expect(out).toMatch(/\nviolated: model and engine differ on tiny\n$/);
  });

  it('does not ask the engine when it is not to', async () => {
    const { code, out } = await type(`check tiny ${some} --against none`, wrongErrno);
    expect(code).toBe(0);
    expect(out).toContain('  0 of ');
    expect(out).toContain(' edges compared (model only)');
    const alone = { instances: [{ ...tiny, lockstep: false }] };
    expect((await type(`check ${some}`, { ...wrongErrno, ...alone })).code).toBe(0);
    expect((await type(`check ${some} --against engine`, { ...wrongErrno, ...alone })).code).toBe(15);
  });

  it('exits with 20 when a bound or the time stops it', async () => {
    const bounded = await type(`check tiny ${some} --max-states 5`);
    expect(bounded.code).toBe(20);
    expect(bounded.out).toMatch(/\nundecided: nothing wrong in 5 states, but the bound of 5 states was reached\n$/);
    const late = await type(`check identity --bound ${small} --against none --timeout 1ms -q`);
    expect(late.code).toBe(20);
    expect(late.out).toMatch(/^undecided: nothing wrong in [\d,]+ states, but the timeout of 1ms was reached\n$/);
  });

  it('exits with 20 when the machine or the checker can take no more', async () => {
    const { code, err } = await type(
      `check tiny ${some} -q`,
      throwing(() => new RangeError('too much')),
    );
    expect([code, err]).toEqual([20, 'vsva: undecided: the check of tiny reached a limit: too much\n']);
  });

  it('searches one of all states that differ in names only if asked to, the model alone, and says what it exchanged', async () => {
    const { code, out } = await type(`check identity --bound ${small} --symmetry on`);
    expect(code).toBe(0);
    expect(out).toMatch(/0 of [\d,]+ edges compared \(model only\)/);
    expect(out).toMatch(/by symmetry/);
    const json = await type(`check identity --bound hpasids=2,grpids=1 --symmetry on --reporter json -q`);
    expect(parsed(json.out).instances[0]?.symmetry).toMatchObject({ order: 2 });
    const refused = await type('check identity --symmetry on --against engine');
    expect([refused.code, refused.err]).toEqual([
      64,
      'vsva: the engine is compared in every state; with --symmetry on it is --against none\n',
    ]);
    expect((await type('check identity --symmetry yes')).code).toBe(64);
  });

  it('exits with 130 when it is interrupted, and says what is known', async () => {
    const { code, out } = await type(`check identity --bound ${small} --against none`, aborted());
    expect(code).toBe(130);
    expect(out).toContain('\n  not exhausted: interrupted\n');
    expect(out).toMatch(/\nundecided: nothing wrong in [\d,]+ states, but interrupted\n$/);
  });

  it('exits with 75 when the specification leaves a range, and names it', async () => {
    const leaving = throwing((topology) => {
      const [column] = hostLayout(topology).columns;
      return new OutOfRange(column as NonNullable<typeof column>, 'MMM');
    });
    const { code, err } = await type(`check tiny ${some} -q`, leaving);
    expect(code).toBe(75);
    expect(err).toMatch(/^vsva: the specification is at fault: ioasidSet\.\w+ \(\w+\) cannot hold MMM\n$/);
  });

  it('exits with 75 when the specification names a row that there is not', async () => {
    const { code, err } = await type(
      `check tiny ${some} -q`,
      throwing(() => new NoSuchRow('ioasid', [9])),
    );
    expect([code, err]).toEqual([75, 'vsva: the specification is at fault: ioasid has no row [9]\n']);
  });

  it('exits with 255 on a defect of its own, with the stack', async () => {
    const { code, err } = await type(
      `check tiny ${some} -q`,
      throwing(() => new Error('oops')),
    );
    expect(code).toBe(255);
    expect(err).toMatch(/^vsva: oops: this is a defect of vsva\nError: oops\n {4}at /);
  });

  it('exits with 153 when it cannot write', async () => {
    const { code, out, err } = await type(`check tiny ${some} --out /dev/null/x`);
    expect([code, out]).toEqual([153, '']);
    expect(err).toMatch(/^vsva: ENOTDIR: /);
  });

  it('reports in JSON all that the text says, and more', async () => {
    const { code, out } = await type(`check tiny ${some} --reporter json`);
    expect(code).toBe(0);
    expect(parsed(out)).toMatchObject({
      schema: 'vsva/check/1',
      verdict: 'holds',
      exhaustive: true,
      reason: null,
      design: 'golden',
      instances: [{ name: 'tiny', pinned: tiny.counts, countsAsPinned: false, violations: [] }],
    });
    expect(parsed(out).invariants.map(({ id }) => id)).toEqual(['iommu/entry-owner', 'ioasid/quota']);
  });

  it('shows what it does, and how far it has come', async () => {
    let clock = 0;
    const { err } = await type(`check identity --bound ${small} ${some} --timeout 10h --progress json`, {
      now: () => (clock += 2000),
    });
    const [first, second] = err.split('\n').map((line) => (line === '' ? null : JSON.parse(line)));
    expect(first).toMatchObject({
      schema: 'vsva/progress/1',
      configuration: {
        verb: 'check',
        instances: ['identity'],
        bounds: { hpasids: 1, gpasids: 1, grpids: 1 },
        design: 'golden',
        invariants: ['iommu/entry-owner', 'ioasid/quota'],
        against: null,
        threads: 1,
      },
    });
    expect(second).toMatchObject({ schema: 'vsva/progress/1', name: 'identity' });
    expect(second.distinct).toBeGreaterThan(250);
  });

  it('prints its configuration in one line', async () => {
    const { err } = await type(`check tiny --bound pgds=1 ${some} --against none --timeout 10h`);
    expect(err).toBe(
      'vsva check tiny --design golden --inv iommu/entry-owner,ioasid/quota --against none --bound pgds=1 ' +
        '(the timeout of 10h) on 1 thread\n',
    );
  });
});

describe('an expected violation', () => {
  it('is what was asked for when it occurs', async () => {
    const { code, out } = await type(`check ${posted} --expect violation:iommu/entry-owner -q`);
    expect(code).toBe(0);
    expect(out).toMatch(/\nthe expected violation occurred: iommu\/entry-owner\n$/);
    expect((await type(`check ${posted} --expect ok -q`)).code).toBe(12);
  });

  it('is missed with 17 when the search was exhausted without it, or stopped at others', async () => {
    const { code, out } = await type(`check tiny ${some} --expect violation:ioasid/quota -q`);
    expect([code, out]).toEqual([17, 'the expected violation did not occur: ioasid/quota\n']);
    const other = `check identity --design vfio-v1 --bound ${small} ${some} --expect violation:ioasid/quota -q`;
    expect((await type(other)).code).toBe(17);
  });

  it('is undecided when the search was stopped before anything was found', async () => {
    const { code } = await type(`check tiny ${some} --max-states 5 --expect violation:ioasid/quota -q`);
    expect(code).toBe(20);
  });

  it('does not excuse a difference', async () => {
    expect((await type(`check tiny ${some} --expect violation:ioasid/quota -q`, wrongErrno)).code).toBe(15);
  });
});

describe('several instances', () => {
  it('are all interrupted', async () => {
    const line = 'check --against none --reporter json';
    const { code, out, err } = await type(line, {
      ...aborted(),
      instances: [identity, twoContainers],
      threads: 2,
      now: Date.now,
    });
    expect(code).toBe(130);
    expect(parsed(out).instances.map(({ reason }) => reason)).toEqual(['interrupted', 'interrupted']);
    expect(err).toMatch(/ on 2 threads\n/);
  });

  it('are stopped when the check of one fails', async () => {
    // A thread knows the real instances only.
    const { code, err } = await type(`check --bound ${small} -q`, { threads: 2 });
    expect(code).toBe(255);
    expect(err).toMatch(/^vsva: unknown instance "tiny".*: this is a defect of vsva\n/);
  });
});
