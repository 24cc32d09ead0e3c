import { describe, expect, it } from 'vitest';
import type { InstanceCoverage } from '../../conformance/coverage.ts';
import { type CoverJson, coverJson, type Everything } from '../../report/cover-json.ts';
import { coverText } from '../../report/cover-text.ts';
import { plain } from '../../report/paint.ts';
import { commandSpecs } from '../../spec/commands.ts';

const free = commandSpecs.ioasid_free;
const everything: Everything = { specs: [free], witnesses: [{ id: 'ioasid/freed' }] };
const [rule, other] = free.rules.map(({ id, errno }) => ({ id, errno }));
const ruleShape = (of: typeof rule) =>
  ({ command: 'ioasid_free', rule: of?.id ?? '', answer: `-${of?.errno}`, changes: [] }) as const;
const freed = { command: 'ioasid_free', rule: null, answer: '0', changes: ['ioasid.state: free'] } as const;
const stuck = { command: 'ioasid_free', rule: null, answer: '-EBUSY', changes: [] } as const;

const seen = (shape: InstanceCoverage['classes'][number]['shape'], ...steps: readonly string[]) => ({
  shape,
  steps,
  excludedBy: null,
});
const unseen = (shape: InstanceCoverage['classes'][number]['shape'], excludedBy: readonly string[] | null = null) => ({
  shape,
  steps: null,
  excludedBy,
});
const instance = (name: string, ...classes: InstanceCoverage['classes']): InstanceCoverage => ({
  instance: name,
  commands: ['ioasid_free'],
  classes,
  witnesses: [{ id: 'ioasid/freed', steps: ['free'] }],
  unlisted: [],
});
const small = instance(
  'small',
  seen(ruleShape(rule), 'one'),
  seen(ruleShape(other), 'one', 'two'),
  seen(freed, 'one', 'two'),
);
const large = instance('large', seen(freed, 'one'), unseen(stuck, ['ioasid/quota']));

describe('coverage as data', () => {
  const json = coverJson([small, large], everything, null);

  it('has the instance with the shortest way for each rule, errno, class and witness', () => {
    expect(json.rules).toEqual([
      { ...rule, command: 'ioasid_free', reached: { instance: 'small', length: 1, steps: ['one'] }, excludedBy: null },
      {
        ...other,
        command: 'ioasid_free',
        reached: { instance: 'small', length: 2, steps: ['one', 'two'] },
        excludedBy: null,
      },
    ]);
    expect(json.classes[0]).toEqual({
      id: 'ioasid_free = 0: ioasid.state: free',
      command: 'ioasid_free',
      answer: '0',
      changes: ['ioasid.state: free'],
      reached: { instance: 'large', length: 1, steps: ['one'] },
      excludedBy: null,
    });
    expect(json.errnos.find(({ errno }) => errno === rule?.errno)?.reached?.length).toBe(1);
    expect(json.witnesses).toEqual([
      { id: 'ioasid/freed', reached: { instance: 'small', length: 1, steps: ['free'] } },
    ]);
    expect(json.failures).toEqual([]);
  });

  it('has what excludes a class, and the errno that it alone answers', () => {
    expect(json.classes[1]).toMatchObject({ id: 'ioasid_free = -EBUSY', reached: null, excludedBy: ['ioasid/quota'] });
    expect(json.errnos.find(({ errno }) => errno === 'EBUSY')).toEqual({
      command: 'ioasid_free',
      errno: 'EBUSY',
      reached: null,
      excludedBy: ['ioasid/quota'],
    });
  });

  it('says nothing of what is wrong where it was stopped', () => {
    const stopped = coverJson([], everything, 'interrupted');
    expect(stopped).toMatchObject({ reason: 'interrupted', failures: [] });
  });
});

describe('the gate of coverage fails', () => {
  const failuresOf = (...coverages: readonly InstanceCoverage[]) => coverJson(coverages, everything, null).failures;

  it('on a rule that refuses nothing', () => {
    const without = { ...small, classes: small.classes.filter(({ shape }) => shape.rule !== rule?.id) };
    expect(failuresOf(without)).toEqual([
      `rule ${rule?.id} refuses nothing in any instance, and no invariant excludes it`,
    ]);
  });

  it('on a class that is reached in no instance, and in one not excluded', () => {
    expect(failuresOf(small, large, instance('third', unseen(stuck)))).toEqual([
      'no instance reaches ioasid_free = -EBUSY, and no invariant excludes it',
    ]);
  });

  it('on a command that is nowhere in play, and a witness that is not found', () => {
    expect(
      failuresOf({ ...small, commands: [], classes: [], witnesses: [{ id: 'ioasid/freed', steps: null }] }),
    ).toEqual(['ioasid_free is in play in no instance', 'witness ioasid/freed was not found']);
  });
});

describe('coverage as text', () => {
  const told = (json: CoverJson, detail: 'quiet' | 'normal' | 'verbose' = 'normal') =>
    coverText(json, { detail, paint: plain });

  it('has a line for each command, and one for what is excluded', () => {
    expect(told(coverJson([small, large], everything, null))).toBe(
      `command      rules  errnos  classes  longest way
ioasid_free      2       2        1            2

excluded by ioasid/quota: ioasid_free = -EBUSY

ok: 4 rules, classes and witnesses reached on 2 instances, all there are
`,
    );
    const still = instance('large', unseen(stuck, []));
    expect(told(coverJson([small, still], everything, null))).toContain('excluded by what stands still: ioasid_free');
  });

  it('says what cannot be listed', () => {
    const wide: InstanceCoverage = { ...instance('wide'), unlisted: ['ioasid_free'] };
    const json = coverJson([small, large, wide], everything, null);
    expect(json.unlisted).toEqual([{ instance: 'wide', command: 'ioasid_free' }]);
    expect(told(json, 'quiet')).toBe(
      'not listed: what ioasid_free does on wide, which has too many ways\n' +
        'ok: 4 rules, classes and witnesses reached on 3 instances, all that can be listed\n',
    );
  });

  it('has every way, if asked', () => {
    expect(told(coverJson([small], everything, null), 'verbose')).toContain(
      'ioasid_free = 0: ioasid.state: free (2 commands on small)\n    one\n    two\n',
    );
    expect(told(coverJson([], everything, null), 'verbose')).toContain('gate failed');
  });

  it('says what is missing, and why it was stopped', () => {
    const missing = coverJson([small, instance('third', unseen(stuck))], everything, null);
    expect(told(missing)).toMatch(/^ioasid_free +2 +2 of 3 +1 of 2 +2$/m);
    expect(told(missing, 'quiet')).toBe(
      'no instance reaches ioasid_free = -EBUSY, and no invariant excludes it\n' +
        'gate failed: 4 rules, classes and witnesses reached on 2 instances; 1 failure\n',
    );
    expect(told(coverJson([small], everything, 'interrupted'), 'quiet')).toBe(
      'undecided: 4 rules, classes and witnesses reached on 1 instance until interrupted\n',
    );
  });
});
