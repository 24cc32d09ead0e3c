/**
 * The gates of a check: what must have been found for `holds` to mean something. They stand where the golden design was
 * searched for every invariant within the bounds as they are; elsewhere one witness must be found, so that anything
 * was checked at all.
 */

import type { Counts } from '../generators/instance.ts';
import type { CheckJson, InstanceJson } from './check-json.ts';
import { thousands } from './numbers.ts';

/** All there is, by name and id. */
export interface Everything {
  readonly instances: readonly string[];
  /** Leads-to properties included. */
  readonly invariants: readonly string[];
}

const printCounts = ({ distinct, generated, depth }: Counts): string =>
  [distinct, generated, depth].map(thousands).join(' / ');

const ofInstance = (instance: InstanceJson): string[] => {
  const { name, pinned, countsAsPinned, witnesses } = instance;
  const missing = witnesses.filter(({ found }) => !found).map(({ id }) => `witness ${id} was not found in ${name}`);
  if (pinned === null || countsAsPinned !== false) return missing;
  const counts = `${name} counts ${printCounts(instance)}, but ${printCounts(pinned)} is pinned`;
  return [...missing, `${counts} (distinct / generated / depth)`];
};

function unreachedRules(instances: readonly InstanceJson[]): string[] {
  const reached = new Set(instances.flatMap(({ rules }) => rules.flatMap(({ id, reached: by }) => (by ? [id] : []))));
  const all = new Set(instances.flatMap(({ rules }) => rules.map(({ id }) => id)));
  return [...all].filter((id) => !reached.has(id)).map((id) => `rule ${id} refused nothing in any instance`);
}

/** Where not a single witness is found, the host does nothing within its bounds, and nothing has been checked. */
const idleLine = ({ name, exhaustive, witnesses }: InstanceJson): string[] =>
  exhaustive && witnesses.length > 0 && witnesses.every(({ found }) => !found)
    ? [`no witness was found in ${name}: within these bounds the host does nothing`]
    : [];

/** One line for each gate that failed. */
export function failedGates(json: CheckJson, everything: Everything): readonly string[] {
  const { design, shard, instances } = json;
  const properties = [...json.invariants, ...json.leadsTo];
  const asked = new Set(properties.map(({ id }) => id));
  const full =
    design === 'golden' &&
    instances.every(({ bounds }) => Object.keys(bounds).length === 0) &&
    everything.invariants.every((id) => asked.has(id));
  if (!full) return design === 'golden' ? instances.flatMap(idleLine) : [];
  const exhausted = instances.filter(({ exhaustive }) => exhaustive);
  const lines = exhausted.flatMap(ofInstance);
  // What all instances show together is judged when they are together.
  if (exhausted.length < instances.length || shard !== null) return lines;
  const names = new Set(instances.map(({ name }) => name));
  if (!everything.instances.every((name) => names.has(name))) return lines;
  const vacuous = properties
    .filter(({ held, antecedent }) => held !== null && antecedent === 0)
    .map(({ id }) => `invariant ${id} was never put to the test`);
  return [...lines, ...unreachedRules(instances), ...vacuous];
}
