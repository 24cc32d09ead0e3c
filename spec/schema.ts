/**
 * The schema language: how an abstract state is stated once, as tables of finite fields over finite sorts.
 * What follows from a schema (packing, stores, printing, diff, JSON, permutations) stands in `schema/`;
 * the one schema of the host stands in `state.ts`.
 */
import type { Id, Sort } from './sorts.ts';

/** True or false. */
export interface Flag {
  readonly kind: 'flag';
}
/** One of a few names; the first is the default. */
export interface Enumeration<Name extends string = string> {
  readonly kind: 'enumeration';
  readonly names: readonly Name[];
}
/** 0 … `max`; a name stands for a bound that the instance sets. Where `beside` is given, one more for each of its members. */
export interface Counter {
  readonly kind: 'counter';
  readonly max: number | 'capacity';
  readonly beside?: Sort;
}
/** An id of a sort, or null (the default). */
export interface Optional<S extends Sort = Sort> {
  readonly kind: 'optional';
  readonly sort: S;
}
/** A finite field. The default of every field (false, the first name, 0, null) has code 0. */
export type Field = Flag | Enumeration | Counter | Optional;

export const flag = (): Flag => ({ kind: 'flag' });
export const enumeration = <const Name extends string>(...names: readonly Name[]): Enumeration<Name> => ({
  kind: 'enumeration',
  names,
});
export const counter = (max: Counter['max'], beside?: Sort): Counter =>
  beside === undefined ? { kind: 'counter', max } : { kind: 'counter', max, beside };
export const optional = <S extends Sort>(sort: S): Optional<S> => ({ kind: 'optional', sort });

export type Fields = Readonly<Record<string, Field>>;

/** A table: one row of fields for every combination of ids of the sorts it stands over. */
export interface TableSchema<Over extends readonly Sort[] = readonly Sort[], F extends Fields = Fields> {
  readonly over: Over;
  readonly fields: F;
}

/** A table over `over`; sorts whose slices are asked for come first, since a slice is a prefix of the index. */
export const table = <const Over extends readonly Sort[], F extends Fields>(
  over: Over,
  fields: F,
): TableSchema<Over, F> => ({
  over,
  fields,
});

export type Schema = Readonly<Record<string, TableSchema>>;

/** What a field holds, as the reader of a model sees it. */
export type Value<F extends Field> =
  F extends Enumeration<infer Name>
    ? Name
    : F extends Optional<infer S>
      ? Id<S> | null
      : F extends Flag
        ? boolean
        : number;

/** One row: its fields are read and written as properties. */
export type RowOf<F extends Fields> = { -readonly [Name in keyof F]: Value<F[Name]> };

/** The index of a row: one id for each sort. */
export type Index<Over extends readonly Sort[]> = { readonly [Place in keyof Over]: Id<Over[Place]> };

/** The leading ids of an index: they name a slice of the table. */
export type Prefix<T extends readonly unknown[]> = T extends readonly [infer Head, ...infer Tail]
  ? readonly [] | readonly [Head, ...Prefix<Tail>]
  : readonly [];

type Last<Over extends readonly Sort[]> = Over extends readonly [...infer _, infer S extends Sort] ? S : never;

/**
 * A table of a state. Besides single rows it offers the operations over a whole slice that look at one field
 * of each row alone; anything over many rows is said with these, so that a transition stays a short list of tests.
 */
export interface Table<Over extends readonly Sort[], F extends Fields> {
  /** The row at `index`. It stays connected: writing its fields writes the state. */
  at(...index: Index<Over>): RowOf<F>;
  /** Whether a row of the slice holds `value`. */
  some<N extends keyof F>(field: N, value: Value<F[N]>, ...slice: Prefix<Index<Over>>): boolean;
  /** Whether every row of the slice holds one of `values`. */
  every<N extends keyof F>(field: N, values: readonly Value<F[N]>[], ...slice: Prefix<Index<Over>>): boolean;
  /** How many rows of the slice hold `value`. */
  count<N extends keyof F>(field: N, value: Value<F[N]>, ...slice: Prefix<Index<Over>>): number;
  /** The last id of the first row that holds `value`, in a slice that leaves only that id open; null if none does. */
  first<N extends keyof F>(field: N, value: Value<F[N]>, ...slice: Prefix<Index<Over>>): Id<Last<Over>> | null;
  /**
   * The last ids of the rows of a slice that leaves only that id open, in order: all, or those alone that do not hold
   * the default, where the store knows them. Who goes through them does nothing about a row that holds it.
   */
  inUse<N extends keyof F>(field: N, ...slice: Prefix<Index<Over>>): readonly Id<Last<Over>>[];
  /** Every row of the slice comes to hold the default. */
  clear<N extends keyof F>(field: N, ...slice: Prefix<Index<Over>>): void;
  /** Every row of the slice that holds `from` comes to hold `to`. */
  replace<N extends keyof F>(field: N, from: Value<F[N]>, to: Value<F[N]>, ...slice: Prefix<Index<Over>>): void;
}

/** A state, readable and writable: one table for each name of the schema. */
export type StateOf<S extends Schema> = {
  readonly [Name in keyof S]: Table<S[Name]['over'], S[Name]['fields']>;
};
