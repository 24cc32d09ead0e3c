/**
 * Model and implementation taken through the same commands from boot, compared after each: the answer at once, with
 * every cell that the model wrote and the number of cells in use; and all cells when asked. Where the model leaves a
 * choice open it follows the implementation, if what that chose is allowed.
 */
import type { Command } from '../spec/commands.ts';
import { printAnswer } from '../spec/commands.ts';
import { golden } from '../spec/designs/golden.ts';
import type { Answer } from '../spec/errno.ts';
import type { Column } from '../spec/schema/layout.ts';
import { printCell, printCode } from '../spec/schema/print.ts';
import type { Topology } from '../spec/topology.ts';
import type { Implementation } from './implementation.ts';
import { type Judged, ModelRun } from './model-run.ts';

/** One thing on which the two do not agree: `answer`, or a cell, or how much of a table is in use. */
export interface Discord {
  readonly what: string;
  readonly model: string;
  readonly implementation: string;
}

/** A command taken by both. */
export interface Taken {
  readonly judged: Judged;
  readonly answered: Answer;
  readonly discord: Discord | null;
}

export class SideBySide {
  readonly model: ModelRun;
  readonly #implementation: Implementation;

  constructor(topology: Topology, implementation: Implementation) {
    this.model = new ModelRun(topology, golden);
    this.#implementation = implementation;
  }

  take(command: Command): Taken {
    const answered = this.#implementation.execute(command);
    const judged = this.model.judge(command, answered);
    return { judged, answered, discord: this.#discord(judged, answered) };
  }

  /** Compares every cell that either has in use. */
  compareAll(): Discord | null {
    for (const column of this.model.layout.columns) {
      for (const [row] of this.model.store.entries(column.number)) {
        const discord = this.#compareCell(column, row);
        if (discord !== null) return discord;
      }
    }
    return this.#compareUse();
  }

  #discord({ command, answer: expected }: Judged, answered: Answer): Discord | null {
    if (expected !== answered) {
      const [model, implementation] = [expected, answered].map((answer) => printAnswer(command, answer));
      return { what: 'answer', model: model as string, implementation: implementation as string };
    }
    const { written } = this.model.store;
    for (let at = 0; at < written.length; at += 3) {
      const column = this.model.layout.columns[written[at] as number] as Column;
      const discord = this.#compareCell(column, written[at + 1] as number);
      if (discord !== null) return discord;
    }
    return this.#compareUse();
  }

  #compareCell(column: Column, row: number): Discord | null {
    const model = this.model.store.read(column.number, row);
    const implementation = this.#implementation.cell(column.number, row);
    if (model === implementation) return null;
    return {
      what: printCell(this.model.layout, column, row),
      model: printCode(column, model),
      implementation: printCode(column, implementation),
    };
  }

  #compareUse(): Discord | null {
    for (const { number, table, name } of this.model.layout.columns) {
      const model = this.model.store.occupied(number);
      const implementation = this.#implementation.occupied(number);
      if (model === implementation) continue;
      return { what: `cells in use of ${table}.${name}`, model: String(model), implementation: String(implementation) };
    }
    return null;
  }
}
