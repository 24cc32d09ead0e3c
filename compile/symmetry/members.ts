/**
 * Interchangeable objects as members with cells of their own, and references that name them. What can be put in this
 * form is brought into a canonical order by sorting the members; nothing has to be tried.
 */
import type { CellAction } from '../../spec/schema/permute.ts';
import type { ObjectClass } from './classes.ts';
import { composed, isIdentity } from './image.ts';

export interface Members {
  /** `blocks[m][k]`: the `k`-th cell of member `m`. Exchanging two members exchanges their cells one by one. */
  readonly blocks: readonly (readonly number[])[];
  /** Cells whose codes name members; each stays where it is. */
  readonly references: readonly number[];
  /** `codes[m]`: the code by which references name member `m`; empty without references. */
  readonly codes: readonly number[];
}

/** The action that exchanges two members. */
function exchangeOf(
  { blocks, references, codes }: Members,
  one: number,
  other: number,
  { to }: CellAction,
): CellAction {
  const moved = to.map((_, cell) => cell);
  const [here, there] = [blocks[one], blocks[other]] as [readonly number[], readonly number[]];
  here.forEach((cell, place) => {
    moved[cell] = there[place] as number;
    moved[there[place] as number] = cell;
  });
  const [mine, theirs] = [codes[one], codes[other]];
  const swapped = Array.from(
    { length: 32 },
    (_, code) => (code === mine ? theirs : code === theirs ? mine : code) as number,
  );
  return { to: moved, codes: Array.from(to, (_, cell) => (references.includes(cell) ? swapped : null)) };
}

const sameAction = (one: CellAction, other: CellAction): boolean => isIdentity(composed(one, other));

/** Codes that a renaming changes. */
const changedBy = (map: readonly number[] | null | undefined): readonly number[] =>
  (map ?? []).flatMap((to, from) => (to === from ? [] : [from]));

/** Null where the cells of a member are not simply its own: indexed by two of the class, or naming members of it. */
export function membersOf({ size, exchange }: ObjectClass): Members | null {
  const withFirst = Array.from({ length: size - 1 }, (_, place) => exchange(0, place + 1));
  const [second] = withFirst as [CellAction];
  const cells = Array.from(second.to, (_, cell) => cell);
  const isMoved = (cell: number): boolean => withFirst.every(({ to }) => to[cell] !== cell);
  // Of two members each cell could belong to either: the first has the lower ones.
  const own = cells.filter((cell) => isMoved(cell) && (size > 2 || cell < (second.to[cell] as number)));
  const references = cells.filter((cell) => changedBy(second.codes[cell]).length > 0);
  if (references.some((cell) => second.to[cell] !== cell)) return null;
  const [reference] = references;
  const codes = reference === undefined ? [] : codesOf(withFirst, reference);
  const members = {
    blocks: [own, ...withFirst.map(({ to }) => own.map((cell) => to[cell] as number))],
    references,
    codes,
  };
  for (let one = 0; one < size; one++) {
    for (let other = one + 1; other < size; other++) {
      const action = exchange(one, other);
      if (!sameAction(action, exchangeOf(members, one, other, action))) return null;
    }
  }
  return members;
}

/** The codes of the members in a reference, by what each exchange with the first of them changes there. */
function codesOf(withFirst: readonly CellAction[], reference: number): readonly number[] {
  const changed = withFirst.map(({ codes }) => changedBy(codes[reference]));
  const [[one, other]] = changed as [readonly [number, number]];
  const first = changed.every((each) => each.includes(one)) ? one : other;
  return [first, ...changed.map((each) => each.find((code) => code !== first) as number)];
}
