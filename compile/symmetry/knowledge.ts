/** What is known of a state on a path of tests: which codes each cell may hold, and how many of some literals hold. */
import type { Codes, Literal } from '../tree.ts';

/** At least `min` and at most `max` of the literals hold. */
interface Constraint {
  readonly literals: readonly Literal[];
  readonly min: number;
  readonly max: number;
}

/** Literals as far as they are decided. */
interface Split {
  /** How many hold in every state that is possible. */
  readonly held: number;
  /** Those that may hold or not. */
  readonly open: readonly Literal[];
}

/** A place to go back to. */
export type Place = readonly [trail: number, constraints: number];

export class Knowledge {
  readonly #possible: Int32Array;
  readonly #constraints: Constraint[] = [];
  readonly #trail: (readonly [cell: number, was: Codes])[] = [];

  /** @param all what each cell may hold where nothing is known. */
  constructor(all: readonly Codes[]) {
    this.#possible = Int32Array.from(all);
  }

  /** The codes that a cell may hold. */
  codes(cell: number): Codes {
    return this.#possible[cell] as Codes;
  }

  get place(): Place {
    return [this.#trail.length, this.#constraints.length];
  }

  /** Forgets everything learnt since. */
  undo([trail, constraints]: Place): void {
    this.#constraints.length = constraints;
    while (this.#trail.length > trail) {
      const [cell, was] = this.#trail.pop() as readonly [number, Codes];
      this.#possible[cell] = was;
    }
  }

  /** Learns that a cell holds one of these codes. */
  learnCodes(cell: number, codes: Codes): void {
    this.#trail.push([cell, this.codes(cell)]);
    this.#possible[cell] = this.codes(cell) & codes;
  }

  /** Learns how many of some literals hold. */
  learnNumber(literals: readonly Literal[], min: number, max: number): void {
    this.#constraints.push({ literals, min, max });
  }

  /** Whether some state agrees with all that is known: exact as long as each cell may hold something. */
  get isPossible(): boolean {
    const loose = new Set<number>();
    let shared: Literal | null = null;
    for (const { literals, min, max } of this.#constraints) {
      const { held, open } = this.#split(literals);
      if (held > max || held + open.length < min) return false;
      if (held >= min && held + open.length <= max) continue;
      for (const literal of open) {
        if (loose.has(literal.cell)) shared = literal;
        loose.add(literal.cell);
      }
    }
    // Constraints that share no cell can each be fulfilled by itself; else a cell that is shared is tried out.
    return shared === null || this.#isPossibleWith(shared, true) || this.#isPossibleWith(shared, false);
  }

  #isPossibleWith({ cell, codes }: Literal, holds: boolean): boolean {
    const { place } = this;
    this.learnCodes(cell, holds ? codes : ~codes);
    const possible = this.isPossible;
    this.undo(place);
    return possible;
  }

  #split(literals: readonly Literal[]): Split {
    let held = 0;
    const open: Literal[] = [];
    for (const literal of literals) {
      const possible = this.codes(literal.cell);
      if ((possible & ~literal.codes) === 0) held++;
      else if ((possible & literal.codes) !== 0) open.push(literal);
    }
    return { held, open };
  }
}
