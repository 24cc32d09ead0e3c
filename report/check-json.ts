/** What a check found, as plain data: the JSON report, from which the text is made too. */
import type { CheckResult } from '../conformance/check.ts';
import { notExhausted } from '../conformance/leads-to.ts';
import type { BoundsGiven } from '../generators/bounds.ts';
import type { Counts } from '../generators/instance.ts';
import {
  type DifferenceJson,
  differenceJson,
  type Setting,
  type ViolationJson,
  violationJson,
} from './counterexample-json.ts';
import { type LassoJson, lassoJson } from './lasso-json.ts';

export type Verdict = 'holds' | 'violated' | 'undecided';

export interface InvariantJson {
  readonly id: string;
  /** True if it holds in every state of every instance, false if it is broken; null where that is not decided. */
  readonly held: boolean | null;
  /** How often there was something to check. */
  readonly antecedent: number;
}

export interface LeadsToJson extends InvariantJson {
  /** Why it was not asked of every instance, or null. */
  readonly reason: string | null;
}

export interface InstanceJson {
  readonly name: string;
  /** Bounds that were set otherwise than the instance has them. */
  readonly bounds: BoundsGiven;
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** (state, command) pairs that were tried, the refused included. */
  readonly edges: number;
  /** Those of them that were compared with the engine. */
  readonly edgesCompared: number;
  readonly seconds: number;
  /** Threads that searched this instance. */
  readonly workers: 1;
  /** How many states one of those searched stands for at most, and what was exchanged; false without symmetry. */
  readonly symmetry: false | { readonly order: number; readonly sorts: readonly string[] };
  readonly verdict: Verdict;
  readonly exhaustive: boolean;
  /** Why it is not exhaustive, or null. */
  readonly reason: string | null;
  /** The probability that a lossy search left out a state, by two estimates; null for a search that left out none. */
  readonly omission: CheckResult['omission'];
  /** What an exhaustive search must count; null if that is not known for this design or these bounds. */
  readonly pinned: Counts | null;
  readonly countsAsPinned: boolean | null;
  /** Those that the instance has what it takes for. */
  readonly witnesses: CheckResult['witnesses'];
  readonly rules: CheckResult['rules'];
  readonly violations: readonly ViolationJson[];
  /** Runs that break leads-to properties. */
  readonly lassos: readonly LassoJson[];
  readonly differences: readonly DifferenceJson[];
}

/** What is known of one instance. */
export interface Checked {
  readonly instance: InstanceJson;
  readonly invariants: readonly InvariantJson[];
  readonly leadsTo: readonly LeadsToJson[];
}

/** What was asked for, besides design, invariants and instances: all that reports of one check have in common. */
export interface AskedJson {
  readonly bounds: BoundsGiven;
  readonly against: 'engine' | 'none' | null;
  readonly symmetry: boolean;
  readonly maxStates: number | null;
  readonly lossy: boolean;
  /** The invariant whose violation was expected, or null. */
  readonly expected: string | null;
}

/** Every `of`-th instance of a check from the `index`-th on, counted from 1. */
export interface ShardJson {
  readonly index: number;
  readonly of: number;
}

export interface CheckJson {
  readonly schema: 'vsva/check/1';
  readonly verdict: Verdict;
  readonly exhaustive: boolean;
  readonly reason: string | null;
  readonly design: string;
  readonly asked: AskedJson;
  /** The part of the check that this is; null for all of it. */
  readonly shard: ShardJson | null;
  /** Over all instances. */
  readonly invariants: readonly InvariantJson[];
  readonly leadsTo: readonly LeadsToJson[];
  readonly instances: readonly InstanceJson[];
}

/** @param counts what an exhaustive search of the golden design must count on this instance as it is. */
export function checkedJson(setting: Setting, counts: Counts, result: CheckResult): Checked {
  const { distinct, generated, depth, edges, edgesCompared, seconds, verdict, exhaustive, reason } = result;
  const asItIs = setting.design === 'golden' && Object.keys(setting.bounds).length === 0;
  const pinned = asItIs && result.symmetry === null ? counts : null;
  const same = (known: Counts) => known.distinct === distinct && known.generated === generated && known.depth === depth;
  return {
    instance: {
      name: setting.instance,
      bounds: setting.bounds,
      distinct,
      generated,
      depth,
      edges,
      edgesCompared,
      seconds,
      workers: 1,
      symmetry: result.symmetry ?? false,
      verdict,
      exhaustive,
      reason,
      omission: result.omission,
      pinned,
      countsAsPinned: pinned === null || !exhaustive ? null : same(pinned),
      witnesses: result.witnesses,
      rules: result.rules,
      violations: result.violations.map(({ invariant, story }) => violationJson(setting, invariant, story)),
      lassos: result.leadsTo.flatMap(({ property, story }) => (story === null ? [] : [lassoJson(property, story)])),
      differences: result.difference === null ? [] : [differenceJson(setting, result.difference.story)],
    },
    invariants: result.invariants,
    leadsTo: result.leadsTo.map(({ property: { id }, held, reason, antecedent }) => ({ id, held, antecedent, reason })),
  };
}

const antecedents = (all: readonly InvariantJson[]): number => all.reduce((sum, { antecedent }) => sum + antecedent, 0);

/** A leads-to property over all instances: it holds if it does wherever it was asked, and every search was exhausted. */
function merged(all: readonly LeadsToJson[]): LeadsToJson {
  const [{ id }] = all as readonly [LeadsToJson];
  const broken = all.some(({ held }) => held === false);
  const open = all.filter(({ held }) => held === null);
  const decided = open.length < all.length && open.every(({ reason }) => reason !== notExhausted);
  const held = broken ? false : decided ? true : null;
  const reasons = all.flatMap((each) => each.reason ?? []);
  const reason = reasons.find((each) => each === notExhausted) ?? reasons[0] ?? null;
  return { id, held, antecedent: antecedents(all), reason };
}

function verdictOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('violated')) return 'violated';
  return verdicts.includes('undecided') ? 'undecided' : 'holds';
}

/** What tells one check from another. */
export type Heading = Pick<CheckJson, 'design' | 'asked' | 'shard'>;

/**
 * A report over instances, of which there is at least one.
 *
 * @param parts what is known of each instance, or of several together; always of the same properties.
 */
export function reportOf(
  { design, asked, shard }: Heading,
  instances: readonly InstanceJson[],
  parts: readonly Pick<CheckJson, 'invariants' | 'leadsTo'>[],
): CheckJson {
  const [first] = parts as readonly [Pick<CheckJson, 'invariants' | 'leadsTo'>];
  const exhaustive = instances.every((instance) => instance.exhaustive);
  const reasons = new Set(instances.flatMap(({ reason }) => (reason === null ? [] : [reason])));
  return {
    schema: 'vsva/check/1',
    verdict: verdictOf(instances.map(({ verdict }) => verdict)),
    exhaustive,
    reason: reasons.size === 0 ? null : [...reasons].join('; '),
    design,
    asked,
    shard,
    invariants: first.invariants.map(({ id }, place) => {
      const same = parts.map(({ invariants }) => invariants[place] as InvariantJson);
      return {
        id,
        held: same.some(({ held }) => held === false) ? false : exhaustive ? true : null,
        antecedent: antecedents(same),
      };
    }),
    leadsTo: first.leadsTo.map((_, place) => merged(parts.map(({ leadsTo }) => leadsTo[place] as LeadsToJson))),
    instances,
  };
}

/** Several instances, checked for the same invariants, as one report. There is at least one. */
export const checkJson = (heading: Heading, checked: readonly Checked[]): CheckJson =>
  reportOf(
    heading,
    checked.map(({ instance }) => instance),
    checked,
  );
