/**
 * Visits every state of a compiled system as `Search` does, with the same numbers, levels and counts, but many states at
 * a time. It knows neither time limits nor interrupts: the caller advances it in portions and stops when it likes.
 */
import { batchArrays } from './batch-arrays.ts';
import type { BatchArrays, BatchCode, BatchSystem } from './batch-system.ts';
import { BatchTable } from './batch-table.ts';
import { type Checkpoint, mustFit } from './checkpoint.ts';
import { Expansion, IN_STATE } from './expansion.ts';
import { type Omission, omission } from './omission.ts';
import { orderText } from './order-hash.ts';
import { Retrace } from './retrace.ts';
import { type RoomOptions, type SearchRoom, searchRoom } from './search-room.ts';
import { ROOT } from './search-tree.ts';
import { type Sighting, Sightings } from './sightings.ts';
import { SleepMasks } from './sleep-masks.ts';
import { StateLog } from './state-log.ts';

/** What bounds a search, what it may leave out, and where it begins. */
export interface BatchSearchOptions extends RoomOptions {
  /** The search stops as soon as it has found so many distinct states; at least 1. Unbounded if left out. */
  readonly maxStates?: number;
  /**
   * States so many steps away are the last to be found: marks in them are seen, but no edge is taken from them, so that
   * every story has at most so many steps. At least 0; unbounded if left out.
   */
  readonly maxDepth?: number;
  /** Most states expanded at once, at least 1; 256 if left out. Results do not depend on it. */
  readonly batch?: number;
  /** Goes on where another search stood, on the same system and with the same sleep sets, fingerprints and spilling. */
  readonly resume?: Checkpoint;
}

const DEFAULT_BATCH = 256;
/** Where a search stood before the batch that a limit cut short, so that it can be gone on with. */
interface Cut {
  readonly size: number;
  readonly generated: number;
  readonly explored: number;
  readonly next: number;
}

/** States are packed into at most so many words; a wider model has left what can be visited exhaustively. */
const MAX_WIDTH = 16;

/**
 * Breadth-first search by levels. States are numbered in the order of discovery, which is also the order of expansion and
 * of distance from an initial state. The same system always gives the same numbers.
 */
export class BatchSearch {
  readonly #system: BatchSystem;
  readonly #maxStates: number;
  readonly #maxDepth: number;
  readonly #batch: number;
  readonly #fingerprints: boolean;
  readonly #spills: boolean;
  readonly #log: StateLog;
  readonly #sleep: SleepMasks | undefined;
  readonly #arrays: BatchArrays;
  readonly #table: BatchTable;
  readonly #code: BatchCode;
  readonly #sightings = new Sightings();
  #retrace: Retrace | undefined;
  #cut: Cut | undefined;
  #generated = 0;
  #explored = 0;
  /** Number of the next state to expand. */
  #next = 0;
  /** Steps from an initial state to the state expanded last. */
  #distance = -1;
  /** Number of the first state that is further away than that. */
  #levelEnd = 0;

  /**
   * Finds the initial states and expands none; or takes over a checkpoint.
   *
   * @throws RangeError when the width of the system is not 1 to 16, when no state or not all of a checkpoint fits into
   * the budget, or when the runtime cannot reserve it.
   * @throws Error when the system marks anything before a state is expanded, when it is to have sleep sets without
   * independence or with symmetry, or when the checkpoint is of another search.
   */
  constructor(system: BatchSystem, options: BatchSearchOptions = {}) {
    const { width } = system;
    if (!Number.isInteger(width) || width < 1 || width > MAX_WIDTH) {
      throw new RangeError(`a state has 1 to ${MAX_WIDTH} words, not ${width}`);
    }
    this.#system = system;
    this.#maxStates = options.maxStates ?? Number.POSITIVE_INFINITY;
    this.#maxDepth = options.maxDepth ?? Number.POSITIVE_INFINITY;
    this.#batch = options.batch ?? DEFAULT_BATCH;
    this.#fingerprints = options.fingerprints ?? false;
    this.#spills = options.spill !== undefined;
    const independence = options.sleepSets ? system.independence : undefined;
    if (options.sleepSets && independence === undefined) throw new Error('no sleep sets without independence');

    const { kind, states, slots }: SearchRoom = searchRoom(system, options);
    this.#log = new StateLog(width, states, options.spill);
    this.#sleep = independence && new SleepMasks(independence, states);
    this.#arrays = batchArrays(system, this.#batch, this.#log.states, this.#sleep?.words ?? null);
    this.#table = new BatchTable(kind, slots, this.#log, this.#arrays, this.#sleep);
    this.#code = system.bind(this.#arrays);
    if (this.#sleep !== undefined && this.#code.canonicalise !== undefined) {
      throw new Error('sleep sets and symmetry do not go together');
    }
    if (options.resume === undefined) this.#begin();
    else this.#resume(options.resume);
  }

  /**
   * Expands up to `states` further states. False when nothing is left to expand, the bound is reached, or the memory is
   * used up.
   *
   * @throws Error when a state has more successors than the system says.
   */
  advance(states: number): boolean {
    for (let left = states; left > 0 && this.#unfinished; ) left -= this.#expandBatch(left);
    return this.#unfinished;
  }

  /** Number of distinct states found. */
  get distinct(): number {
    return this.#log.size;
  }

  /**
   * Number of initial states plus granted successors of expanded states, asleep or not. When the bound or the memory
   * ends a search amid a batch, of the successors of this batch only those looked at are counted.
   */
  get generated(): number {
    return this.#generated;
  }

  /** Number of initial states and successors that were looked up: without sleep sets mostly as many as `generated`. */
  get explored(): number {
    return this.#explored;
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

  /** Whether `maxStates` stopped the search, which is then not exhaustive even if there are no more states. */
  get bounded(): boolean {
    return this.distinct >= this.#maxStates;
  }

  /** Whether `maxDepth` has left states without their successors: such a search is not exhaustive either. */
  get shallow(): boolean {
    return this.#distance === this.#maxDepth;
  }

  /** Whether the budget for memory stopped the search, likewise. */
  get outOfMemory(): boolean {
    return this.distinct >= this.#table.room || this.distinct - this.#log.base >= this.#log.room;
  }

  /** Share of the slots of the table that are taken. */
  get load(): number {
    return this.distinct / this.#table.slots;
  }

  /** Bytes in use for states, parents and table. */
  get bytes(): number {
    return (this.distinct - this.#log.base) * (this.#system.width + 1) * 4 + this.#table.bytes;
  }

  /** Hash of the states in the order of discovery, as 16 hexadecimal digits. */
  get orderHash(): string {
    return orderText(this.#log.order);
  }

  /** How likely it is that a search by fingerprints left out a state; undefined for an exact search. */
  get omission(): Omission | undefined {
    return this.#fingerprints ? omission(this.distinct, this.#explored, this.#table.words) : undefined;
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
    this.#retrace ??= new Retrace(this.#system, this.#log);
    return this.#retrace.path(state);
  }

  /**
   * Copies the words of state number `state` to the beginning of `into`.
   *
   * @throws RangeError when there is no such state.
   */
  read(state: number, into: Int32Array): void {
    this.#mustHave(state);
    this.#log.read(state, into.subarray(0, this.#system.width));
  }

  /**
   * The search as it stands between two calls of `advance`; where a limit has cut a batch short, as it stood before that
   * batch, so that nothing is left out when it is gone on with.
   */
  checkpoint(): Checkpoint {
    const { base, states, parents, spilledOrder } = this.#log;
    const { size, generated, explored, next } = this.#cut ?? {
      size: this.distinct,
      generated: this.#generated,
      explored: this.#explored,
      next: this.#next,
    };
    return {
      header: {
        ...this.#shape,
        spilled: base,
        spilledOrder,
        generated,
        explored,
        next,
        distance: this.#distance,
        levelEnd: this.#levelEnd,
        sightings: this.#sightings.saved(),
      },
      arrays: {
        states: states.subarray(0, (size - base) * this.#system.width),
        parents: parents.subarray(0, size - base),
        sleep: this.#sleep?.masksOf(next, size) ?? new Int32Array(0),
      },
    };
  }

  get #shape() {
    const { width, labels, marks } = this.#system;
    const sleepSets = this.#sleep !== undefined;
    return { width, labels, marks, sleepSets, fingerprints: this.#fingerprints, spill: this.#spills };
  }

  get #unfinished(): boolean {
    return this.queue > 0 && !this.bounded && !this.outOfMemory;
  }

  #begin(): void {
    const { width } = this.#system;
    const { successors, labels, ends } = this.#arrays;
    const into = new Expansion(width);
    this.#system.initial(into);
    if (into.markCount > 0) throw new Error('a system marked something while it listed its initial states');
    labels.fill(0);
    for (let from = 0; from < into.count && !this.bounded && !this.outOfMemory; from += labels.length) {
      const count = Math.min(labels.length, into.count - from);
      this.#table.reserve(this.distinct + count);
      successors.set(into.words.subarray(from * width, (from + count) * width));
      ends[0] = count;
      this.#generated += this.#admit(ROOT, 1, count);
    }
    if (this.#explored < into.count) this.#cut = { size: 0, generated: 0, explored: 0, next: 0 };
    // Nothing sleeps in an initial state; what stands there was made as if it were a successor.
    this.#sleep?.words.fill(0, 0, this.#sleep.at(this.distinct));
  }

  #resume({ header, arrays }: Checkpoint): void {
    mustFit(header, this.#shape);
    const { spilled, spilledOrder, next, sightings } = header;
    const states = spilled + arrays.parents.length;
    if (states === 0) {
      this.#begin();
      return;
    }
    if (states > this.#table.room || arrays.parents.length > this.#log.room) {
      throw new RangeError(`the ${states} states of the checkpoint do not fit into the budget`);
    }
    this.#table.reserve(states);
    this.#log.restore(spilled, spilledOrder, arrays.states, arrays.parents);
    this.#table.fill();
    this.#sleep?.restore(next, arrays.sleep);
    this.#generated = header.generated;
    this.#explored = header.explored;
    this.#next = next;
    this.#distance = header.distance;
    this.#levelEnd = header.levelEnd;
    for (const { mark, state, label, distance } of sightings) this.#sightings.see(mark, state, label, distance);
  }

  /** Expands one batch of states, at most `most` and none of the next level. Returns how many. */
  #expandBatch(most: number): number {
    if (this.#next === this.#levelEnd) this.#beginLevel();
    const { labels, ends } = this.#arrays;
    const first = this.#next;
    const count = Math.min(this.#batch, most, this.#levelEnd - first);
    const from = first - this.#log.base;
    if (this.shallow) {
      this.#observe(from, from + count);
      this.#next += count;
      return count;
    }
    const size = this.distinct;
    const explored = this.#explored;
    this.#table.reserve(this.distinct + labels.length);
    const granted = this.#code.expand(from, from + count, this.#sleep?.at(first) ?? 0);
    const found = ends[count - 1] as number;
    if (found > labels.length) throw new Error(`a state has more than ${this.#system.branching} successors`);
    const looked = this.#admit(first, count, found);
    const whole = looked === found && !this.bounded && !this.outOfMemory;
    if (!whole) this.#cut = { size, generated: this.#generated, explored, next: first };
    this.#generated += whole ? granted : looked;
    const expanded = whole ? count : ends.findIndex((end) => end >= looked) + 1;
    this.#observe(from, from + expanded);
    this.#next += expanded;
    return expanded;
  }

  /** Starts with the next level: what only the levels before it needed is let go. */
  #beginLevel(): void {
    this.#distance++;
    this.#levelEnd = this.distinct;
    this.#log.release(this.#next);
    this.#sleep?.release(this.#next, this.distinct);
    const { open } = this.#arrays;
    for (let mark = 0; mark < open.length; mark++) {
      // A story that ends in this level or later is no shorter than one known from the levels before.
      if (this.#sightings.nearest(mark) !== undefined) open[mark] = 0;
    }
  }

  /** Takes over `found` successors of `count` states from number `parent` on. Returns how many it looked at. */
  #admit(parent: number, count: number, found: number): number {
    const log = this.#log;
    const limit = Math.min(log.room, Math.min(this.#maxStates, this.#table.room) - log.base);
    this.#code.canonicalise?.(found);
    const { code } = this.#table;
    code.locate(found);
    const sleepFrom = parent === ROOT ? 0 : (this.#sleep?.at(parent) ?? 0);
    const sleepTo = this.#sleep?.at(log.size) ?? 0;
    log.size = log.base + code.insert(count, parent, log.size - log.base, limit, sleepFrom, sleepTo);
    const looked = code.looked();
    this.#explored += looked;
    return looked;
  }

  /** Takes over the marks seen at the states at positions `from` to `to`. */
  #observe(from: number, to: number): void {
    const { marks, markLabels, markStates } = this.#arrays;
    const count = this.#code.observe(from, to);
    for (let i = 0; i < count; i++) {
      // What is seen on an edge is not seen where none is taken.
      if (this.shallow && markLabels[i] !== IN_STATE) continue;
      const state = this.#log.base + (markStates[i] as number);
      this.#sightings.see(marks[i] as number, state, markLabels[i] as number, this.#distance);
    }
  }

  #mustHave(state: number): void {
    if (!Number.isInteger(state) || state < 0 || state >= this.distinct) {
      throw new RangeError(`there is no state ${state} among the ${this.distinct} found`);
    }
  }
}
