/** What an exhaustive search by any tool came to, in terms that all of them have. */

/** What a search of ours keeps for each state: its words, its parent and its share of the table. */
export interface Memory {
  readonly bytesPerState: number;
  /** Share of the slots of the table that are taken. */
  readonly load: number;
}

export interface Findings {
  /** Distinct states. */
  readonly distinct: number;
  /** Initial states and every transition taken, to new states or to known ones. */
  readonly generated: number;
  /** Levels, the initial state being level 1; null where the tool does not say. */
  readonly depth: number | null;
  /** Steps to the first error found, after which nothing more is searched; null where nothing is wrong. */
  readonly errorLength: number | null;
  /** Left out where the tool does not say. */
  readonly memory?: Memory;
}

/** The number that a pattern captures in the output of a tool. Throws an `Error` where it does not occur. */
export function captured(tool: string, output: string, pattern: RegExp): number {
  const found = pattern.exec(output)?.[1];
  if (found === undefined) throw new Error(`the output of ${tool} has no ${pattern}: ${output.trim().slice(-2000)}`);
  return Number(found);
}
