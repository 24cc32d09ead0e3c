/**
 * Progress on the standard error: on a terminal one line, rewritten each second; elsewhere a line after 3 s and then
 * every 30 s; or one JSON object a line each second. The first line says what is being done.
 */
import type { Given } from './flags.ts';
import type { Surroundings } from './surroundings.ts';
import { unknown } from './usage-error.ts';

const modes = ['auto', 'plain', 'json', 'off'] as const;
export const progressSchema = 'vsva/progress/1';

type Form = 'terminal' | 'plain' | 'json' | 'off';

/** Milliseconds until the first line, and from one to the next. */
const rhythms: Readonly<Record<Form, readonly [first: number, then: number]>> = {
  terminal: [1000, 1000],
  plain: [3000, 30_000],
  json: [1000, 1000],
  off: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
};

/** How far one of the things in hand has come. */
export interface Advance {
  readonly text: string;
  readonly figures: Readonly<Record<string, number>>;
}

function formOf(given: Given, isTTY: boolean): Form {
  const asked = given.text('progress') ?? 'auto';
  const mode = modes.find((each) => each === asked);
  if (mode === undefined) throw unknown('progress', asked, modes);
  if (given.has('quiet')) return 'off';
  if (mode === 'auto') return isTTY ? 'terminal' : 'plain';
  return mode;
}

const erase = '\r\x1b[2K';

export class ProgressMeter {
  readonly #form: Form;
  readonly #around: Surroundings;
  /** What is in hand, by name. */
  readonly #running = new Map<string, Advance>();
  /** When the next line is due. */
  #due: number;

  constructor(given: Given, surroundings: Surroundings) {
    this.#around = surroundings;
    this.#form = formOf(given, surroundings.stderr.isTTY === true);
    this.#due = surroundings.now() + rhythms[this.#form][0];
  }

  /** Prints what is being done. */
  begin(text: string, configuration: Readonly<Record<string, unknown>>): void {
    if (this.#form === 'json') this.#printJson({ configuration });
    else if (this.#form !== 'off') this.#print(`${text}\n`);
  }

  /** Takes notice of an advance, and prints it if it is time. */
  note(name: string, advance: Advance): void {
    this.#running.set(name, advance);
    const now = this.#around.now();
    if (now < this.#due) return;
    this.#due = now + rhythms[this.#form][1];
    this.#show();
  }

  /** What has that name is done. */
  done(name: string): void {
    this.#running.delete(name);
    if (this.#form === 'terminal') this.#print(erase);
  }

  #show(): void {
    if (this.#form === 'json') {
      for (const [name, { figures }] of this.#running) this.#printJson({ name, ...figures });
      return;
    }
    const lines = [...this.#running.values()].map(({ text }) => text);
    if (this.#form === 'plain') this.#print(lines.map((line) => `${line}\n`).join(''));
    else this.#print(erase + lines.join(' | ').slice(0, (this.#around.stderr.columns || 80) - 1));
  }

  #print(text: string): void {
    this.#around.stderr.write(text);
  }

  #printJson(fields: Readonly<Record<string, unknown>>): void {
    this.#print(`${JSON.stringify({ schema: progressSchema, ...fields })}\n`);
  }
}
