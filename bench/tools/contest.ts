/** Several searches of one model, side by side: what each counts, and the median of what it costs. */
import type { Findings } from './findings.ts';

/** A search and what it cost. */
export interface Run {
  readonly findings: Findings;
  readonly cpuSeconds: number;
}

export interface Contestant {
  readonly name: string;
  /** Searches once, in processes of its own. */
  readonly run: () => Run;
  /** The most rounds that it takes part in, at least 1, where it takes long; else it takes part in all. */
  readonly roundsMax?: number;
}

export interface Standing {
  readonly name: string;
  readonly findings: Findings;
  /** Median over the rounds. */
  readonly cpuSeconds: number;
  readonly rounds: number;
}

/** The middle value; of an even number of values the upper of the two in the middle. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

function standingOf(name: string, runs: readonly Run[]): Standing {
  const [findings, ...others] = [...new Set(runs.map((run) => JSON.stringify(run.findings)))];
  if (others.length > 0) throw new Error(`${name} found ${findings} once and ${others.join(', ')} another time`);
  return {
    name,
    findings: JSON.parse(findings as string) as Findings,
    cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
    rounds: runs.length,
  };
}

/**
 * Runs everyone once a round, so that a busy spell of the machine strikes all alike.
 *
 * @param rounds at least 1.
 * @param tell what happens after each run.
 * @throws Error when a contestant's findings differ from one round to the next.
 */
export function contest(
  contestants: readonly Contestant[],
  rounds: number,
  tell: (name: string, run: Run) => void = () => {},
): readonly Standing[] {
  const runs = contestants.map((): Run[] => []);
  for (let round = 0; round < rounds; round++) {
    contestants.forEach(({ name, run, roundsMax = rounds }, place) => {
      if (round >= roundsMax) return;
      const done = run();
      runs[place]?.push(done);
      tell(name, done);
    });
  }
  return contestants.map(({ name }, place) => standingOf(name, runs[place] as Run[]));
}

/** One sentence for each standing that counts otherwise than `expected`; what a tool does not say is not compared. */
export function disagreements(
  expected: Pick<Findings, 'distinct' | 'generated' | 'depth'>,
  standings: readonly Standing[],
): string[] {
  return standings.flatMap(({ name, findings }) =>
    (['distinct', 'generated', 'depth'] as const).flatMap((count) =>
      findings[count] === null || findings[count] === expected[count]
        ? []
        : [`${name} counts ${count} ${findings[count]}, expected ${expected[count]}`],
    ),
  );
}
