/** Classes of interchangeable objects: those of which any two can be exchanged by an automorphism. */
import type { Exchanges, SortExchanges } from '../../spec/schema/exchanges.ts';
import type { CellAction } from '../../spec/schema/permute.ts';
import type { Automorphisms } from './automorphisms.ts';
import { isIdentity } from './image.ts';

export interface ObjectClass {
  /** For people: `hpasid with row {p1, p2, p3}`. */
  readonly name: string;
  /** How many objects, at least two. */
  readonly size: number;
  /** Two of them, by their places in the class from 0, take each other's place. */
  readonly exchange: (one: number, other: number) => CellAction;
}

/** Objects of some exchanges, by index, in classes of any size. */
function partition(automorphisms: Automorphisms, { size, exchange }: Exchanges): readonly (readonly number[])[] {
  const classes: number[][] = [];
  for (let index = 0; index < size; index++) {
    // What can be exchanged with one of a class can be with all of them.
    const home = classes.find(([first]) => automorphisms.isOne(exchange(first as number, index)));
    if (home === undefined) classes.push([index]);
    else home.push(index);
  }
  return classes;
}

/** The classes of more than one object whose exchange makes a difference. */
function classesOf(
  automorphisms: Automorphisms,
  exchanges: Exchanges,
  among = partition(automorphisms, exchanges),
): readonly ObjectClass[] {
  return among
    .filter(({ length }) => length > 1)
    .map((indices) => ({
      name: `${exchanges.name} {${indices.map(exchanges.member).join(', ')}}`,
      size: indices.length,
      exchange: (one: number, other: number) =>
        automorphisms.effective(exchanges.exchange(indices[one] as number, indices[other] as number)),
    }))
    .filter(({ exchange }) => !isIdentity(exchange(0, 1)));
}

/** Slice by slice where all members can be exchanged in each slice; else in all slices at once. */
export function interchangeable(automorphisms: Automorphisms, { slices, sort }: SortExchanges): readonly ObjectClass[] {
  const bySlice = slices.map((each) => partition(automorphisms, each));
  if (slices.length > 0 && bySlice.every(({ length }) => length === 1)) {
    return slices.flatMap((each, place) => classesOf(automorphisms, each, bySlice[place]));
  }
  return classesOf(automorphisms, sort);
}
