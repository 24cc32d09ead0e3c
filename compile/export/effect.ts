/** What an action writes, as a nest of choices: what is written in any case is said once, the rest by cases. */
import type { Leaf, Tree, Write } from '../tree.ts';
import type { Trees } from '../trees.ts';
import { any, type Formula } from './formula.ts';
import type { Reach } from './reach.ts';

export interface Choice {
  readonly when: Formula;
  readonly effect: Effect;
}

/** All tests are of the state before anything is written. */
export interface Effect {
  /** None, or several, of which exactly one is open wherever the action is granted; the last is whatever is left. */
  readonly choices: readonly Choice[];
  /** What is written besides, whichever it is. */
  readonly writes: readonly Write[];
}

/** The live leaves of a tree, each once. */
function leavesOf(tree: Tree, reach: Reach, found = new Set<Tree>()): readonly Leaf[] {
  if (!found.has(tree)) {
    found.add(tree);
    for (const { next } of reach.live(tree)) leavesOf(next, reach, found);
  }
  return [...found].filter((each) => each.kind === 'leaf');
}

const sameWrite = (one: Write, other: Write): boolean =>
  one.cell === other.cell && one.map.every((code, place) => code === other.map[place]);

/** The effect of a tree whose leaves have value 1 where the action is granted. */
export function effectOf(tree: Tree, trees: Trees, reach: Reach): Effect {
  const [first, ...others] = leavesOf(tree, reach) as [Leaf, ...Leaf[]];
  const common = first.writes.filter((write) =>
    others.every(({ writes }) => writes.some((other) => sameWrite(write, other))),
  );
  const rest = trees.mapLeaves(({ value, writes }) =>
    trees.leaf(
      value,
      writes.filter((write) => !common.some((other) => sameWrite(write, other))),
    ),
  )(tree);
  const cases = new Map<Tree, Formula[]>();
  for (const { when, next } of reach.live(reach.last(rest))) {
    const end = reach.last(next);
    cases.set(end, [...(cases.get(end) ?? []), when]);
  }
  const choices = [...cases].map(([end, when]) => ({ when: any(when), effect: effectOf(end, trees, reach) }));
  return { choices, writes: common };
}
