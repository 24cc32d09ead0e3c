/**
 * The allocator as in SimpleAllocator.tla of the TLA+ Examples (Stephan Merz): clients ask for sets of
 * resources, get them piecemeal and give them back. Its fairness conditions are stated where they are tested.
 */
import type { Expansion } from '../../checker/expansion.ts';
import { IN_STATE } from '../../checker/expansion.ts';
import type { System } from '../../checker/system.ts';

/** What is marked. */
export const marks = {
  /** In a state: two clients hold the same resource. */
  shared: 0,
  /** In a state: all clients hold something. A witness that this is possible at all. */
  allServed: 1,
} as const;

/** Faults that can be planted. */
export type SimpleAllocatorFault = 'resources are allocated though others hold them';

/** What a step is, as far as fairness tells steps apart. */
export const steps = { request: 0, allocate: 1, returnSome: 2, returnAll: 3, returnAllSatisfied: 4 } as const;
export type SimpleAllocatorStep = keyof typeof steps;

/** The label of a client's steps of a kind. */
export const labelOf = (client: number, step: SimpleAllocatorStep): number => client * 5 + steps[step];

/**
 * One word per client: in the low bits the set `unsat` of resources it still waits for, above it the set
 * `alloc` of those it holds. The label of an edge says its client and its kind (`labelOf`).
 *
 * @param clients Number of clients, 1 to 16.
 * @param resources Number of resources, 1 to 15.
 */
export function simpleAllocator(clients: number, resources: number, fault?: SimpleAllocatorFault): System {
  const all = (1 << resources) - 1;
  const ignoresHolders = fault === 'resources are allocated though others hold them';

  /** Adds the state that differs from `words[at]` in what `client` waits for and holds. */
  function add(
    into: Expansion,
    words: Int32Array,
    at: number,
    client: number,
    step: SimpleAllocatorStep,
    unsat: number,
    alloc: number,
  ): void {
    const to = into.add(labelOf(client, step));
    for (let i = 0; i < clients; i++) into.words[to + i] = words[at + i] as number;
    into.words[to + client] = unsat | (alloc << resources);
  }

  return {
    width: clients,
    initial(into) {
      const to = into.add(0);
      into.words.fill(0, to, to + clients);
    },
    expand(words, at, into) {
      let held = 0;
      let served = 0;
      for (let client = 0; client < clients; client++) {
        const alloc = (words[at + client] as number) >> resources;
        if ((held & alloc) !== 0) into.mark(marks.shared, IN_STATE);
        if (alloc !== 0) served++;
        held |= alloc;
      }
      if (served === clients) into.mark(marks.allServed, IN_STATE);

      const available = ignoresHolders ? all : all & ~held;
      for (let client = 0; client < clients; client++) {
        const unsat = (words[at + client] as number) & all;
        const alloc = (words[at + client] as number) >> resources;
        const returnAll = unsat === 0 ? 'returnAllSatisfied' : 'returnAll';
        for (let set = 1; set <= all; set++) {
          if (unsat === 0 && alloc === 0) add(into, words, at, client, 'request', set, 0);
          if ((set & ~(available & unsat)) === 0) add(into, words, at, client, 'allocate', unsat & ~set, alloc | set);
          const step = set === alloc ? returnAll : 'returnSome';
          if ((set & ~alloc) === 0) add(into, words, at, client, step, unsat, alloc & ~set);
        }
      }
    },
  };
}
