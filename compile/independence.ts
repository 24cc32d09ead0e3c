/**
 * Which labels of a compiled program commute, by the cells that they read and write. It is static: two labels that
 * share a cell are taken to depend on each other, whatever they do with it.
 */
import type { Independence } from '../checker/batch-system.ts';
import type { Tree } from './tree.ts';

/** The cells that trees test or whose code decides what they write, and those that they write. */
export interface Footprint {
  readonly reads: ReadonlySet<number>;
  readonly writes: ReadonlySet<number>;
}

export function footprintOf(...trees: readonly Tree[]): Footprint {
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
  trees.forEach(visit);
  return { reads, writes };
}

/** A footprint with sets of cells as masks: bit `c & 31` of word `c >>> 5` stands for cell `c`. */
interface Masks {
  readonly writes: Int32Array;
  /** Cells that are read or written. */
  readonly touches: Int32Array;
}

function masked({ reads, writes }: Footprint, words: number): Masks {
  const mask = (cells: Iterable<number>): Int32Array => {
    const set = new Int32Array(words);
    for (const cell of cells) set[cell >>> 5] = (set[cell >>> 5] as number) | (1 << (cell & 31));
    return set;
  };
  return { writes: mask(writes), touches: mask([...reads, ...writes]) };
}

/** Neither writes what the other touches. */
function independent(one: Masks, other: Masks): boolean {
  for (let word = 0; word < one.writes.length; word++) {
    const clash =
      ((one.writes[word] as number) & (other.touches[word] as number)) |
      ((other.writes[word] as number) & (one.touches[word] as number));
    if (clash !== 0) return false;
  }
  return true;
}

/** @param footprints that of each label, in the order in which they are tried. */
export function independenceOf(footprints: readonly Footprint[]): Independence {
  const masks = Math.max(1, Math.ceil(footprints.length / 32));
  const before = new Int32Array(footprints.length * masks);
  const commuting = new Int32Array(footprints.length * masks);
  const highest = footprints.reduce((most, { reads, writes }) => Math.max(most, ...reads, ...writes), 0);
  const all = footprints.map((each) => masked(each, (highest >>> 5) + 1));
  const set = (table: Int32Array, label: number, other: number): void => {
    const at = label * masks + (other >>> 5);
    table[at] = (table[at] as number) | (1 << (other & 31));
  };
  // What a label is to itself is never asked: one that is taken neither slept before nor comes before itself.
  for (let label = 0; label < all.length; label++) {
    for (let other = 0; other < label; other++) {
      set(before, label, other);
      if (!independent(all[label] as Masks, all[other] as Masks)) continue;
      set(commuting, label, other);
      set(commuting, other, label);
    }
  }
  return { masks, before, independent: commuting };
}
