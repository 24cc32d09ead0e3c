/** What the tests of the schema are held on: the host's layout at several topologies, and random states of them. */
import fc from 'fast-check';
import { hostLayout } from '../../../spec/state.ts';
import { Topology } from '../../../spec/topology.ts';
import { nothing, twoContainers, twoGuests, wide } from '../topologies.ts';

export type HostLayout = ReturnType<typeof hostLayout>;

export interface Sample {
  readonly name: string;
  readonly topology: Topology;
  readonly layout: HostLayout;
}

export const samples: readonly Sample[] = Object.entries({ twoGuests, twoContainers, nothing, wide }).map(
  ([name, data]) => {
    const topology = new Topology(data);
    return { name, topology, layout: hostLayout(topology) };
  },
);

export const twoGuestsLayout = hostLayout(new Topology(twoGuests));

/** Any codes of all cells of a layout. */
export function anyCells({ cells, columns }: HostLayout): fc.Arbitrary<Int32Array> {
  const maxima = columns.flatMap(({ rows, max }) => Array.from({ length: rows }, () => max));
  return fc
    .array(fc.nat(), { minLength: cells, maxLength: cells })
    .map((numbers) => Int32Array.from(numbers, (number, cell) => number % ((maxima[cell] as number) + 1)));
}
