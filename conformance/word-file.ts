/**
 * Words in a file, as the machine has them in memory: a file is read where it was written. What is lost when the machine
 * fails is the system's matter, but for what was synchronised.
 */
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import type { WordStore } from '../checker/word-store.ts';

/** The system takes less than 2 GiB at a time. */
const chunkBytes = 2 ** 28;

/** Does `part` on the bytes of `words` until it has done them all; it answers how many it did. */
function inParts(words: Int32Array, part: (bytes: Uint8Array, done: number) => number): void {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  for (let done = 0; done < bytes.length; ) done += part(bytes.subarray(done, done + chunkBytes), done);
}

/** Writes all words from byte `at` on. Throws the system's error. */
export function writeWords(fd: number, words: Int32Array, at: number): void {
  inParts(words, (bytes, done) => writeSync(fd, bytes, 0, bytes.length, at + done));
}

/** Fills `into` with the words from byte `at` on. Throws the system's error, and if the file ends before. */
export function readWords(fd: number, into: Int32Array, at: number): void {
  inParts(into, (bytes, done) => {
    const count = readSync(fd, bytes, 0, bytes.length, at + done);
    if (count === 0) throw new Error('a file of states ended early');
    return count;
  });
}

export class WordFile implements WordStore {
  readonly #fd: number;

  /**
   * @param flags `w+` for a new file, `r+` for one there is.
   * @throws the system's error.
   */
  constructor(path: string, flags: 'w+' | 'r+') {
    this.#fd = openSync(path, flags);
  }

  write(at: number, words: Int32Array): void {
    writeWords(this.#fd, words, at * 4);
  }

  read(at: number, into: Int32Array): void {
    readWords(this.#fd, into, at * 4);
  }

  /** Whole words in the file. */
  get length(): number {
    return Math.floor(fstatSync(this.#fd).size / 4);
  }

  /** Returns when all that was written would outlast the machine. */
  sync(): void {
    fsyncSync(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }
}
