/** Flags that several verbs have, and what their values mean. */
import type { Detail } from '../report/check-text.ts';
import type { Flags, Given } from './flags.ts';
import { UsageError } from './usage-error.ts';

export const helpFlags: Flags = {
  help: { short: 'h', about: 'say this' },
  version: { about: 'print the version' },
};

export const reporterFlag: Flags = {
  reporter: { value: 'text|json[:PATH]', about: 'form of the report, and where to; may be repeated' },
};

export const detailFlags: Flags = {
  quiet: { short: 'q', about: 'no progress; only counterexamples and the verdict' },
  verbose: { short: 'v', about: 'more: every witness and rule; every length' },
};

export const longRunFlags: Flags = {
  timeout: { value: '10m', about: 'stop after so long: a number with ms, s, m or h' },
  ...reporterFlag,
  out: { value: 'DIR', about: 'write every counterexample as a file there' },
  progress: { value: 'auto|plain|json|off', about: 'how progress is shown, on the standard error' },
  ...detailFlags,
};

export const detailOf = (given: Given): Detail =>
  given.has('quiet') ? 'quiet' : given.has('verbose') ? 'verbose' : 'normal';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** When to stop, and why. */
export interface Deadline {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly reason: string;
}

/** The deadline that `--timeout` sets, or null. */
export function deadlineOf(given: Given, now: number): Deadline | null {
  const text = given.text('timeout');
  if (text === null) return null;
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  if (number === undefined || unit === undefined) {
    throw new UsageError(`--timeout takes a number with ms, s, m or h, as 10m, not "${text}"`);
  }
  return { at: now + Number(number) * (units[unit] as number), reason: `the timeout of ${text} was reached` };
}
