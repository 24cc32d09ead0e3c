/** Flags: what each is called, takes and means; and the reading of a command line by them. */
import { parseArgs } from 'node:util';
import { suggestion } from './suggest.ts';
import { UsageError } from './usage-error.ts';

export interface Flag {
  /** How its value is called in the help; a flag without one is on or off. */
  readonly value?: string;
  /** A second name, of one letter. */
  readonly short?: string;
  readonly about: string;
}
export type Flags = Readonly<Record<string, Flag>>;

/** The flags and arguments of a command line. A flag that was given more than once has several texts. */
export class Given {
  readonly #values: Readonly<Record<string, readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];

  constructor(values: Readonly<Record<string, readonly (string | boolean)[] | undefined>>, positionals: string[]) {
    this.#values = values;
    this.positionals = positionals;
  }

  has(flag: string): boolean {
    return this.#values[flag] !== undefined;
  }

  /** Every text that a flag was given. */
  texts(flag: string): readonly string[] {
    return (this.#values[flag] ?? []) as readonly string[];
  }

  /** The last text that a flag was given, or null. */
  text(flag: string): string | null {
    return this.texts(flag).at(-1) ?? null;
  }

  /** The parts of a list, `a,b`, whose commas part them; several such lists are one. Null if the flag was not given. */
  list(flag: string): readonly string[] | null {
    if (!this.has(flag)) return null;
    const parts = this.texts(flag).flatMap((text) => text.split(','));
    if (parts.includes('')) throw new UsageError(`--${flag} has an empty part`);
    return parts;
  }

  /** A whole number from `low` to `high`, or null if the flag was not given. */
  wholeNumber(flag: string, low: number, high: number): number | null {
    const text = this.text(flag);
    if (text === null) return null;
    const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= low && number <= high) return number;
    throw new UsageError(`--${flag} takes a whole number from ${low} to ${high}, not "${text}"`);
  }
}

/** One clear line out of what `parseArgs` says. */
function explain({ message }: Error, flags: Flags): UsageError {
  const [, name] = /^Unknown option '(-[^']*)'/.exec(message) ?? [];
  if (name === undefined) return new UsageError((message.split('\n')[0] as string).replace(/\.$/, ''));
  const near = suggestion(
    name,
    Object.keys(flags).map((flag) => `--${flag}`),
  );
  return new UsageError(`unknown flag ${name}${near === null ? '' : `; did you mean ${near}?`}`);
}

/** Reads a command line. Throws `UsageError` on a flag that there is not, or that lacks its value. */
export function readFlags(flags: Flags, args: readonly string[]): Given {
  const options = Object.entries(flags).map(([name, { value, short }]) => [
    name,
    { type: value === undefined ? 'boolean' : 'string', multiple: true, ...(short === undefined ? {} : { short }) },
  ]);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries(options),
      allowPositionals: true,
      strict: true,
    });
    return new Given(values as ConstructorParameters<typeof Given>[0], positionals);
  } catch (error) {
    throw explain(error as Error, flags);
  }
}
