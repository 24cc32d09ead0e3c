/**
 * What cases have been found to show, by what was known of the cells that they read. Many ways through an action end
 * alike, and a case that reads two cells need not be explored again for each of them.
 */
import type { Case } from './program.ts';
import type { SymbolicStore } from './symbolic-store.ts';
import type { Codes, Leaf } from './tree.ts';

/** What a case shows where these cells may have held these codes, in any combination; null for nothing at all. */
interface Showing<Shown> {
  readonly cells: readonly number[];
  readonly codes: readonly Codes[];
  readonly shown: Shown | null;
}

/** A case, and what it is known to show. */
interface Watched<Shown> {
  readonly of: Case;
  readonly showings: Showing<Shown>[];
}

export class Showings<Shown> {
  readonly #store: SymbolicStore;
  readonly #explore: (of: Case) => Shown | null;
  readonly #known = new Map<readonly Case[], Map<Leaf, readonly Watched<Shown>[]>>();
  readonly #reads = new Set<number>();

  /** @param explore what a case shows where the store is now; null for nothing at all. */
  constructor(store: SymbolicStore, explore: (of: Case) => Shown | null) {
    this.#store = store;
    this.#explore = explore;
  }

  /**
   * Calls `see` with what each of the cases shows where the store is now, if it is anything.
   *
   * @param end the outcome and everything written: what a case reads is a function of this and of the state before.
   */
  each(cases: readonly Case[], end: Leaf, see: (of: Case, shown: Shown) => void): void {
    const byEnd = this.#known.get(cases) ?? new Map<Leaf, readonly Watched<Shown>[]>();
    this.#known.set(cases, byEnd);
    const known = byEnd.get(end);
    const list = known ?? cases.map((of) => ({ of, showings: [] }));
    for (const watched of list) {
      const shown = this.#shown(watched);
      if (shown !== null) see(watched.of, shown);
    }
    // Most cases have nothing to say of most ends: they are not asked again.
    if (known === undefined) byEnd.set(end, list.filter(hasSomethingToSay));
  }

  #shown({ of, showings }: Watched<Shown>): Shown | null {
    for (const showing of showings) if (this.#applies(showing)) return showing.shown;
    this.#reads.clear();
    this.#store.reads = this.#reads;
    const shown = this.#explore(of);
    this.#store.reads = null;
    const cells = [...this.#reads];
    const showing = { cells, codes: cells.map((cell) => this.#store.possible(cell)), shown };
    if (this.#applies(showing)) showings.push(showing);
    return shown;
  }

  #applies({ cells, codes }: Showing<Shown>): boolean {
    for (let place = 0; place < cells.length; place++) {
      const cell = cells[place] as number;
      if (this.#store.possible(cell) !== codes[place] || this.#store.entangled(cell)) return false;
    }
    return true;
  }
}

const hasSomethingToSay = ({ showings: [first] }: Watched<unknown>): boolean =>
  first === undefined || first.shown !== null || first.cells.length > 0;
