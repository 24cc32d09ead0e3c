/** What the report of a check means for the exit code. */
import type { CheckJson } from '../report/check-json.ts';
import type { Outcome } from './exit-codes.ts';
import { interrupted } from './stop.ts';

/** @param gates those that failed. */
export function outcomesOf(json: CheckJson, gates: readonly string[]): ReadonlySet<Outcome> {
  const { verdict, invariants, leadsTo, instances, asked } = json;
  const all = [...invariants, ...leadsTo];
  const { expected } = asked;
  const outcomes = new Set<Outcome>();
  if (instances.some(({ reason }) => reason === interrupted)) outcomes.add('interrupted');
  if (instances.some(({ differences }) => differences.length > 0)) outcomes.add('differs');
  if (verdict === 'undecided') outcomes.add('undecided');
  if (expected === null) {
    if (invariants.some(({ held }) => held === false)) outcomes.add('violated');
    if (leadsTo.some(({ held }) => held === false)) outcomes.add('leadsTo');
    if (gates.length > 0) outcomes.add('gate');
  } else if (verdict !== 'undecided' && all.some(({ id, held }) => id === expected && held !== false)) {
    outcomes.add('unexpected');
  }
  return outcomes;
}
