import { describe, expect, it } from 'vitest';
import type { ClassShown, Shape } from '../../report/shapes.ts';
import { treeText } from '../../report/tree-text.ts';

const shown = (facts: readonly string[], answer: string | null, more: Partial<ClassShown> = {}): ClassShown => ({
  facts,
  answer,
  rule: null,
  changes: [],
  ...more,
});
const shape = (...classes: readonly ClassShown[]): Shape => ({ command: 'take(vm1)', value: null, others: 0, classes });

describe('the text of shapes', () => {
  it('tells each class by its facts, its answer, the rule that refuses, and the changes', () => {
    const text = treeText('take on desk, golden', [
      shape(
        shown(['lock = none'], '0', { changes: ['lock := vm1', 'mood := busy'] }),
        shown(['lock ≠ none'], '-EBUSY', { rule: 'lock/is-held' }),
      ),
    ]);
    expect(text).toBe(`take on desk, golden: 2 behaviour classes, 1 shape

take(vm1):
  lock = none answers 0
      lock := vm1
      mood := busy
  lock ≠ none answers -EBUSY (lock/is-held)
`);
  });

  it('does not repeat the facts that the class above has too', () => {
    const text = treeText('', [
      shape(shown(['a', 'b', 'c'], '0'), shown(['a', 'b', 'd'], '1'), shown(['a', 'e'], '2'), shown(['a'], '3')),
    ]);
    expect(text.split('\n').slice(3)).toEqual([
      '  a', //
      '    b',
      '      c answers 0',
      '      d answers 1',
      '    e answers 2',
      '    answers 3',
      '',
    ]);
  });

  it('tells a command that always goes the same way in one line, and how many are like it', () => {
    const one = shape(shown([], '-EINVAL', { rule: 'lock/no-such' }));
    const text = treeText('', [
      { ...one, others: 1 },
      { ...one, value: 'p1', others: 1200 },
    ]);
    expect(text.split('\n').slice(2)).toEqual([
      'take(vm1), and 1 like it:',
      '  answers -EINVAL (lock/no-such)',
      '',
      'take(vm1) = p1, and 1,200 like it:',
      '  answers -EINVAL (lock/no-such)',
      '',
    ]);
  });

  it('says where the specification is at fault', () => {
    expect(treeText('', [shape(shown([], null))])).toContain('  is a defect: the range of a field is left\n');
  });

  it('does not indent without end', () => {
    const facts = Array.from({ length: 30 }, (_, place) => `fact ${place}`);
    const lines = treeText('', [shape(shown(facts, '0'))]).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
    expect(lines.at(-2)).toBe(`${' '.repeat(26)}fact 29 answers 0`);
  });
});
