import { describe, expect, it } from 'vitest';
import type { RandomResult } from '../../conformance/random-run.ts';
import { coloured, plain } from '../../report/paint.ts';
import { runJson } from '../../report/run-json.ts';
import { runText } from '../../report/run-text.ts';
import { commandFromJson, commandKinds } from '../../spec/commands.ts';

const setting = { instance: 'large', seed: 7, runs: 3, steps: 4000 };
const result: RandomResult = {
  seed: 7,
  inPlay: commandKinds,
  lengths: [1200, 3, 20, 40],
  answers: new Map([
    [
      'vfio_bind_gpasid',
      new Map([
        ['-EINVAL', 3],
        ['ok', 1234],
      ]),
    ],
    ['ioasid_alloc', new Map([['ok', 26]])],
  ]),
  refusals: new Map([['vfio/bind-not-own', 3]]),
  reason: null,
  difference: null,
};
const commands = [commandFromJson({ kind: 'ioasid_alloc', actor: 'kernel', set: 's0' })];
const differing: RandomResult = {
  ...result,
  difference: {
    host: 0,
    commands,
    from: 1234,
    trials: 56,
    story: {
      steps: commands.map((command) => ({ command, answer: 1, rule: null, changes: [] })),
      discord: { what: 'ioasid[p1].state', model: 'idle', implementation: 'free' },
    },
  },
};
const json = (of: Partial<RandomResult>) => runJson(setting, { ...result, ...of }, 9.87);
const telling = {
  detail: 'normal',
  stats: false,
  paint: plain,
  replay: ({ token }: { readonly token: string }) => token.slice(0, 6),
} as const;

describe('the report of a random run', () => {
  it('says how much was run, and how to run it again', () => {
    expect(json({})).toMatchObject({
      schema: 'vsva/run/1',
      verdict: 'agreed',
      reason: null,
      ...setting,
      sequences: 4,
      commands: 1263,
      lengths: { shortest: 3, median: 20, longest: 1200, all: [1200, 3, 20, 40] },
      seconds: 9.87,
      difference: null,
    });
    expect(runText(json({}), telling).split('\n')).toEqual([
      'large: 4 sequences, 1,263 commands, 9.9 s',
      '  lengths: shortest 3, median 20, longest 1,200',
      '  repeat it: vsva run --instance large --seed 7 --runs 3 --steps 4000',
      '',
      'agreed: model and engine on 1,263 commands (seed 7)',
      '',
    ]);
  });

  it('has every length and the table of answers where they are wanted', () => {
    expect(
      runText(json({}), { ...telling, detail: 'verbose', stats: true })
        .split('\n')
        .slice(2, 9),
    ).toEqual([
      '  all lengths: 1,200 3 20 40',
      '  repeat it: vsva run --instance large --seed 7 --runs 3 --steps 4000',
      '',
      'command           answer   times',
      'ioasid_alloc      ok          26',
      'vfio_bind_gpasid  ok       1,234',
      'vfio_bind_gpasid  -EINVAL      3',
    ]);
  });

  it('says what was never seen of the commands in play', () => {
    const { refusals, starved } = json({});
    expect(refusals).toMatchObject({ 'vfio/bind-not-own': 3, 'vfio/bind-already-bound': 0 });
    expect(starved).toEqual(expect.arrayContaining(['vfio/bind-already-bound', 'ioasid_free', 'ioasid/free-not-own']));
    expect(starved).not.toEqual(expect.arrayContaining(['vfio_bind_gpasid']));
    const text = runText(json({}), { ...telling, stats: true });
    expect(text).toMatch(/\nvfio\/bind-not-own +3\n/);
    expect(text).toMatch(/\nstarved: [^,]+, /);
    const fed = { ...json({}), starved: [] };
    expect(runText(fed, { ...telling, stats: true })).toContain('\nevery command in play was granted, and every rule');
  });

  it('tells the shrunk story of a difference', () => {
    const differed = runJson(setting, differing, 1);
    expect(differed).toMatchObject({ verdict: 'differed', difference: { from: 1234, trials: 56, length: 1 } });
    expect(runText(differed, { ...telling, detail: 'quiet' }).split('\n')).toEqual([
      'model and engine differ',
      '1 command, shrunk from 1,234 in 56 trials, on large',
      '  1. ioasid_alloc(actor=kernel, set=s0) = p1',
      '                    model  engine',
      '  ioasid[p1].state  idle   free',
      'replay: vsva replay vsva1.',
      '',
      'differed: model and engine (seed 7)',
      '',
    ]);
  });

  it('is undecided when it was stopped, or when nothing was run', () => {
    const stopped = json({ lengths: [3], reason: 'interrupted' });
    expect(stopped).toMatchObject({ verdict: 'undecided', reason: 'interrupted' });
    expect(runText(stopped, { ...telling, detail: 'quiet', paint: coloured })).toBe(
      '\x1b[33mundecided: no difference in 3 commands, but interrupted (seed 7)\x1b[39m\n',
    );
    expect(json({ lengths: [0, 0] })).toMatchObject({ verdict: 'undecided', reason: 'nothing was run' });
    const nothing = json({ lengths: [] });
    expect(nothing.lengths).toBeNull();
    expect(runText(nothing, telling).split('\n')[1]).toMatch(/^ {2}repeat it/);
  });
});
