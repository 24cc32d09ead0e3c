import { describe, expect, it } from 'vitest';
import type { CheckJson } from '../../report/check-json.ts';
import { mergedJson, mergeReports } from '../../report/merge-reports.ts';
import { check, instance } from './samples.ts';

const part = (index: number, of: number, names: readonly string[], changed: Partial<CheckJson> = {}) => ({
  name: `${index}.json`,
  json: { ...check, shard: { index, of }, instances: names.map((name) => ({ ...instance, name })), ...changed },
});

describe('merged reports', () => {
  it('have the instances in the order asked, whatever the order of the files', () => {
    const [merged] = mergeReports([part(3, 3, ['c']), part(1, 3, ['a', 'd']), part(2, 3, ['b', 'e'])]);
    expect(merged?.instances.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(merged?.shard).toBeNull();
  });

  it('add up antecedents, and hold what all parts hold', () => {
    const undecided = check.invariants.map((invariant) => ({ ...invariant, held: null }));
    const stopped = { ...instance, name: 'b', verdict: 'undecided', exhaustive: false, reason: 'interrupted' } as const;
    const second = part(2, 2, [], { invariants: undecided, instances: [stopped] });
    const [merged] = mergeReports([part(1, 2, ['a']), second]);
    expect(merged).toMatchObject({ verdict: 'undecided', exhaustive: false, reason: 'interrupted' });
    expect(merged?.invariants).toMatchObject([
      { held: null, antecedent: 2468 },
      { held: null, antecedent: 10 },
    ]);
  });

  it('are one for each design, and for each set of bounds', () => {
    const whole = { name: 'whole.json', json: check };
    const other = { name: 'other.json', json: { ...check, design: 'vfio-v1' } };
    const bounded = { name: 'bounded.json', json: { ...check, asked: { ...check.asked, bounds: { hpasids: 1 } } } };
    const merged = mergeReports([whole, other, bounded]);
    expect(merged).toEqual([check, other.json, bounded.json]);
    expect(mergedJson([check])).toBe(check);
    expect(mergedJson(merged)).toEqual({ schema: 'vsva/merged/1', reports: merged });
  });

  it.each([
    ['is missing', [part(2, 2, ['b'])], 'shard 1 of 2 is missing, of the check that 2.json is part of'],
    ['is there twice', [part(1, 2, ['a']), part(1, 2, ['a'])], '1.json and 1.json are the same part of a check'],
    [
      'is of another division',
      [part(1, 2, ['a']), part(2, 3, ['b'])],
      '2.json is one of 3 shards, 1.json one of 2 of the same check',
    ],
    ['has an instance of another one', [part(1, 2, ['a']), part(2, 2, ['a'])], 'a is in two shards of one check'],
  ])('are refused where a part %s', (_, parts, message) => {
    expect(() => mergeReports(parts)).toThrow(message);
  });
});
