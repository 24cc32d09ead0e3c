import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../conformance/scenario.ts';
import { playScenario, tellScenario } from '../../conformance/scenario-run.ts';
import { EngineInstance } from '../../engine/instance.ts';
import type { Command } from '../../spec/commands.ts';

const scenario = (design: string, ...lines: string[]) =>
  parseScenario(
    'a.scenario',
    ['# A title', '', 'Source: nowhere', 'Host: identity', `Design: ${design}`, '', ...lines].join('\n'),
  );
const tell = (design: string, ...lines: string[]) => {
  const { problems, rewritten } = tellScenario(scenario(design, ...lines));
  return { problems: problems.map(({ line, what }) => `${line + 1}: ${what}`), body: rewritten.split('\n').slice(6) };
};

const set = '    ioasid_set_alloc(actor=kernel, type=MM, token=vm1, quota=2) = s1';
const alloc = '    ioasid_alloc(actor=vm1, set=s1) = p1';
const allocChanges = [
  '      ioasid[p1].state: free → idle',
  '      ioasid[p1].set: none → s1',
  '      ioasid[p1].refs: 0 → 1',
];
const bind = '    vfio_bind_gpasid(actor=vm1, container=c1, hpasid=p1, gpasid=none, gpgd=pgd1) = 0';
const free = '    ioasid_free(actor=vm1, hpasid=p1) = 0';
const wait = '    ioasid_reclaim(actor=kernel, hpasid=p1) = -EBUSY';
const foreignBind = '    vfio_bind_gpasid(actor=vm2, container=c2, hpasid=p1, gpasid=none, gpgd=pgd1) = 0';

describe('a scenario that is told as it is written', () => {
  it('has no problems, and is the same when it is rewritten', () => {
    const lines = ['Prose.', '', set, alloc, ...allocChanges, '', free, '', 'More prose.', ''];
    expect(tell('golden', ...lines)).toEqual({ problems: [], body: lines });
  });

  it('follows the answer where the model leaves one open', () => {
    expect(tell('golden', set, alloc.replace('= p1', '= p2')).problems).toEqual([]);
  });

  it('shows the rule that refused a command', () => {
    const refusal = '      refused by ioasid/free-not-own: the caller has no such host PASID';
    expect(tell('golden', free.replace('= 0', '= -ENOENT'), refusal).problems).toEqual([]);
  });
});

describe('what is written and not told', () => {
  it('is an answer', () => {
    const { problems, body } = tell('golden', set, alloc.replace('= p1', '= -ENOSPC'), free.replace('= 0', '= ?'));
    expect(problems).toEqual(['8: it answers p1, not -ENOSPC', '9: it answers 0, not ?']);
    expect(body).toEqual([set, alloc, free]);
  });

  it('is a change, one too few, or one too many', () => {
    const other = allocChanges.with(1, '      ioasid[p1].set: none → s2');
    const more = [...allocChanges, '      ioasid[p2].refs: 0 → 1'];
    const told = [other, allocChanges.slice(0, 1), more, ['      ?']].map((below) =>
      tell('golden', set, alloc, ...below, free),
    );
    expect(told.map(({ problems }) => problems)).toEqual([
      ['10: expected "ioasid[p1].set: none → s1"'],
      ['10: expected "ioasid[p1].set: none → s1"'],
      ['12: nothing more changes'],
      ['9: expected "ioasid[p1].state: free → idle"'],
    ]);
    expect(told.map(({ body }) => body)).toEqual(Array(4).fill([set, alloc, ...allocChanges, free]));
  });

  it('is that nothing is violated', () => {
    const { problems } = tell('fault/foreign-pasid', set, alloc, foreignBind);
    expect(problems).toContain('9: vfio/no-foreign-bind is violated: vm2 bound p1, which vm1 owns');
    expect(problems.length).toBeGreaterThan(1);
  });

  it('is what is violated', () => {
    const violates = '    violates vfio/no-foreign-bind: vm2 bound p1, which vm1 owns';
    expect(tell('fault/foreign-pasid', set, alloc, foreignBind, violates).problems).toEqual([]);
    const { problems, body } = tell('fault/foreign-pasid', set, alloc, foreignBind, violates.replace('p1', 'p2'));
    expect(problems).toEqual(['10: what is broken is "vm2 bound p1, which vm1 owns"']);
    expect(body.at(-1)).toBe(violates);
    expect(tell('golden', set, alloc, violates)).toEqual({
      problems: ['9: vfio/no-foreign-bind is not violated here'],
      body: [set, alloc, violates],
    });
  });

  it('is that something is violated at the end, and not before', () => {
    const violates = '    violates vfio/no-foreign-bind: vm2 bound p1, which vm1 owns';
    expect(tell('fault/foreign-pasid', set, alloc, foreignBind, free, violates).problems).toEqual([
      '9: vfio/no-foreign-bind is violated: vm2 bound p1, which vm1 owns',
      '11: vfio/no-foreign-bind is not violated here',
    ]);
  });
});

describe('a promise', () => {
  const violates = '    violates ioasid/eventually-reclaimed: p1';
  const stem = [set, alloc, bind, free];
  const waits = (...lines: string[]) => tell('fault/reclaim-waits', ...lines, violates).problems;
  const kept = (line: number) => [`${line}: ioasid/eventually-reclaimed is not violated here`];

  it('is broken by what is repeated for ever, if whoever is fair goes on', () => {
    expect(waits(...stem, '    for ever:', wait)).toEqual([]);
  });

  it('is not broken by a run that rests where somebody must go on', () => {
    expect(waits(...stem)).toEqual(kept(11));
  });

  it('is not broken by a run that does not come back to where it was', () => {
    expect(waits(...stem.slice(0, 3), '    for ever:', free)).toEqual(kept(12));
  });

  it('is not broken by a round that leaves out who is fair', () => {
    const asked = '    inject_bind_failure(actor=environment, device=d1, enabled=off) = 0';
    expect(waits(...stem, '    for ever:', asked)).toEqual(kept(13));
  });

  it('is not broken where nothing is promised, nor where a refusal only is repeated', () => {
    const refused = '    ioasid_reclaim(actor=kernel, hpasid=p2) = -ENOENT';
    expect(waits(...stem.slice(0, 3), '    for ever:', refused)).toEqual(kept(12));
  });
});

describe('an implementation', () => {
  const play = (lines: readonly string[], engine: typeof EngineInstance) => {
    const played = scenario('golden', ...lines);
    return playScenario(played, new engine(played.topology));
  };

  it('does what is written', () => {
    expect(play([set, alloc, bind, free], EngineInstance)).toBe(null);
  });

  it('is known by a wrong answer', () => {
    class Granting extends EngineInstance {
      override execute(command: Command): number {
        return Math.max(0, super.execute(command));
      }
    }
    expect(play([set, free.replace('= 0', '= -ENOENT')], Granting)).toEqual({
      line: 7,
      what: 'answer: the model says -ENOENT, the implementation 0',
    });
  });

  it('is known by an allowed answer that is not the one that is written', () => {
    expect(play([set, alloc.replace('= p1', '= p2')], EngineInstance)).toEqual({
      line: 7,
      what: 'the implementation answers p1',
    });
  });

  it('is known by a cell that nobody looked at', () => {
    class Forgetful extends EngineInstance {
      #freed = false;
      override execute(command: Command): number {
        this.#freed ||= command.kind === 'ioasid_free';
        return super.execute(command);
      }
      override cell(column: number, row: number): number {
        return this.#freed ? 0 : super.cell(column, row);
      }
    }
    const refused = free.replace('hpasid=p1) = 0', 'hpasid=p2) = -ENOENT');
    expect(play([set, refused], Forgetful)?.what).toMatch(/^ioasidSet\[s0\]\.\w+: the model says/);
  });
});
