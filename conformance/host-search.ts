/**
 * A search of an instance, of one of two kinds that find the same states in the same order: compiled
 * (`compiled-search.ts`) or edge by edge (`edgewise-search.ts`).
 */
import { IN_STATE } from '../checker/expansion.ts';
import type { Graph } from '../checker/graph.ts';
import type { Omission } from '../checker/omission.ts';
import type { Sighting } from '../checker/sightings.ts';
import type { Symmetries } from '../compile/symmetry/symmetries.ts';
import type { Command } from '../spec/commands.ts';
import type { HostAction } from './host-program.ts';
import type { Move } from './story.ts';

/** What the searches of the checker have in common. */
interface Searched {
  advance(states: number): boolean;
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly queue: number;
  readonly bounded: boolean;
  sighting(mark: number): Sighting | undefined;
  path(state: number): number[];
  read(state: number, into: Int32Array): void;
}

/** What bounds a search. */
export interface SearchLimits {
  /** It stops when it has found so many distinct states. */
  readonly maxStates?: number;
  /** It sees one of all states that differ in the names of objects only. Compiled searches alone can do so. */
  readonly symmetry?: boolean;
  /** It stops when states and table have taken so many bytes. Only compiled searches are so large. */
  readonly memoryBytes?: number;
  /** Its graph can be asked for while there are no more states than this. */
  readonly graphUpTo?: number;
}

export abstract class HostSearch {
  protected abstract get search(): Searched;
  readonly #limits: SearchLimits;

  constructor(limits: SearchLimits) {
    this.#limits = limits;
  }

  /** Expands up to so many states, or fewer; false when nothing is left, or a limit is reached. */
  advance(states: number): boolean {
    return this.search.advance(states);
  }

  get distinct(): number {
    return this.search.distinct;
  }

  get generated(): number {
    return this.search.generated;
  }

  get depth(): number {
    return this.search.depth;
  }

  get queue(): number {
    return this.search.queue;
  }

  /** Which limit has stopped it, in words; null if none has. */
  get limit(): string | null {
    return this.search.bounded ? `the bound of ${this.#limits.maxStates} states was reached` : null;
  }

  /** How likely it is that a state was left out; null where none was. */
  get omission(): Omission | null {
    return null;
  }

  /** Keeps what it takes to go on later, if that was asked for. Throws the system's error. */
  keep(): void {}

  /** Lets go of its files. Nothing can be asked of it afterwards. */
  close(): void {}

  /** Whether a mark was seen. */
  saw(mark: number): boolean {
    return this.search.sighting(mark) !== undefined;
  }

  /** A shortest way to where a mark is seen; null if it was not. */
  moves(mark: number): readonly Move[] | null {
    const sighting = this.search.sighting(mark);
    if (sighting === undefined) return null;
    return this.labels(sighting, mark).map((label) => this.move(label));
  }

  /** A shortest way to state number `state`. */
  movesTo(state: number): readonly Move[] {
    return this.search.path(state).map((label) => this.move(label));
  }

  /** Whether a mark that was not seen is not there to be seen. */
  decides(_mark: number): boolean {
    return true;
  }

  /** The move that a label stands for: of several the first that is preferred, or the first. */
  move(label: number, preferred: (command: Command) => boolean = () => true): Move {
    const actions = this.actions(label);
    const { command, value } = actions.find((action) => preferred(action.command)) ?? (actions[0] as HostAction);
    return { command, answer: value };
  }

  /** Every command that a label stands for. */
  commands(label: number): readonly Command[] {
    return this.actions(label).map(({ command }) => command);
  }

  /** Copies the words of state number `state` to the beginning of `into`. */
  read(state: number, into: Int32Array): void {
    this.search.read(state, into);
  }

  /** How often a mark was seen, as far as that is counted. */
  abstract times(mark: number): number;
  /** (state, command) pairs on which an implementation was compared. */
  abstract readonly edgesCompared: number;
  /** A shortest way to where model and implementation differ; null if there is none. */
  abstract readonly difference: readonly Move[] | null;
  /** A shortest way to where the specification leaves the range of a field; null if there is none. */
  abstract readonly defect: readonly Move[] | null;

  /** How it was reduced by symmetry; null if it was not. */
  abstract readonly symmetries: Symmetries | null;
  /** Every state with every edge, once nothing is left to expand; undefined where it was not asked for, or is too large. */
  abstract readonly graph: Graph | undefined;

  /** The labels of a story up to a sighting of a mark. */
  protected labels({ state, label }: Sighting, _mark: number): readonly number[] {
    return [...this.search.path(state), ...(label === IN_STATE ? [] : [label])];
  }

  /** Every action that a label stands for, at least one. */
  protected abstract actions(label: number): readonly HostAction[];
}
