/** Carries out a search of the benchmark protocol and prints its findings as JSON. */
import type { BatchSearch } from '../../checker/batch-search.ts';
import type { Findings } from '../tools/findings.ts';

/**
 * @param marks the invariants.
 * @throws Error when one of them is broken.
 */
export function printFindings(search: BatchSearch, marks: readonly string[]): void {
  search.advance(Number.POSITIVE_INFINITY);
  const broken = marks.filter((_, mark) => search.sighting(mark) !== undefined);
  if (broken.length > 0) throw new Error(`broken: ${broken.join('; ')}`);
  const { distinct, generated, depth, bytes, load } = search;
  const memory = { bytesPerState: bytes / distinct, load };
  const findings: Findings = { distinct, generated, depth, errorLength: null, memory };
  console.log(JSON.stringify(findings));
}
