/** Results of contests that nobody held. */
import { type Result, resultOf } from '../../../bench/search/result.ts';
import type { Findings, Memory } from '../../../bench/tools/findings.ts';

export const counts = { distinct: 1_072_510, generated: 11_713_744, depth: 31 };
const found: Findings = { ...counts, errorLength: null };

/** Ours with its memory, then the others with their processor times. */
export function result(
  memory: Memory | null,
  seconds: Readonly<Record<string, number>>,
  others: Partial<Findings> = {},
): Result {
  const standings = Object.entries(seconds).map(([name, cpuSeconds], place) => ({
    name,
    cpuSeconds,
    rounds: 5,
    findings: place > 0 ? { ...found, ...others } : memory === null ? found : { ...found, memory },
  }));
  return resultOf({ title: 'a contest', counts, contestants: [] }, standings);
}
