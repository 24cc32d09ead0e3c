/** What an action on cells makes of the parts of a tree, and of another such action. */
import type { CellAction } from '../../spec/schema/permute.ts';
import { type Codes, codesOf, type Literal, type Write } from '../tree.ts';

/** Whether it leaves every state as it is. */
export const isIdentity = ({ to, codes }: CellAction): boolean =>
  to.every((cell, from) => cell === from) && codes.every((map) => map === null || map.every((to, from) => to === from));

/** First `first`, then `second`. */
export function composed(first: CellAction, second: CellAction): CellAction {
  const to = first.to.map((cell) => second.to[cell] as number);
  const codes = first.codes.map((map, cell) => {
    const next = second.codes[first.to[cell] as number] ?? null;
    if (map === null || next === null) return map ?? next;
    return map.map((code) => next[code] as number);
  });
  return { to, codes };
}

/** A text that is the same for actions that do the same. */
export const keyOf = ({ to, codes }: CellAction): string =>
  `${to}|${codes.map((map) => (map === null || map.every((to, from) => to === from) ? '' : map.join())).join(';')}`;

/** Whether an action moves a cell or renames codes of it. */
export const touches = ({ to, codes }: CellAction, cell: number): boolean => to[cell] !== cell || codes[cell] !== null;

export function imageOfCodes({ codes: maps }: CellAction, cell: number, codes: Codes): Codes {
  const map = maps[cell] ?? null;
  return map === null ? codes : codesOf(codes).reduce((all, code) => all | (1 << (map[code] as number)), 0);
}

export const imageOfLiteral = (action: CellAction, { cell, codes }: Literal): Literal => ({
  cell: action.to[cell] as number,
  codes: imageOfCodes(action, cell, codes),
});

export function imageOfWrite({ to, codes }: CellAction, { cell, map }: Write): Write {
  const renamed = codes[cell] ?? null;
  if (renamed === null) return { cell: to[cell] as number, map };
  const image = [...map];
  map.forEach((after, before) => {
    image[renamed[before] as number] = renamed[after] as number;
  });
  return { cell: to[cell] as number, map: image };
}
