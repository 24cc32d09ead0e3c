/** Where the report goes, and in which form: `--reporter text|json[:PATH]`. */
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { coloured, type Paint, plain } from '../report/paint.ts';
import type { Given } from './flags.ts';
import { prepareFolder } from './folder.ts';
import type { Sink, Surroundings } from './surroundings.ts';
import { unknown } from './usage-error.ts';

const forms = ['text', 'json'] as const;

interface Reporter {
  readonly form: (typeof forms)[number];
  /** An absolute path, or null for the standard output. */
  readonly path: string | null;
}

/** A report in its two forms. */
export interface Report {
  readonly json: object;
  readonly text: (paint: Paint) => string;
}

function reporterOf(text: string, cwd: string): Reporter {
  const colon = text.indexOf(':');
  const [name, path] = colon < 0 ? [text, null] : [text.slice(0, colon), text.slice(colon + 1)];
  const form = forms.find((each) => each === name);
  if (form === undefined) throw unknown('reporter', name, forms);
  return { form, path: path === null ? null : resolve(cwd, path) };
}

/** Colours are for terminals, and for those who have not asked for none. */
export const paintFor = ({ isTTY }: Sink, env: Surroundings['env']): Paint =>
  isTTY === true && (env['NO_COLOR'] ?? '') === '' ? coloured : plain;

/** Who is to be told: text to the standard output, unless a report was asked for there. */
export class Reporters {
  readonly #reporters: readonly Reporter[];

  constructor(given: Given, cwd: string) {
    const asked = given.texts('reporter').map((text) => reporterOf(text, cwd));
    const printed = asked.some(({ path }) => path === null);
    this.#reporters = printed ? asked : [{ form: 'text', path: null }, ...asked];
  }

  /** Makes sure that the files can be written, before any time is spent. Throws the system's error. */
  prepare(): void {
    for (const { path } of this.#reporters) {
      if (path === null) continue;
      prepareFolder(dirname(path));
      closeSync(openSync(path, 'a'));
    }
  }

  /** Writes the report to all. Files come last: whatever happens to them, the standard output has it. */
  publish({ json, text }: Report, { stdout, env }: Surroundings): void {
    const print = (form: Reporter['form'], paint: Paint) =>
      form === 'json' ? `${JSON.stringify(json, null, 2)}\n` : text(paint);
    for (const { form, path } of this.#reporters) if (path === null) stdout.write(print(form, paintFor(stdout, env)));
    for (const { form, path } of this.#reporters) if (path !== null) writeFileSync(path, print(form, plain));
  }
}
