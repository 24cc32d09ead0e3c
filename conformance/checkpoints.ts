/** The checkpoints of one search: where they are kept, when one is due, and what goes with it. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkpoint } from '../checker/checkpoint.ts';
import { continued, EMPTY_ORDER } from '../checker/order-hash.ts';
import {
  type CheckpointSubject,
  checkpointFile,
  NotACheckpoint,
  readCheckpoint,
  writeCheckpoint,
} from './checkpoint-file.ts';
import { SpillFiles } from './spill-files.ts';

/** What a caller says of them. */
export interface CheckpointOptions {
  /** A folder that there is. Each instance has files of its own in it. */
  readonly folder: string;
  /** Goes on from what is kept there of this instance, if there is something; else that is discarded. */
  readonly resume: boolean;
  /** Least time from one checkpoint to the next. */
  readonly everySeconds: number;
  readonly subject: Omit<CheckpointSubject, 'program'>;
}

/** At most this part of the time is spent on checkpoints. */
const shareMax = 1 / 20;
/** Words of a spilled file that are read at a time. */
const chunkWords = 2 ** 16;

export class Checkpoints {
  /** Of spilled states, without ending. */
  readonly #path: string;
  readonly #file: string;
  readonly #subject: CheckpointSubject;
  readonly #everySeconds: number;
  readonly #resume: boolean;
  #dueSeconds: number;

  /** @param program a hash of the compiled model. */
  constructor({ folder, resume, everySeconds, subject }: CheckpointOptions, program: string) {
    this.#path = join(folder, subject.instance);
    this.#file = checkpointFile(folder, subject.instance);
    this.#subject = { ...subject, program };
    this.#everySeconds = everySeconds;
    this.#resume = resume;
    this.#dueSeconds = performance.now() / 1000 + everySeconds;
  }

  /** Where to go on; undefined where there is nothing to go on from. Throws `NotACheckpoint`. */
  load(): Checkpoint | undefined {
    // Spilled states would not belong to an older checkpoint any more.
    if (!this.#resume) rmSync(this.#file, { force: true });
    return existsSync(this.#file) ? readCheckpoint(this.#file, this.#subject) : undefined;
  }

  /** Files to spill to from the beginning. */
  newSpill(): SpillFiles {
    return new SpillFiles(this.#path, 'w+');
  }

  /** The files that were spilled to. Throws `NotACheckpoint` unless they hold what they held then. */
  oldSpill({ header }: Checkpoint): SpillFiles {
    const spill = new SpillFiles(this.#path, 'r+');
    const { width, spilled, spilledOrder } = header;
    const words = spilled * width;
    let order = EMPTY_ORDER;
    if (spill.states.length >= words && spill.parents.length >= spilled) {
      for (let at = 0; at < words; at += chunkWords) {
        const chunk = new Int32Array(Math.min(chunkWords, words - at));
        spill.states.read(at, chunk);
        order = continued(order, chunk);
      }
      if (order.high === spilledOrder.high && order.low === spilledOrder.low) return spill;
    }
    spill.close();
    throw new NotACheckpoint(`${this.#path}.states`, 'does not hold the states of the checkpoint');
  }

  get isDue(): boolean {
    return performance.now() / 1000 >= this.#dueSeconds;
  }

  /** Throws the system's error; then the checkpoint before is still there. */
  keep(checkpoint: Checkpoint, spill: SpillFiles | null): void {
    const begun = performance.now();
    spill?.sync();
    writeCheckpoint(this.#file, this.#subject, checkpoint);
    const ended = performance.now();
    this.#dueSeconds = ended / 1000 + Math.max(this.#everySeconds, (ended - begun) / 1000 / shareMax);
  }
}
