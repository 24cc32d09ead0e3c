import { describe, expect, it } from 'vitest';
import { Expansion, IN_STATE } from '../../checker/expansion.ts';
import { statesIn } from './naive.ts';

describe('an expansion', () => {
  it('is empty at first', () => {
    const into = new Expansion(2);
    expect([into.count, into.markCount]).toEqual([0, 0]);
  });

  it('hands out the offsets of its successors one state apart, and remembers their labels', () => {
    const into = new Expansion(3);
    expect([into.add(7), into.add(0), into.add(7)]).toEqual([0, 3, 6]);
    expect([...into.labels.subarray(0, into.count)]).toEqual([7, 0, 7]);
  });

  it('keeps every successor and label when it grows', () => {
    const into = new Expansion(2);
    const states = Array.from({ length: 1000 }, (_, i) => [i, -i]);
    states.forEach((state, label) => {
      const to = into.add(label);
      into.words.set(state, to);
    });
    expect(statesIn(into, 2)).toEqual(states.map(([a, b]) => [a, Number(b) | 0]));
    expect([...into.labels.subarray(0, into.count)]).toEqual(states.map((_, label) => label));
  });

  it('keeps every mark and its place when it grows', () => {
    const into = new Expansion(1);
    for (let i = 0; i < 1000; i++) into.mark(i, i - 1);
    expect(into.markCount).toBe(1000);
    expect([into.marks[0], into.markLabels[0]]).toEqual([0, IN_STATE]);
    expect([into.marks[999], into.markLabels[999]]).toEqual([999, 998]);
  });

  it('forgets successors and marks when it is cleared, and keeps its room', () => {
    const into = new Expansion(1);
    for (let i = 0; i < 1000; i++) into.add(i);
    into.mark(3, 1);
    const { words } = into;
    into.clear();
    expect([into.count, into.markCount]).toEqual([0, 0]);
    expect(into.add(5)).toBe(0);
    expect(into.words).toBe(words);
  });
});
