/**
 * A search in a file: a line of JSON, which says what is searched and how far it has come; the arrays, as the machine has
 * them in memory; and the SHA-256 of both. A file is there whole or not at all.
 */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Checkpoint, CheckpointHeader } from '../checker/checkpoint.ts';
import type { BoundsGiven } from '../generators/bounds.ts';
import { readWords, writeWords } from './word-file.ts';

export const checkpointSchema = 'vsva/checkpoint/1';

/** What is searched, and what for: all that must be the same where a search goes on. */
export interface CheckpointSubject {
  readonly instance: string;
  readonly bounds: BoundsGiven;
  readonly design: string;
  readonly invariants: readonly string[];
  readonly lossy: boolean;
  /** A hash of the compiled model. */
  readonly program: string;
}

interface Preamble {
  readonly schema: typeof checkpointSchema;
  readonly subject: CheckpointSubject;
  readonly search: CheckpointHeader;
  /** Words of each array. */
  readonly words: Readonly<Record<keyof Checkpoint['arrays'], number>>;
}

/** The file of an instance in a folder of checkpoints. */
export const checkpointFile = (folder: string, instance: string): string => join(folder, `${instance}.checkpoint`);

/** The file cannot be gone on from. The message is one line, for the user. */
export class NotACheckpoint extends Error {
  constructor(path: string, why: string) {
    super(`${path} ${why}`);
    this.name = 'NotACheckpoint';
  }
}

const arrayNames = ['states', 'parents', 'sleep'] as const;
const digestBytes = 32;
/** The JSON is far shorter. */
const preambleBytesMax = 2 ** 20;

const differences: Readonly<Record<keyof CheckpointSubject, string>> = {
  instance: 'another instance',
  bounds: 'other bounds',
  design: 'another design',
  invariants: 'other invariants',
  lossy: 'a search that is lossy where this one is not, or the other way round',
  program: 'another version of the model, or of another --symmetry',
};

const bytesOf = (words: Int32Array): Uint8Array => new Uint8Array(words.buffer, words.byteOffset, words.byteLength);

/** Its text is the same for equal subjects, in whatever order their bounds were given. */
const comparable = (subject: CheckpointSubject, name: keyof CheckpointSubject): string =>
  JSON.stringify(name === 'bounds' ? Object.entries(subject.bounds).toSorted() : subject[name]);

function synchronise(path: string): void {
  const fd = openSync(path, 'r');
  fsyncSync(fd);
  closeSync(fd);
}

/** Replaces the file, if there is one. Throws the system's error; then the file is as it was. */
export function writeCheckpoint(path: string, subject: CheckpointSubject, { header, arrays }: Checkpoint): void {
  const { states, parents, sleep } = arrays;
  const words = { states: states.length, parents: parents.length, sleep: sleep.length };
  const preamble: Preamble = { schema: checkpointSchema, subject, search: header, words };
  const line = Buffer.from(`${JSON.stringify(preamble)}\n`);
  const hash = createHash('sha256').update(line);
  const fresh = `${path}.new`;
  const fd = openSync(fresh, 'w');
  try {
    let at = writeSync(fd, line);
    for (const name of arrayNames) {
      hash.update(bytesOf(arrays[name]));
      writeWords(fd, arrays[name], at);
      at += arrays[name].byteLength;
    }
    writeSync(fd, hash.digest(), 0, digestBytes, at);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(fresh, path);
  synchronise(dirname(path));
}

/** The preamble, not yet trusted, and the bytes of its line. */
function readPreamble(fd: number, path: string): { readonly preamble: Partial<Preamble>; readonly line: Buffer } {
  const buffer = Buffer.alloc(Math.min(fstatSync(fd).size, preambleBytesMax));
  const length = readSync(fd, buffer, 0, buffer.length, 0);
  const line = buffer.subarray(0, buffer.subarray(0, length).indexOf('\n') + 1);
  try {
    return { preamble: Object(JSON.parse(line.toString())), line };
  } catch {
    throw new NotACheckpoint(path, 'is not a checkpoint');
  }
}

function readArray(fd: number, length: number, at: number, hash: Hash): Int32Array {
  const words = new Int32Array(length);
  readWords(fd, words, at);
  hash.update(bytesOf(words));
  return words;
}

function readFrom(fd: number, path: string, subject: CheckpointSubject): Checkpoint {
  const { preamble, line } = readPreamble(fd, path);
  if (preamble.schema !== checkpointSchema) {
    throw new NotACheckpoint(path, `is of schema ${preamble.schema}, not ${checkpointSchema}`);
  }
  const broken = new NotACheckpoint(path, 'is broken or was cut short');
  const { words, search, subject: saved } = preamble as Preamble;
  const lengths = arrayNames.map((name) => Number(words?.[name]));
  const bytes = line.length + 4 * lengths.reduce((sum, length) => sum + length, 0) + digestBytes;
  if (fstatSync(fd).size !== bytes) throw broken;
  const hash = createHash('sha256').update(line);
  let at = line.length;
  const [states, parents, sleep] = lengths.map((length) => {
    const array = readArray(fd, length, at, hash);
    at += array.byteLength;
    return array;
  }) as [Int32Array, Int32Array, Int32Array];
  const digest = Buffer.alloc(digestBytes);
  readSync(fd, digest, 0, digestBytes, at);
  if (!hash.digest().equals(digest)) throw broken;
  for (const name of Object.keys(differences) as (keyof CheckpointSubject)[]) {
    if (comparable(saved, name) !== comparable(subject, name)) {
      throw new NotACheckpoint(path, `is of ${differences[name]}`);
    }
  }
  return { header: search, arrays: { states, parents, sleep } };
}

/** Throws `NotACheckpoint` unless the file is whole and of this subject, and the system's error. */
export function readCheckpoint(path: string, subject: CheckpointSubject): Checkpoint {
  const fd = openSync(path, 'r');
  try {
    return readFrom(fd, path, subject);
  } finally {
    closeSync(fd);
  }
}
