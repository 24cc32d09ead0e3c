/** Several searches of one model, side by side: what each counts, and the median of what it costs. */
import type { Findings } from './findings.ts';

export interface Contestant {
  readonly name: string;
  /** Searches once, in processes of its own. */
  readonly run: () => { readonly findings: Findings; readonly cpuSeconds: number };
}

export interface Standing {
  readonly name: string;
  readonly findings: Findings;
  /** Median over the rounds. */
  readonly cpuSeconds: number;
}

/** The middle value; of an even number of values the upper of the two in the middle. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/**
 * Runs everyone once a round, so that a busy spell of the machine strikes all alike.
 *
 * @throws Error when a contestant's findings differ from one round to the next.
 */
export function contest(contestants: readonly Contestant[], rounds: number): readonly Standing[] {
  const runs = Array.from({ length: rounds }, () => contestants.map(({ run }) => run()));
  return contestants.map(({ name }, place) => {
    const own = runs.map((round) => round[place] as ReturnType<Contestant['run']>);
    const [findings, ...others] = [...new Set(own.map((run) => JSON.stringify(run.findings)))];
    if (others.length > 0) throw new Error(`${name} found ${findings} once and ${others.join(', ')} another time`);
    return {
      name,
      findings: JSON.parse(findings as string) as Findings,
      cpuSeconds: median(own.map(({ cpuSeconds }) => cpuSeconds)),
    };
  });
}

/** One sentence for each standing that counts otherwise than `expected`; what a tool does not say is not compared. */
export function disagreements(expected: Omit<Findings, 'errorLength'>, standings: readonly Standing[]): string[] {
  return standings.flatMap(({ name, findings }) =>
    (['distinct', 'generated', 'depth'] as const).flatMap((count) =>
      findings[count] === null || findings[count] === expected[count]
        ? []
        : [`${name} counts ${count} ${findings[count]}, expected ${expected[count]}`],
    ),
  );
}
