import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Independence } from '../../checker/batch-system.ts';
import { Expansion } from '../../checker/expansion.ts';
import { CompiledSystem } from '../../compile/compiled-system.ts';
import { footprintOf, independenceOf } from '../../compile/independence.ts';
import { trace } from '../../compile/traced.ts';
import { Trees } from '../../compile/trees.ts';
import { PlainSystem } from './plain-system.ts';
import { programOf, randomProgram } from './random-programs.ts';
import { reachable } from './reachable.ts';

const has = ({ masks }: Independence, table: Int32Array, label: number, other: number): boolean =>
  (((table[label * masks + (other >>> 5)] as number) >>> (other & 31)) & 1) === 1;

describe('the cells of a tree', () => {
  it('are those that it tests, that it writes, and those whose code decides what is written', () => {
    const trees = new Trees();
    const writes = trees.leaf(1, [
      { cell: 3, map: [1, 1] },
      { cell: 4, map: [1, 0] },
    ]);
    const below = trees.switch(0, [1, 2], [trees.leaf(0), writes]);
    const literals = [
      { cell: 1, codes: 2 },
      { cell: 2, codes: 2 },
    ];
    const { reads, writes: written } = footprintOf(trees.count(literals, [below, writes, below]));
    expect([...reads].toSorted()).toEqual([0, 1, 2, 4]);
    expect([...written].toSorted()).toEqual([3, 4]);
  });
});

describe('independence', () => {
  const trees = new Trees();
  const set = (cell: number, code: number) => trees.leaf(1, [{ cell, map: [code, code] }]);
  const when = (cell: number, write: number) => trees.switch(cell, [1, 2], [trees.leaf(0), set(write, 1)]);

  it('is of labels that share no cell that one of them writes', () => {
    const independence = independenceOf(
      [when(0, 1), when(0, 2), when(1, 3), set(2, 0)].map((tree) => footprintOf(tree)),
    );
    const commute = [0, 1, 2, 3].map((label) =>
      [0, 1, 2, 3].filter((other) => has(independence, independence.independent, label, other)),
    );
    // The first writes what the third reads, the second and the last write the same cell.
    expect(commute).toEqual([
      [1, 3],
      [0, 2],
      [1, 3],
      [0, 2],
    ]);
    expect(independence.masks).toBe(1);
    expect([...independence.before]).toEqual([0, 1, 3, 7]);
  });

  it('has as many words as it takes for all labels, one where there is none', () => {
    const many = independenceOf(Array.from({ length: 40 }, (_, cell) => footprintOf(set(cell, 1))));
    expect(many.masks).toBe(2);
    expect(has(many, many.independent, 0, 39)).toBe(true);
    expect(has(many, many.independent, 39, 39)).toBe(false);
    expect(has(many, many.before, 39, 38)).toBe(true);
    expect(has(many, many.before, 38, 39)).toBe(false);
    expect(independenceOf([])).toMatchObject({ masks: 1 });
  });

  it('is of labels that commute in every state that is reached, neither enabling nor disabling the other', () => {
    let pairs = 0;
    fc.assert(
      fc.property(randomProgram, (data) => {
        const program = programOf(data);
        const plain = new PlainSystem(program);
        const system = new CompiledSystem(trace(program));
        const { independence, labels } = system;
        /** The state after the action of a label, null where it is not granted. */
        const next = (state: Int32Array, label: number): Int32Array | null => {
          const into = new Expansion(plain.width);
          plain.expand(state, 0, into);
          const place = into.labels.subarray(0, into.count).indexOf(system.actionsOf(label)[0] as number);
          return place < 0 ? null : into.words.slice(place * plain.width, (place + 1) * plain.width);
        };
        for (const state of reachable(plain, 30)) {
          for (let one = 0; one < labels; one++) {
            for (let other = 0; other < one; other++) {
              if (!has(independence, independence.independent, one, other)) continue;
              const [first, second] = [next(state, one), next(state, other)];
              if (first !== null) expect(next(first, other) === null).toBe(second === null);
              if (second !== null) expect(next(second, one) === null).toBe(first === null);
              if (first === null || second === null) continue;
              expect(next(first, other)).toEqual(next(second, one));
              pairs++;
            }
          }
        }
      }),
      { numRuns: 100 },
    );
    expect(pairs).toBeGreaterThan(0);
  });
});
