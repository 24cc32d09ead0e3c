/**
 * A traced program as a model for other checkers: variables, rules and invariants, in no language yet. Its distinct
 * states and its successors are those of the program, one for one: actions that do the same remain several rules.
 * Not here: refusals, which lead nowhere, and witnesses.
 */
import { DenseStore } from '../../spec/schema/dense.ts';
import type { Outcome } from '../program.ts';
import type { Sought, TracedProgram } from '../traced.ts';
import type { Tree, Write } from '../tree.ts';
import { type Effect, effectOf } from './effect.ts';
import { FixedCells, writtenCells } from './fixed-cells.ts';
import { any, type Formula, never } from './formula.ts';
import { Names } from './names.ts';
import { Reach } from './reach.ts';

/** What an export is to say of itself. */
export interface About {
  /** What the model is of, in a line. */
  readonly title: string;
  /** A name for it, which becomes that of a TLA+ module. */
  readonly name: string;
  /** Counts that are known: distinct states, and generated ones (with the initial state). */
  readonly counts: { readonly distinct: number; readonly generated: number } | null;
  /** The marks that mean that an invariant is broken. */
  readonly broken: readonly number[];
}

/** A cell with the code that it has at first. */
export interface Cell {
  readonly cell: number;
  readonly initial: number;
}

export interface Rule {
  /** The action's. */
  readonly name: string;
  readonly guard: Formula;
  readonly effect: Effect;
}

export interface BrokenInvariant {
  readonly name: string;
  readonly when: Formula;
}

export interface ExportModel {
  readonly about: About;
  readonly names: Names;
  /** The highest code of every cell. */
  readonly max: readonly number[];
  readonly variables: readonly Cell[];
  /** Cells that nothing writes: rules and invariants do without them. */
  readonly fixed: readonly Cell[];
  /** Those that can ever fire. */
  readonly rules: readonly Rule[];
  /** One for each mark. That of a step is broken where a step would break it. */
  readonly invariants: readonly BrokenInvariant[];
}

/** A field of one code alone has nothing to change. */
const isChange = ({ map }: Write): boolean => map.length > 1;

/** Every action's tree, with value 1 where it is granted and 0 elsewhere. */
function grantsOf({ trees, actions, outcomes }: TracedProgram): readonly Tree[] {
  const isGrant = (outcome: Outcome | null | undefined): boolean => outcome?.granted === true;
  return actions.map(
    trees.mapLeaves(({ value, writes }) =>
      isGrant(outcomes[value]) ? trees.leaf(1, writes.filter(isChange)) : trees.leaf(0),
    ),
  );
}

/** The program must be able to change something: a model without variables is none in any of the languages. */
export function exportModel(traced: TracedProgram, about: About): ExportModel {
  const { program, trees, sought } = traced;
  const { layout, actions, marks } = program;
  const store = new DenseStore(layout);
  program.on(store, store, () => false).boot();

  const max = layout.columns.flatMap((column) => Array<number>(column.rows).fill(column.max));
  const grants = grantsOf(traced);
  const written = writtenCells(grants);
  const cells = Array.from(store.cells, (initial, cell) => ({ cell, initial }));
  const fixed = cells.filter(({ cell }) => !written.has(cell));
  const known = new FixedCells(trees, new Map(fixed.map(({ cell, initial }) => [cell, initial])), max);
  const reach = new Reach(max);
  // What is written does not matter to a guard, which is shorter for it.
  const withoutWrites = trees.mapLeaves(({ value }) => trees.leaf(value));

  const rules = grants.map((grant, action) => {
    const tree = known.without(grant);
    const guard = reach.guard(withoutWrites(tree));
    return guard === never ? null : { name: actions[action] as string, guard, effect: effectOf(tree, trees, reach) };
  });
  const brokenWhere = ({ tree }: Sought): Formula => reach.guard(known.without(tree));
  return {
    about,
    names: new Names(layout),
    max,
    variables: cells.filter(({ cell }) => written.has(cell)),
    fixed,
    rules: rules.filter((rule) => rule !== null),
    invariants: about.broken.map((mark) => ({
      name: marks[mark] ?? 'no field leaves its range',
      when: any(sought.filter((each) => each.mark === mark).map(brokenWhere)),
    })),
  };
}
