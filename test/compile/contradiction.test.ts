import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../compile/classes.ts';
import { someState } from '../../compile/contradiction.ts';
import { hasCode, type Literal, type Tree } from '../../compile/tree.ts';
import { Trees } from '../../compile/trees.ts';
import { leafOf } from './tree-value.ts';

/** Cells of the states in question, and the codes of each. */
const cellsMax = 4;
const codesMax = 3;
const possible = Array<number>(cellsMax).fill((1 << codesMax) - 1);

const literal: fc.Arbitrary<Literal> = fc.record({
  cell: fc.nat(cellsMax - 1),
  codes: fc.integer({ min: 1, max: (1 << codesMax) - 2 }),
});
const distinct = fc.uniqueArray(literal, { selector: ({ cell }) => cell, minLength: 2, maxLength: cellsMax });
const fact: fc.Arbitrary<Fact> = fc.oneof(
  literal.map((of): Fact => ({ kind: 'cell', ...of })),
  fc.tuple(distinct, fc.nat(cellsMax), fc.nat(cellsMax)).map(
    ([literals, one, other]): Fact => ({
      kind: 'number',
      literals,
      min: Math.min(one, other),
      max: Math.max(one, other),
    }),
  ),
);

/** A tree as plain data: a leaf, or a test with what follows. */
type Drawn = number | { readonly literals: readonly Literal[]; readonly next: readonly Drawn[] };
const { drawn } = fc.letrec<{ drawn: Drawn }>((tie) => ({
  drawn: fc.oneof(
    { maxDepth: 3 },
    fc.nat(1),
    fc.record({
      literals: fc.oneof(
        literal.map((one) => [one]),
        distinct,
      ),
      next: fc.array(tie('drawn'), { minLength: 5, maxLength: 5 }),
    }),
  ),
}));

function grown(trees: Trees, from: Drawn): Tree {
  if (typeof from === 'number') return trees.leaf(from);
  const next = from.next.map((each) => grown(trees, each));
  const [first] = from.literals as [Literal];
  if (from.literals.length > 1) return trees.count(from.literals, next.slice(0, from.literals.length + 1));
  return trees.switch(first.cell, [first.codes, 7 & ~first.codes], next.slice(0, 2));
}

function has(of: Fact, cells: Int32Array): boolean {
  const holds = ({ cell, codes }: Literal): boolean => hasCode(codes, cells[cell] as number);
  if (of.kind === 'cell') return holds(of);
  const number = of.literals.filter(holds).length;
  return of.min <= number && number <= of.max;
}

/** Every state there is. */
const states = Array.from({ length: codesMax ** cellsMax }, (_, number) =>
  Int32Array.from({ length: cellsMax }, (__, cell) => Math.floor(number / codesMax ** cell) % codesMax),
);

describe('whether some state has all facts and leads all trees to 0', () => {
  it('is told as by going through all states', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 3 }), fc.array(drawn, { maxLength: 3 }), (facts, all) => {
        const trees = new Trees();
        const grew = all.map((each) => grown(trees, each));
        const there = states.some(
          (cells) => facts.every((each) => has(each, cells)) && grew.every((tree) => leafOf(tree, cells).value === 0),
        );
        expect(someState(possible, facts, grew)).toBe(there);
      }),
      { numRuns: 500 },
    );
  });

  it('is not told where it takes too many cases', () => {
    const literals = Array.from({ length: 20 }, (_, cell): Literal => ({ cell, codes: 1 }));
    const facts: Fact[] = [
      { kind: 'number', literals, min: 10, max: 10 },
      { kind: 'number', literals: literals.slice(1), min: 0, max: 8 },
      { kind: 'cell', cell: 0, codes: 2 },
    ];
    expect(someState(Array(20).fill(3), facts, [])).toBe(null);
  });
});
