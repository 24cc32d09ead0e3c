/**
 * Visits every state of a finite system, exactly and on one thread. It knows neither time nor memory
 * limits nor interrupts: the caller advances it in portions and stops when it likes.
 */
import { EdgeLog } from './edge-log.ts';
import { Expansion } from './expansion.ts';
import type { Graph } from './graph.ts';
import { ROOT, SearchTree } from './search-tree.ts';
import { type Sighting, Sightings } from './sightings.ts';
import { StateTable } from './state-table.ts';
import type { System } from './system.ts';

/** What bounds a search. */
export interface SearchOptions {
  /** The search stops as soon as it has found so many distinct states; at least 1. Unbounded if left out. */
  readonly maxStates?: number;
  /** Keeps the graph, at 8 bytes per edge, while there are no more distinct states than this; not kept if left out. */
  readonly graphUpTo?: number;
}

/**
 * Breadth-first search by levels. States are numbered in the order of discovery, which is also the order
 * of expansion and of distance from an initial state: the states found are themselves the queue.
 * The same system always gives the same numbers.
 */
export class Search {
  readonly #system: System;
  readonly #maxStates: number;
  readonly #graphUpTo: number;
  readonly #states: StateTable;
  readonly #expansion: Expansion;
  readonly #tree = new SearchTree();
  readonly #sightings = new Sightings();
  /** Edges of the states expanded, null if they are not kept. */
  #edges: EdgeLog | null;
  readonly #initial: number;
  #generated = 0;
  /** Number of the next state to expand. */
  #next = 0;
  /** Steps from an initial state to the state expanded last. */
  #distance = -1;
  /** Number of the first state that is further away than that. */
  #levelEnd = 0;

  /**
   * Finds the initial states and expands none.
   *
   * @throws RangeError when the width of the system is not 1 to 16.
   * @throws Error when the system marks anything before a state is expanded.
   */
  constructor(system: System, options: SearchOptions = {}) {
    this.#system = system;
    this.#maxStates = options.maxStates ?? Number.POSITIVE_INFINITY;
    this.#graphUpTo = options.graphUpTo ?? 0;
    this.#edges = this.#graphUpTo > 0 ? new EdgeLog() : null;
    this.#states = new StateTable(system.width);
    this.#expansion = new Expansion(system.width);
    system.initial(this.#expansion);
    if (this.#expansion.markCount > 0) {
      throw new Error('a system marked something while it listed its initial states');
    }
    this.#admit(ROOT);
    this.#initial = this.distinct;
  }

  /**
   * Expands up to `states` further states (so that a caller can print progress, and notice a time limit
   * or an interrupt, between calls). False when nothing is left to expand, or the bound is reached.
   *
   * @throws RangeError when the runtime cannot allocate what the search needs to grow.
   */
  advance(states: number): boolean {
    for (let left = states; left > 0 && this.#unfinished; left--) this.#expandNext();
    return this.#unfinished;
  }

  /** Number of distinct states found. */
  get distinct(): number {
    return this.#states.size;
  }

  /** Number of initial states plus successors of expanded states, each counted as often as it was added. */
  get generated(): number {
    return this.#generated;
  }

  /** Number of levels found; the initial states are level 1. */
  get depth(): number {
    // The last level begun is distance + 1; states beyond its end are the beginning of one more.
    return this.#distance + (this.distinct > this.#levelEnd ? 2 : 1);
  }

  /** Number of states found but not yet expanded. */
  get queue(): number {
    return this.distinct - this.#next;
  }

  /**
   * Whether `maxStates` stopped the search, which is then not exhaustive. The state that reaches the bound
   * is never expanded, so a search bounded by exactly the number of states there are is not exhaustive either.
   */
  get bounded(): boolean {
    return this.distinct >= this.#maxStates;
  }

  /** All states with all their edges, once nothing is left to expand, if it was kept; else undefined. */
  get graph(): Graph | undefined {
    return this.queue > 0 || this.bounded ? undefined : this.#edges?.graph(this.#initial);
  }

  /** A nearest sighting of `mark` among the states expanded; undefined if there is none. */
  sighting(mark: number): Sighting | undefined {
    return this.#sightings.nearest(mark);
  }

  /**
   * Labels along a shortest way from an initial state to state number `state`.
   *
   * @throws RangeError when there is no such state.
   */
  path(state: number): number[] {
    this.#mustHave(state);
    return this.#tree.path(state);
  }

  /**
   * Copies the words of state number `state` to the beginning of `into`.
   *
   * @throws RangeError when there is no such state.
   */
  read(state: number, into: Int32Array): void {
    this.#mustHave(state);
    this.#states.read(state, into);
  }

  get #unfinished(): boolean {
    return this.queue > 0 && !this.bounded;
  }

  #expandNext(): void {
    const state = this.#next++;
    if (state === this.#levelEnd) {
      this.#distance++;
      this.#levelEnd = this.distinct;
    }
    this.#expansion.clear();
    this.#system.expand(this.#states.words, state * this.#states.width, this.#expansion);
    this.#note(state);
    this.#admit(state);
    if (this.distinct > this.#graphUpTo) this.#edges = null;
    this.#edges?.endState();
  }

  /** Takes over the marks seen at `state`. */
  #note(state: number): void {
    const { marks, markLabels, markCount } = this.#expansion;
    for (let i = 0; i < markCount; i++) {
      this.#sightings.see(marks[i] as number, state, markLabels[i] as number, this.#distance);
    }
  }

  /** Takes over the successors of `parent`, as far as the bound allows. */
  #admit(parent: number): void {
    const { words, labels, count } = this.#expansion;
    const { width } = this.#states;
    for (let i = 0; i < count && !this.bounded; i++) {
      this.#generated++;
      const number = this.#states.add(words, i * width);
      const label = labels[i] as number;
      if (number >= 0) this.#tree.add(parent, label);
      if (parent !== ROOT) this.#edges?.add(number < 0 ? ~number : number, label);
    }
  }

  #mustHave(state: number): void {
    if (!Number.isInteger(state) || state < 0 || state >= this.distinct) {
      throw new RangeError(`there is no state ${state} among the ${this.distinct} found`);
    }
  }
}
