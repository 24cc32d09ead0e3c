/**
 * A program searched as it is written, uncompiled: every action is run in every state. Slow, and what everything
 * compiled is held against. Step cases, marks of refusals and defects are looked at too.
 */
import { type Expansion, IN_STATE } from '../../checker/expansion.ts';
import type { System } from '../../checker/system.ts';
import { type Case, defectMark, type Outcome, type Program, type Run, sight } from '../../compile/program.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import { NoSuchRow, OutOfRange } from '../../spec/schema/view.ts';

/** The label of an edge is its action; marks are the program's. */
export class PlainSystem implements System {
  readonly width: number;
  readonly #program: Program;
  readonly #store: DenseStore;
  readonly #before: DenseStore;
  readonly #run: Run;

  constructor(program: Program) {
    this.#program = program;
    this.#store = new DenseStore(program.layout);
    this.#before = new DenseStore(program.layout);
    this.width = this.#store.packing.words;
    this.#run = program.on(this.#store, this.#before, () => this.#store.changed());
  }

  initial(into: Expansion): void {
    this.#store.cells.fill(0);
    this.#run.boot();
    const at = into.add(0);
    this.#store.pack(into.words, at);
  }

  expand(words: Int32Array, at: number, into: Expansion): void {
    this.#store.unpack(words, at);
    this.#before.unpack(words, at);
    look(this.#run.stateCases, IN_STATE, into);
    for (let action = 0; action < this.#program.actions.length; action++) {
      this.#step(action, into);
      this.#store.restore();
    }
  }

  #step(action: number, into: Expansion): void {
    const outcome = this.#take(action);
    if (outcome === null) {
      into.mark(defectMark(this.#program), action);
      return;
    }
    look(this.#run.stepCases(action, outcome), action, into);
    if (outcome.granted) {
      const to = into.add(action);
      this.#store.pack(into.words, to);
      return;
    }
    const mark = this.#program.refusalMark(outcome.note);
    if (mark !== null) into.mark(mark, action);
    if (this.#store.changed()) throw new Error(`${this.#program.actions[action]} was refused and has written`);
  }

  /** The outcome of an action; null where it is a defect. */
  #take(action: number): Outcome | null {
    try {
      return this.#run.act(action);
    } catch (error) {
      if (error instanceof OutOfRange || error instanceof NoSuchRow) return null;
      throw error;
    }
  }
}

function look(cases: readonly Case[], label: number, into: Expansion): void {
  for (const { look, met, broken } of cases) {
    const seen = look();
    if (seen !== sight.nothing && met !== null) into.mark(met, label);
    if (seen === sight.broken && broken !== null) into.mark(broken, label);
  }
}
