import { describe, expect, it } from 'vitest';
import { answerOf, Memory } from '../../compile/memory.ts';
import type { Test } from '../../compile/symbolic-store.ts';

const mood: Test = { kind: 'switch', literals: [{ cell: 0, codes: 0 }], answers: [1, 6] };
const lit = [
  { cell: 1, codes: 2 },
  { cell: 2, codes: 2 },
];
const some: Test = { kind: 'some', literals: lit, answers: [0, 1] };
const count: Test = { kind: 'count', literals: lit, answers: [0, 2] };
const cells = (...codes: readonly number[]) => Int32Array.from(codes);

describe('the answer to a test', () => {
  it('is found by the code of its cell, or by how many of its literals hold', () => {
    expect([0, 1, 2].map((code) => answerOf(mood, cells(code)))).toEqual([0, 1, 1]);
    expect([cells(0, 0, 0), cells(0, 0, 1), cells(0, 1, 1)].map((each) => answerOf(some, each))).toEqual([0, 1, 1]);
    expect([cells(0, 0, 0), cells(0, 1, 1)].map((each) => answerOf(count, each))).toEqual([0, 1]);
  });
});

describe('a memory', () => {
  const calm = { does: 'nothing' };
  const busy = { does: 'something' };

  it('recalls what was done on cells that give the same answers', () => {
    const memory = new Memory<{ does: string }>('dancing');
    expect(memory.recall(cells(1, 0, 0))).toBeNull();
    memory.note(cells(1, 0, 1), [mood, some], busy);
    expect(memory.recall(cells(2, 1, 1))).toBe(busy);
    expect(memory.recall(cells(2, 0, 0))).toBeNull();
    expect(memory.recall(cells(0, 0, 1))).toBeNull();
    memory.note(cells(0, 0, 1), [mood], calm);
    expect(memory.recall(cells(0, 0, 0))).toBe(calm);
    expect(memory.recall(cells(1, 1, 0))).toBe(busy);
  });

  it('tells numbers apart where they were asked for', () => {
    const memory = new Memory<{ does: string }>('dancing');
    memory.note(cells(0, 1, 1), [count], busy);
    expect(memory.recall(cells(0, 1, 0))).toBeNull();
    expect(memory.recall(cells(0, 1, 1))).toBe(busy);
  });

  const impure =
    'dancing cannot be traced: the same answers do not lead to the same reads; let it read nothing but the state and its command';

  it.each<[string, readonly Test[], readonly Test[]]>([
    ['asks something else', [mood], [some]],
    ['asks about other cells', [some], [{ ...some, literals: [{ cell: 3, codes: 2 }, ...lit.slice(1)] }]],
    ['asks about fewer cells', [some], [{ ...some, literals: lit.slice(1) }]],
    ['goes on asking', [mood], [mood, some]],
    ['asks no more', [mood, some], [mood]],
    ['asks nothing', [mood], []],
  ])('notices that a function %s where it has been before', (_, before, now) => {
    const memory = new Memory<{ does: string }>('dancing');
    memory.note(cells(1, 0, 1), before, busy);
    expect(() => memory.note(cells(1, 0, 1), now, calm)).toThrow(impure);
  });
});
