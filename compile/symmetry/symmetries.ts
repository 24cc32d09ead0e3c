/**
 * The symmetries of a traced program: which of its objects can be exchanged without changing what it does, found by
 * the schema and shown from the trees. What cannot be shown is not used.
 */
import { type Exchanges, exchangesOf, type SortExchanges } from '../../spec/schema/exchanges.ts';
import type { CellAction } from '../../spec/schema/permute.ts';
import type { TracedProgram } from '../traced.ts';
import { Automorphisms } from './automorphisms.ts';
import { interchangeable, type ObjectClass } from './classes.ts';
import { type Walk, walkOf } from './outer-walk.ts';
import { factorial, type Roles, rolesOf } from './roles.ts';

/** A mark that may be seen in one state and not in another of the same orbit, so that a reduced search may miss it. */
export interface AsymmetricMark {
  readonly mark: number;
  /** The first class of objects on whose numbers it depends. */
  readonly why: string;
}

export interface Symmetries {
  /** How many states an orbit has at most. */
  readonly order: number;
  /** The classes of interchangeable objects, for people. */
  readonly sorts: readonly string[];
  readonly asymmetricMarks: readonly AsymmetricMark[];
  /** Exchanges that generate the group. */
  readonly generators: readonly CellAction[];
  readonly roles: Roles;
  readonly walk: Walk;
}

const neighbours = ({ size, exchange }: ObjectClass): readonly CellAction[] =>
  Array.from({ length: size - 1 }, (_, place) => exchange(place, place + 1));

/**
 * @param further exchanges of objects of several sorts at once, which the schema does not suggest.
 * @param suggested what the schema suggests; some of it gives a smaller group.
 */
export function symmetriesOf(
  traced: TracedProgram,
  further: readonly Exchanges[] = [],
  suggested: readonly SortExchanges[] = exchangesOf(traced.program.layout),
): Symmetries {
  const { layout } = traced.program;
  const automorphisms = new Automorphisms(traced);
  const all = [...suggested, ...further.map((sort) => ({ slices: [], sort }))];
  let roles = rolesOf(all.flatMap((each) => interchangeable(automorphisms, each)));
  let walk = walkOf(roles.outer, layout.cells);
  while (walk === null) {
    const { classes } = roles;
    roles = rolesOf(classes.slice(0, -1));
    walk = walkOf(roles.outer, layout.cells);
  }
  const { plain, main, bags, classes } = roles;
  const marks = new Map<number, string>();
  for (const each of classes) {
    for (const mark of neighbours(each).flatMap((action) => [...automorphisms.marksMoved(action)])) {
      if (!marks.has(mark)) marks.set(mark, each.name);
    }
  }
  const sizes = [
    ...plain.map(({ blocks }) => blocks.length),
    main?.blocks.length ?? 1,
    ...bags.map(({ length }) => length),
  ];
  return {
    order: sizes.reduce((product, size) => product * factorial(size), walk.elements),
    sorts: classes.map(({ name }) => name),
    asymmetricMarks: [...marks].map(([mark, why]) => ({ mark, why })),
    generators: classes.flatMap(neighbours),
    roles,
    walk,
  };
}
