/** What a contest came to, and how much faster we are than others. */
import { disagreements, type Standing } from '../tools/contest.ts';
import type { Contest } from './contests.ts';

export interface Result {
  readonly title: string;
  /** Ours first. */
  readonly standings: readonly Standing[];
  /** Who counted otherwise than the others; none where all agree. */
  readonly disagreements: readonly string[];
}

export const resultOf = ({ title, counts }: Contest, standings: readonly Standing[]): Result => ({
  title,
  standings,
  disagreements: disagreements(counts, standings),
});

/** The first of the standings, which is ours. */
export const ownIn = ({ standings }: Result): Standing => standings[0] as Standing;

/** The processor time of a standing over ours. */
export const ratioTo = (result: Result, { cpuSeconds }: Standing): number => cpuSeconds / ownIn(result).cpuSeconds;

/** The least of the ratios of those whose name begins so; undefined where there are none. */
export function leastRatio(result: Result, tool: string): number | undefined {
  const ratios = result.standings.filter(({ name }) => name.startsWith(tool)).map((each) => ratioTo(result, each));
  return ratios.length === 0 ? undefined : Math.min(...ratios);
}
