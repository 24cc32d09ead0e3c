/** Systems for the tests of the checker: a graph written down edge by edge, and a grid of counters. */
import type { System } from '../../checker/system.ts';

/** A graph over small ints as nodes. */
export interface Graph {
  readonly initial: readonly number[];
  readonly edges: readonly { readonly from: number; readonly label: number; readonly to: number }[];
  /** Marks seen in the node `at` (label -1) or on its edge `label`. */
  readonly marks: readonly { readonly at: number; readonly mark: number; readonly label: number }[];
}

/** Where a node is written: all words are zero but one, so that two nodes differ in different places. */
function write(node: number, words: Int32Array, at: number, width: number): void {
  words.fill(0, at, at + width);
  words[at + (node % width)] = -node;
}

/** `graph` as a system of states of `width` words. Edges and marks come in the order in which they are written. */
export function graphSystem({ initial, edges, marks }: Graph, width = 1): System {
  return {
    width,
    initial(into) {
      for (const node of initial) {
        const to = into.add(0);
        write(node, into.words, to, width);
      }
    },
    expand(words, at, into) {
      const node = -words.subarray(at, at + width).reduce((sum, word) => sum + word, 0);
      for (const edge of edges) {
        if (edge.from !== node) continue;
        const to = into.add(edge.label);
        write(edge.to, into.words, to, width);
      }
      for (const seen of marks) {
        if (seen.at === node) into.mark(seen.mark, seen.label);
      }
    },
  };
}

/** `counters` counters, one word each, from 0 to `top`; each step adds one to one of them, which is its label. */
export function gridSystem(counters: number, top: number): System {
  return {
    width: counters,
    initial(into) {
      const to = into.add(0);
      into.words.fill(0, to, to + counters);
    },
    expand(words, at, into) {
      for (let counter = 0; counter < counters; counter++) {
        if (words[at + counter] === top) continue;
        const to = into.add(counter);
        for (let i = 0; i < counters; i++) into.words[to + i] = (words[at + i] as number) + (i === counter ? 1 : 0);
      }
    },
  };
}
