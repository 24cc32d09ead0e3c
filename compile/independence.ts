/**
 * Which labels of a compiled program commute, by the cells that they read and write. It is static: two labels that
 * share a cell are taken to depend on each other, whatever they do with it.
 */
import type { Independence } from '../checker/batch-system.ts';
import type { Tree } from './tree.ts';

/** The cells that a tree tests or whose code decides what it writes, and those that it writes. */
export interface Footprint {
  readonly reads: ReadonlySet<number>;
  readonly writes: ReadonlySet<number>;
}

export function footprintOf(tree: Tree): Footprint {
  const reads = new Set<number>();
  const writes = new Set<number>();
  const seen = new Set<Tree>();
  const visit = (at: Tree): void => {
    if (seen.has(at)) return;
    seen.add(at);
    if (at.kind === 'switch') {
      reads.add(at.cell);
      for (const { next } of at.branches) visit(next);
    } else if (at.kind === 'count') {
      for (const { cell } of at.literals) reads.add(cell);
      at.next.forEach(visit);
    } else {
      for (const { cell, map } of at.writes) {
        writes.add(cell);
        if (map.some((code) => code !== map[0])) reads.add(cell);
      }
    }
  };
  visit(tree);
  return { reads, writes };
}

const touches = (one: ReadonlySet<number>, other: ReadonlySet<number>): boolean => {
  for (const cell of one) if (other.has(cell)) return true;
  return false;
};

const independent = (one: Footprint, other: Footprint): boolean =>
  !touches(one.writes, other.reads) && !touches(other.writes, one.reads) && !touches(one.writes, other.writes);

/** @param trees the tree of each label, in the order in which they are tried. */
export function independenceOf(trees: readonly Tree[]): Independence {
  const masks = Math.max(1, Math.ceil(trees.length / 32));
  const before = new Int32Array(trees.length * masks);
  const commuting = new Int32Array(trees.length * masks);
  const footprints = trees.map(footprintOf);
  const set = (table: Int32Array, label: number, other: number): void => {
    const at = label * masks + (other >>> 5);
    table[at] = (table[at] as number) | (1 << (other & 31));
  };
  footprints.forEach((one, label) => {
    footprints.forEach((other, place) => {
      if (place < label) set(before, label, place);
      if (independent(one, other)) set(commuting, label, place);
    });
  });
  return { masks, before, independent: commuting };
}
