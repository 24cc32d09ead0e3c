/**
 * How each class of interchangeable objects is brought into a canonical order. Most are sorted, in up to three rounds:
 * small families that nothing else depends on, then the one class that references name, then sets of such references.
 * Of what cannot be sorted every arrangement is tried.
 */
import type { CellAction } from '../../spec/schema/permute.ts';
import type { ObjectClass } from './classes.ts';
import { composed, keyOf } from './image.ts';
import { type Members, membersOf } from './members.ts';

export interface Roles {
  /** Sorted first, each by itself. No reference names them, and nothing in them is renamed by other exchanges. */
  readonly plain: readonly Members[];
  /** Sorted then, with the references to it; null if there is none. */
  readonly main: Members | null;
  /** Sorted last: interchangeable cells that refer to members of `main`. */
  readonly bags: readonly (readonly number[])[];
  /** Exchanges that generate the group of which every element is tried. Each is its own inverse. */
  readonly outer: readonly CellAction[];
  /** The classes that have been given a role. */
  readonly classes: readonly ObjectClass[];
}

interface Candidate {
  readonly objects: ObjectClass;
  readonly members: Members | null;
  /** Exchanges of neighbours: they generate all. */
  readonly generators: readonly CellAction[];
}

/** References that can hold more codes are not sorted by, nor sets of more references. */
const codesMax = 8;
const bagMax = 15;

export const factorial = (size: number): number => (size < 2 ? 1 : size * factorial(size - 1));

const candidateOf = (objects: ObjectClass): Candidate => ({
  objects,
  members: membersOf(objects),
  generators: Array.from({ length: objects.size - 1 }, (_, place) => objects.exchange(place, place + 1)),
});

const namesNothing = ({ codes }: CellAction, cell: number): boolean => codes[cell] === null;

/** Those that fulfil a condition which may depend on which others do. */
function stable(
  candidates: readonly Candidate[],
  holds: (one: Candidate, among: readonly Candidate[]) => boolean,
): readonly Candidate[] {
  const kept = candidates.filter((one) => holds(one, candidates));
  return kept.length === candidates.length ? kept : stable(kept, holds);
}

const generatorsBeside = (all: readonly Candidate[], one: Candidate): readonly CellAction[] =>
  all.filter((other) => other !== one).flatMap(({ generators }) => generators);

const textOf = (blocks: readonly (readonly number[])[]): string => blocks.join(';');

/** Candidates whose members every other exchange takes to the members of such a one, in the same order. */
function plainAmong(all: readonly Candidate[]): readonly Candidate[] {
  const unnamed = all.filter(({ members }) => members !== null && members.references.length === 0);
  return stable(unnamed, (one, among) => {
    const { blocks } = one.members as Members;
    const known = new Set(among.map(({ members }) => textOf((members as Members).blocks)));
    return generatorsBeside(all, one).every(
      (action) =>
        blocks.every((cells) => cells.every((cell) => namesNothing(action, cell))) &&
        known.has(textOf(blocks.map((cells) => cells.map((cell) => action.to[cell] as number)))),
    );
  });
}

const cellsOf = ({ members }: Candidate): readonly number[] => (members as Members).blocks.flat();
const setOf = (cells: readonly number[]): string => cells.toSorted((one, other) => one - other).join();

/** Candidates whose members are one reference to `main` each, and which other exchanges take to each other. */
function bagsAmong(all: readonly Candidate[], rest: readonly Candidate[], main: Candidate): readonly Candidate[] {
  const { references } = main.members as Members;
  const single = rest.filter(
    ({ members }) =>
      members !== null &&
      members.references.length === 0 &&
      members.blocks.length <= bagMax &&
      members.blocks.every(([cell, ...others]) => others.length === 0 && references.includes(cell as number)),
  );
  return stable(single, (one, among) => {
    const known = new Set(among.map((each) => setOf(cellsOf(each))));
    return generatorsBeside(all, one).every(
      (action) =>
        known.has(setOf(cellsOf(one).map((cell) => action.to[cell] as number))) &&
        (main.generators.includes(action) || cellsOf(one).every((cell) => namesNothing(action, cell))),
    );
  });
}

const commute = (one: CellAction, other: CellAction): boolean =>
  keyOf(composed(one, other)) === keyOf(composed(other, one));

/** How many codes a cell has that an exchange renames. */
const codesOf = ({ codes }: CellAction, cell: number): number => (codes[cell] as readonly number[]).length;

const arrangements = (candidates: readonly Candidate[]): number =>
  candidates.reduce((product, { objects }) => product * factorial(objects.size), 1);

/** The one that leaves the fewest arrangements to be tried, and of those the one with the most cells of its own. */
function mainAmong(all: readonly Candidate[], candidates: readonly Candidate[]): Candidate | null {
  const left = (main: Candidate): number => {
    const bags = bagsAmong(all, candidates, main);
    return arrangements(candidates.filter((one) => one !== main && !bags.includes(one)));
  };
  const ranked = candidates.flatMap((one) => {
    const { members, generators } = one;
    const [exchange] = generators as readonly [CellAction];
    if (members === null || members.references.some((cell) => codesOf(exchange, cell) > codesMax)) return [];
    return [{ one, left: left(one), cells: members.blocks.flat().length }];
  });
  const [first] = ranked.toSorted((one, other) => one.left - other.left || other.cells - one.cells);
  return first?.one ?? null;
}

export function rolesOf(classes: readonly ObjectClass[]): Roles {
  const all = classes.map(candidateOf);
  const plain = plainAmong(all);
  const others = all.filter((one) => !plain.includes(one));
  const main = mainAmong(all, others);
  const rest = others.filter((one) => one !== main);
  const bags = main === null ? [] : bagsAmong(all, rest, main);
  // An exchange that does not commute with those of the main class would take its members apart.
  const outer = rest
    .filter((one) => !bags.includes(one))
    .filter(({ generators }) =>
      generators.every((one) => (main?.generators ?? []).every((other) => commute(one, other))),
    );
  return {
    plain: plain.map(({ members }) => members as Members),
    main: main?.members ?? null,
    bags: bags.map(cellsOf),
    outer: outer.flatMap(({ generators }) => generators),
    classes: [...plain, ...(main === null ? [] : [main]), ...bags, ...outer].map(({ objects }) => objects),
  };
}
