/** The program: finds the verb, lets it run, and turns whatever goes wrong into one line and an exit code. */
import { NotACounterexample } from '../conformance/counterexample.ts';
import { NoSuchBound } from '../generators/bounds.ts';
import { hosts } from '../generators/instances.ts';
import { check } from './check.ts';
import { helpFlags } from './common-flags.ts';
import { cover } from './cover.ts';
import { exitCodes } from './exit-codes.ts';
import { explain } from './explain.ts';
import { exportVerb } from './export.ts';
import { faults } from './faults.ts';
import { readFlags } from './flags.ts';
import { programHelp, verbHelp } from './help.ts';
import { list } from './list.ts';
import { mergeReportsVerb } from './merge-reports.ts';
import { replay } from './replay.ts';
import { run } from './run.ts';
import { scenarioVerb } from './scenario.ts';
import { suggestion } from './suggest.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';
import type { Verb } from './verb.ts';
import { version } from './version.ts';

/** The first is the default one. */
export const verbs: readonly Verb[] = [
  check,
  run,
  faults,
  cover,
  replay,
  mergeReportsVerb,
  scenarioVerb,
  list,
  explain,
  exportVerb,
];

/** The verb that a first argument names; null where it is left out, and the default one is meant. */
function verbOf(first: string | undefined, { instances }: Surroundings): Verb | null {
  if (first === undefined || first.startsWith('-')) return null;
  const verb = verbs.find(({ name }) => name === first);
  if (verb !== undefined) return verb;
  const names = [...instances, ...hosts].map((host) => host.name);
  if (names.includes(first)) return null;
  const near = suggestion(first, [...verbs.map(({ name }) => name), ...names]);
  throw new UsageError(`there is no verb or instance "${first}"${near === null ? '' : `; did you mean "${near}"?`}`);
}

async function obey(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const chosen = verbOf(argv[0], surroundings);
  const verb = chosen ?? check;
  const given = readFlags({ ...verb.flags, ...helpFlags }, chosen === null ? argv : argv.slice(1));
  if (given.has('help')) {
    surroundings.stdout.write(chosen === null ? programHelp(verbs) : verbHelp(chosen));
    return exitCodes.ok;
  }
  if (given.has('version')) {
    surroundings.stdout.write(`vsva ${version()}\n`);
    return exitCodes.ok;
  }
  return verb.run(given, surroundings);
}

/** What went wrong, for the user, and the exit code that says so. */
function failure(error: Error): readonly [message: string, code: number] {
  const { message, name, stack } = error;
  if (error instanceof UsageError) return [message, exitCodes.usage];
  // Bounds of the command line have been read before: these come from a file.
  if (error instanceof NotACounterexample || error instanceof NoSuchBound)
    return [`this is no counterexample: ${message}`, exitCodes.input];
  // By its name: an error from another thread has lost its class.
  if (['OutOfRange', 'NoSuchRow', 'NotTraceable'].includes(name))
    return [`the specification is at fault: ${message}`, exitCodes.specification];
  if (name === 'NotACheckpoint' || name === 'NotAReport' || name === 'NotAScenario') return [message, exitCodes.input];
  if (name === 'NotSymmetric') return [message, exitCodes.usage];
  if (name === 'LimitReached' || name === 'TooManyPaths') return [`undecided: ${message}`, exitCodes.undecided];
  if ('syscall' in error) return [message, exitCodes.system];
  return [`${message}: this is a defect of vsva\n${stack}`, exitCodes.defect];
}

/**
 * Runs the program.
 *
 * @param argv the arguments, without the program's own name.
 * @returns its exit code. Nothing is thrown.
 */
export async function main(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    return await obey(argv, surroundings);
  } catch (error) {
    const [message, code] = failure(error as Error);
    surroundings.stderr.write(`vsva: ${message}\n`);
    return code;
  }
}
