/** A program that remembers, as a system with the edges and marks of the plain one. */

import { type Expansion, IN_STATE } from '../../checker/expansion.ts';
import type { System } from '../../checker/system.ts';
import { type Learnt, LearntProgram } from '../../compile/learnt.ts';
import { defectMark, type Program } from '../../compile/program.ts';
import { NoSuchRow, OutOfRange } from '../../spec/schema/view.ts';

export class LearntSystem implements System {
  readonly width: number;
  readonly learnt: LearntProgram;
  readonly #program: Program;
  readonly #plain: System;

  /** @param plain the same program, which gives the initial state. */
  constructor(program: Program, plain: System) {
    this.learnt = new LearntProgram(program);
    this.width = this.learnt.width;
    this.#program = program;
    this.#plain = plain;
  }

  initial(into: Expansion): void {
    this.#plain.initial(into);
  }

  expand(words: Int32Array, at: number, into: Expansion): void {
    this.learnt.store.unpack(words, at);
    this.learnt.look((mark) => into.mark(mark, IN_STATE));
    this.#program.actions.forEach((_, action) => {
      const learnt = this.#take(action);
      if (learnt === null) {
        into.mark(defectMark(this.#program), action);
        return;
      }
      const { outcome, marks } = learnt;
      for (const mark of marks) into.mark(mark, action);
      if (!outcome.granted) return;
      const to = into.add(action);
      this.learnt.after(learnt, words, at, into.words, to);
    });
  }

  #take(action: number): Learnt | null {
    try {
      return this.learnt.take(action);
    } catch (error) {
      if (error instanceof OutOfRange || error instanceof NoSuchRow) return null;
      throw error;
    }
  }
}
