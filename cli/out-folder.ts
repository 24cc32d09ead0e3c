/** The folder that `--out` names, to which every counterexample is written as a file. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  counterexampleContent,
  counterexampleFile,
  type DifferenceJson,
  type Setting,
  type ViolationJson,
} from '../report/counterexample-json.ts';
import type { Given } from './flags.ts';
import { prepareFolder } from './folder.ts';
import { UsageError } from './usage-error.ts';

/** A path as one word of a shell. */
const quoted = (path: string): string => (/^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

export class OutFolder {
  /** As it was given, or null if it was not. */
  readonly #folder: string | null;
  readonly #cwd: string;

  constructor(given: Given, cwd: string) {
    this.#folder = given.text('out');
    this.#cwd = cwd;
  }

  /** Makes the folder, and sees that it can be written to, before any time is spent. Throws the system's error. */
  prepare(): void {
    if (this.#folder === null) return;
    if (this.#folder === '') throw new UsageError('--out takes the name of a folder');
    prepareFolder(resolve(this.#cwd, this.#folder));
  }

  /** What `vsva replay` is to be given: the file of the counterexample, or its token where no files are written. */
  replay(instance: string, invariant: string | null, token: string): string {
    return this.#folder === null ? token : quoted(join(this.#folder, counterexampleFile(instance, invariant)));
  }

  /** Writes the file of a counterexample. Throws the system's error. */
  write(setting: Setting, found: ViolationJson | DifferenceJson): void {
    if (this.#folder === null) return;
    const invariant = 'invariant' in found ? found.invariant : null;
    const path = resolve(this.#cwd, this.#folder, counterexampleFile(setting.instance, invariant));
    writeFileSync(path, counterexampleContent(setting, found));
  }
}
