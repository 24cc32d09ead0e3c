/**
 * Objects that look interchangeable by the schema alone: the members of a sort, or the rows of a slice. Whether
 * exchanging two of them changes what a host does is not known here.
 */
import { printId, type Sort, sorts } from '../sorts.ts';
import { type Column, indexOf, type Layout, rowOf } from './layout.ts';
import { actionOf, type CellAction, type Permutation } from './permute.ts';

/** Exchanges among the members of one sort, of several that go together, or among rows of one slice. */
export interface Exchanges {
  /** For people: `hpasid with row`, `grpid of pageRequest[d1, 2]`. */
  readonly name: string;
  /** How many members there are. */
  readonly size: number;
  /** A member by its index from 0, for people. */
  readonly member: (index: number) => string;
  /** Two members take each other's place. */
  readonly exchange: (one: number, other: number) => CellAction;
}

/** Sorts that are not exchanged by themselves, and that with which they go: rows are the raw numbers of host PASIDs. */
const companions: Readonly<Partial<Record<Sort, Sort>>> = { row: 'hpasid' };

const swapped = (length: number, first: number, one: number, other: number): number[] =>
  Array.from({ length }, (_, index) => first + (index === one ? other : index === other ? one : index));

/** A sort, and those that go with it as far as they have members of the same numbers. */
function togetherWith({ bounds: { sizes } }: Layout, sort: Sort): readonly Sort[] {
  const others = (Object.keys(companions) as Sort[]).filter((other) => companions[other] === sort);
  return [sort, ...others.filter((other) => sizes[other] >= sizes[sort])];
}

function ofSort(layout: Layout, sort: Sort): Exchanges {
  const { sizes } = layout.bounds;
  const together = togetherWith(layout, sort);
  return {
    name: together.join(' with '),
    size: sizes[sort],
    member: (index) => printId(sort, sorts[sort].first + index),
    exchange: (one, other) => {
      const permutation = together.map((each) => [each, swapped(sizes[each], sorts[each].first, one, other)] as const);
      return actionOf(layout, Object.fromEntries(permutation) as Permutation);
    },
  };
}

/** The rows of a table that differ only in the id at one place of their index. */
function ofSlice(layout: Layout, columns: readonly Column[], place: number, ids: readonly number[]): Exchanges {
  const { sizes } = layout.bounds;
  const [{ table, over }] = columns as readonly [Column];
  const sort = over[place] as Sort;
  const { first } = sorts[sort];
  const others = ids.flatMap((id, at) => (at === place ? [] : [printId(over[at] as Sort, id)]));
  const row = (column: Column, index: number): number => {
    const at = ids.with(place, first + index);
    return column.offset + rowOf(column, sizes, at);
  };
  return {
    name: `${sort} of ${table}[${others.join(', ')}]`,
    size: sizes[sort],
    member: (index) =>
      `${table}[${ids.map((id, at) => printId(over[at] as Sort, at === place ? first + index : id)).join(', ')}]`,
    exchange: (one, other) => {
      const { to, codes } = actionOf(layout, {});
      for (const column of columns) {
        to[row(column, one)] = row(column, other);
        to[row(column, other)] = row(column, one);
      }
      return { to, codes };
    },
  };
}

/**
 * The slices of a sort that indexes a single table, beside other sorts, and is named nowhere: in each slice its members
 * can be exchanged without regard to the others.
 */
function slicesOf(layout: Layout, sort: Sort): readonly Exchanges[] {
  const { sizes } = layout.bounds;
  const together = togetherWith(layout, sort);
  const named = layout.columns.some(({ field }) => field.kind === 'optional' && together.includes(field.sort));
  const columns = layout.columns.filter(({ over }) => over.some((each) => together.includes(each)));
  const [column] = columns;
  if (column === undefined || named || columns.some(({ table }) => table !== column.table)) return [];
  const { over } = column;
  if (over.length === 1 || over.filter((each) => together.includes(each)).join() !== sort) return [];
  const place = over.indexOf(sort);
  const rows = Array.from({ length: column.rows }, (_, row) => indexOf(column, sizes, row));
  return rows.filter((ids) => ids[place] === sorts[sort].first).map((ids) => ofSlice(layout, columns, place, ids));
}

/** Ways to exchange the members of a sort: those in front are to be preferred, if all of them are possible. */
export interface SortExchanges {
  readonly slices: readonly Exchanges[];
  readonly sort: Exchanges;
}

/** Everything that looks interchangeable, by sort. */
export const exchangesOf = (layout: Layout): readonly SortExchanges[] =>
  (Object.keys(sorts) as Sort[])
    .filter((sort) => companions[sort] === undefined && layout.bounds.sizes[sort] > 1)
    .map((sort) => ({ slices: slicesOf(layout, sort), sort: ofSort(layout, sort) }));
