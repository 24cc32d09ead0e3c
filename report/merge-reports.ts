/** Joins the reports of the shards of a check into the report that the whole would have given. */
import { type CheckJson, type Heading, type InstanceJson, reportOf } from './check-json.ts';
import { NotAReport } from './parse-check.ts';

/** A report, and what to call it when something is wrong with it. */
export interface NamedReport {
  readonly name: string;
  readonly json: CheckJson;
}

/** Of several checks, each in a report of its own. */
export interface MergedJson {
  readonly schema: 'vsva/merged/1';
  readonly reports: readonly CheckJson[];
}

/** Equal for reports of parts of one check. */
function keyOf({ design, asked, invariants, leadsTo }: CheckJson): string {
  const { bounds, ...others } = asked;
  const ids = [...invariants, ...leadsTo].map(({ id }) => id);
  return JSON.stringify([design, Object.entries(bounds).toSorted(), Object.entries(others).toSorted(), ids]);
}

const shardOf = ({ shard }: CheckJson) => shard ?? { index: 1, of: 1 };

/** The parts in their order. Throws `NotAReport` unless there is each of them once. */
function inOrder(parts: readonly NamedReport[]): readonly CheckJson[] {
  const [first] = parts as readonly [NamedReport];
  const { of } = shardOf(first.json);
  const ordered: NamedReport[] = [];
  for (const part of parts) {
    const { index, of: others } = shardOf(part.json);
    if (others !== of) {
      throw new NotAReport(`${part.name} is one of ${others} shards, ${first.name} one of ${of} of the same check`);
    }
    const other = ordered[index];
    if (other !== undefined) throw new NotAReport(`${other.name} and ${part.name} are the same part of a check`);
    ordered[index] = part;
  }
  for (let index = 1; index <= of; index++) {
    if (ordered[index] === undefined) {
      throw new NotAReport(`shard ${index} of ${of} is missing, of the check that ${first.name} is part of`);
    }
  }
  return ordered.slice(1).map(({ json }) => json);
}

/** The instances in the order in which they were asked for. */
function dealtBack(parts: readonly CheckJson[]): readonly InstanceJson[] {
  const rounds = Math.max(...parts.map(({ instances }) => instances.length));
  const places = Array.from({ length: rounds }, (_, round) => round);
  return places.flatMap((round) => parts.flatMap(({ instances }) => instances[round] ?? []));
}

function joined(parts: readonly NamedReport[]): CheckJson {
  const ordered = inOrder(parts);
  const [{ design, asked }] = ordered as readonly [CheckJson];
  const heading: Heading = { design, asked, shard: null };
  const instances = dealtBack(ordered);
  const twice = instances.find(({ name }, place) => instances.findIndex((other) => other.name === name) !== place);
  if (twice !== undefined) throw new NotAReport(`${twice.name} is in two shards of one check`);
  return reportOf(heading, instances, ordered);
}

/**
 * One report for each check that there are reports of; at least one.
 *
 * @throws NotAReport where parts are missing, are there twice or do not belong together.
 */
export function mergeReports(reports: readonly NamedReport[]): readonly CheckJson[] {
  const checks = new Map<string, NamedReport[]>();
  for (const report of reports) {
    const key = keyOf(report.json);
    checks.set(key, [...(checks.get(key) ?? []), report]);
  }
  return [...checks.values()].map(joined);
}

/** One report as it is, several together. */
export function mergedJson(reports: readonly CheckJson[]): CheckJson | MergedJson {
  const [only, ...others] = reports as readonly [CheckJson, ...CheckJson[]];
  return others.length === 0 ? only : { schema: 'vsva/merged/1', reports };
}
