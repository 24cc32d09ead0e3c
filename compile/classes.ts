/**
 * Behaviour classes: the ways through a tree from its root to its leaves, as data for whoever explains them. Each says
 * what is so of a state that goes this way, in facts, and what then changes. Not here: which of them some state goes.
 */
import { allCodes, type Codes, hasCode, type Leaf, type Literal, type Tree, type Write } from './tree.ts';

/** That a cell holds one of some codes. */
export interface CellFact extends Literal {
  readonly kind: 'cell';
}

/** That at least `min` and at most `max` of several literals hold. */
export interface NumberFact {
  readonly kind: 'number';
  readonly literals: readonly Literal[];
  readonly min: number;
  readonly max: number;
}

export type Fact = CellFact | NumberFact;

/** What becomes of one cell, of which is known which codes it may have held. At least one of them changes. */
export interface Change extends Write {
  readonly known: Codes;
}

export interface BehaviourClass {
  /** In the order in which they are tested; about each cell alone there is at most one. */
  readonly facts: readonly Fact[];
  /** That of the leaf. */
  readonly value: number;
  readonly changes: readonly Change[];
}

/** Every class of a tree, in the order of its branches. */
export function classesOf(tree: Tree): BehaviourClass[] {
  const classes: BehaviourClass[] = [];
  const follow = (from: Tree, facts: readonly Fact[]): void => {
    if (from.kind === 'leaf') classes.push(classOf(from, facts));
    else if (from.kind === 'switch') {
      for (const { codes, next } of from.branches) follow(next, learnt(facts, from.cell, codes));
    } else {
      const { literals, next } = from;
      for (let min = 0; min < next.length; min++) {
        let max = min;
        while (next[max + 1] === next[min]) max++;
        follow(next[min] as Tree, [...facts, { kind: 'number', literals, min, max }]);
        min = max;
      }
    }
  };
  follow(tree, []);
  return classes;
}

/** What is known once a cell was tested again, or for the first time. */
function learnt(facts: readonly Fact[], cell: number, codes: Codes): readonly Fact[] {
  const known = facts.findIndex((fact) => fact.kind === 'cell' && fact.cell === cell);
  const fact = facts[known];
  if (fact?.kind !== 'cell') return [...facts, { kind: 'cell', cell, codes }];
  return facts.with(known, { ...fact, codes: fact.codes & codes });
}

function classOf({ value, writes }: Leaf, facts: readonly Fact[]): BehaviourClass {
  const changes = writes
    .map((write) => ({ ...write, known: knownOf(facts, write) }))
    .filter(({ map, known }) => map.some((to, from) => hasCode(known, from) && to !== from));
  return { facts, value, changes };
}

/** The codes that a cell may hold, by all facts that settle it. */
function knownOf(facts: readonly Fact[], { cell, map }: Write): Codes {
  let known = allCodes(map.length - 1);
  for (const fact of facts) {
    if (fact.kind === 'cell') {
      if (fact.cell === cell) known &= fact.codes;
      continue;
    }
    for (const literal of fact.literals) {
      if (literal.cell !== cell) continue;
      if (fact.max === 0) known &= ~literal.codes;
      if (fact.min === fact.literals.length) known &= literal.codes;
    }
  }
  return known;
}
