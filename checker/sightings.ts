/** Where each mark was seen nearest to an initial state. How often it was seen is not kept. */
import { IN_STATE } from './expansion.ts';
import { grown } from './grown.ts';

/** One place at which a mark was seen. */
export interface Sighting {
  /** Number of the state in which, or on whose edge, the mark was seen. */
  readonly state: number;
  /** Label of the edge on which it was seen, or -1 (`IN_STATE`) when it was seen in the state itself. */
  readonly label: number;
}

/** A sighting as data. */
export interface SavedSighting extends Sighting {
  readonly mark: number;
  /** Length of a shortest way to the state. */
  readonly distance: number;
}

/** Marks for which there is room before the columns first grow. */
const INITIAL_ROOM = 16;
/** Longer than any story: the length before a mark was seen. */
const NEVER = 0x7fffffff;

/** The nearest sighting of each mark, in columns indexed by the mark. */
export class Sightings {
  #states = new Int32Array(INITIAL_ROOM);
  #labels = new Int32Array(INITIAL_ROOM);
  /** Length of the story that ends at the sighting. */
  #lengths = new Int32Array(INITIAL_ROOM).fill(NEVER);

  /**
   * Keeps this sighting of `mark` if its story is shorter than the one kept, or the first. `distance` is
   * the length of a shortest way to `state`; an edge makes the story one step longer. So a sighting on an
   * edge can be followed by a nearer one, in a state of the same level, though states come in order of distance.
   */
  see(mark: number, state: number, label: number, distance: number): void {
    const length = label === IN_STATE ? distance : distance + 1;
    if (mark >= this.#lengths.length) this.#grow(mark + 1);
    if (length >= (this.#lengths[mark] as number)) return;
    this.#states[mark] = state;
    this.#labels[mark] = label;
    this.#lengths[mark] = length;
  }

  /** The nearest sighting of `mark` so far; undefined if it was not seen. */
  nearest(mark: number): Sighting | undefined {
    if ((this.#lengths[mark] ?? NEVER) === NEVER) return undefined;
    return { state: this.#states[mark] as number, label: this.#labels[mark] as number };
  }

  /** Every sighting kept, by mark. To `see` them all gives the same again. */
  saved(): SavedSighting[] {
    return [...this.#lengths.keys()].flatMap((mark) => {
      const sighting = this.nearest(mark);
      if (sighting === undefined) return [];
      const length = this.#lengths[mark] as number;
      return [{ ...sighting, mark, distance: sighting.label === IN_STATE ? length : length - 1 }];
    });
  }

  #grow(length: number): void {
    const from = this.#lengths.length;
    this.#states = grown(this.#states, length);
    this.#labels = grown(this.#labels, length);
    this.#lengths = grown(this.#lengths, length).fill(NEVER, from);
  }
}
