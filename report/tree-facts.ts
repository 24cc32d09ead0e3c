/** What is so of a state, and what becomes of it, in words: facts and changes of a behaviour class. */
import type { Change, Fact } from '../compile/classes.ts';
import { allCodes, type Codes, codesOf, type Literal, onlyCode } from '../compile/tree.ts';
import { type Column, indexOf, type Layout } from '../spec/schema/layout.ts';
import { printCell, printCode } from '../spec/schema/print.ts';
import { printId, type Sort } from '../spec/sorts.ts';

const columnOf = ({ columns }: Layout, cell: number): Column =>
  columns.findLast(({ offset }) => offset <= cell) as Column;

/** `= idle|active`, `≠ none` */
function printCodes(column: Column, codes: Codes): string {
  const not = onlyCode(allCodes(column.max) & ~codes);
  if (column.max > 1 && not >= 0) return `≠ ${printCode(column, not)}`;
  return `= ${codesOf(codes)
    .map((code) => printCode(column, code))
    .join('|')}`;
}

/** `pasidEntry[d1, *].pgd`: every row of a pattern at once, or row by row where they have none. */
function printRows(layout: Layout, column: Column, rows: readonly number[]): string {
  const { sizes } = layout.bounds;
  const indices = rows.map((row) => indexOf(column, sizes, row));
  const ids = column.over.map((_, place) => [...new Set(indices.map((index) => index[place] as number))]);
  if (ids.reduce((product, each) => product * each.length, 1) !== rows.length) {
    return rows.map((row) => printCell(layout, column, row)).join(', ');
  }
  const pattern = ids.map((each, place) => {
    const sort = column.over[place] as Sort;
    return each.length > 1 && each.length === sizes[sort] ? '*' : each.map((id) => printId(sort, id)).join('|');
  });
  return `${column.table}[${pattern.join(', ')}].${column.name}`;
}

/** What several cells have in common, said once for all of them. `say` says it of one column's cells. */
function printTogether<Of extends { readonly cell: number }>(
  layout: Layout,
  all: readonly Of[],
  say: (of: Of, column: Column) => string,
): string[] {
  const groups = new Map<string, { column: Column; said: string; rows: number[] }>();
  for (const each of all) {
    const column = columnOf(layout, each.cell);
    const said = say(each, column);
    const key = `${column.number} ${said}`;
    const group = groups.get(key) ?? { column, said, rows: [] };
    group.rows.push(each.cell - column.offset);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ column, said, rows }) => `${printRows(layout, column, rows)} ${said}`);
}

const printLiterals = (layout: Layout, literals: readonly Literal[]): string[] =>
  printTogether(layout, literals, ({ codes }, column) => printCodes(column, codes));

const negated = (layout: Layout, { cell, codes }: Literal): Literal => ({
  cell,
  codes: allCodes(columnOf(layout, cell).max) & ~codes,
});

function printNumber(min: number, max: number, all: number): string {
  if (min === max) return `${min} of`;
  if (max === all) return min === 1 ? 'some' : `at least ${min} of`;
  return min === 0 ? `at most ${max} of` : `${min} to ${max} of`;
}

/** `ioasid[p1].state = idle|active`, `some binding[p1, *].pgd ≠ none` */
export function printFact(layout: Layout, fact: Fact): string {
  if (fact.kind === 'cell') return printLiterals(layout, [fact]).join();
  const { literals, min, max } = fact;
  const every = (all: readonly Literal[]): string =>
    printLiterals(layout, all)
      .map((said) => `every ${said}`)
      .join(' and ');
  if (max === 0) return every(literals.map((literal) => negated(layout, literal)));
  if (min === literals.length) return every(literals);
  return `${printNumber(min, max, literals.length)} ${printLiterals(layout, literals).join(' or ')}`;
}

/** `:= pgd1`, or what it was and is: `idle → free_pending`. */
function printChange({ map, known }: Change, column: Column): string {
  const before = codesOf(known);
  const after = before.map((code) => map[code] as number);
  const [first] = after as [number];
  if (after.every((code) => code === first)) return `:= ${printCode(column, first)}`;
  const moved = before.filter((code) => map[code] !== code);
  const arrows = moved.map((code) => `${printCode(column, code)} → ${printCode(column, map[code] as number)}`);
  return arrows.join(', ');
}

/** `pasidEntry[d1, 1].pgd := pgd1` */
export const printChanges = (layout: Layout, changes: readonly Change[]): string[] =>
  printTogether(layout, changes, printChange);
