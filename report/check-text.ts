/** The text of a check, made from its JSON report, so that both always say the same. */
import { designs } from '../spec/designs/designs.ts';
import type { CheckJson, InstanceJson } from './check-json.ts';
import { differenceLines, violationLines } from './counterexample-text.ts';
import { lassoLines } from './lasso-text.ts';
import { type BrokenInvariant, brokenInvariants, brokenLeadsTo } from './merged.ts';
import { counted, seconds, thousands } from './numbers.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';
import { verdictLine } from './verdict-line.ts';
import { wrap } from './wrap.ts';

/** `quiet`: counterexamples, failed gates and the verdict alone. `verbose`: also every witness and rule. */
export type Detail = 'quiet' | 'normal' | 'verbose';

export interface CheckTelling {
  readonly detail: Detail;
  readonly paint: Paint;
  /** Gates that failed, one line each. */
  readonly gates: readonly string[];
  /** The invariant whose violation is expected, or null. */
  readonly expected: string | null;
  /** What `vsva replay` is given for a counterexample: a file or its token. */
  readonly replay: (instance: string, invariant: string | null, token: string) => string;
}

const symmetryText = ({ order, sorts }: Exclude<InstanceJson['symmetry'], false>): string =>
  sorts.length === 0
    ? 'by symmetry: nothing can be exchanged'
    : `by symmetry, each state for up to ${thousands(order)}: exchanged are ${sorts.join(', ')}`;

function instanceLines(instance: InstanceJson): string[] {
  const { name, distinct, generated, depth, edges, edgesCompared, symmetry, reason, countsAsPinned } = instance;
  const pinned = countsAsPinned === true ? ' (as pinned)' : '';
  const alone = edgesCompared === 0 ? ' (model only)' : '';
  return [
    `${name}: ${thousands(distinct)} distinct, ${thousands(generated)} generated, depth ${depth}${pinned}`,
    `  ${thousands(edgesCompared)} of ${thousands(edges)} edges compared${alone}, ${seconds(instance.seconds)}`,
    ...(symmetry === false ? [] : wrap(symmetryText(symmetry), '  ', '    ')),
    ...(reason === null ? ['  exhausted'] : wrap(`not exhausted: ${reason}`, '  ')),
  ];
}

/** An invariant that was never put to the test is not said to hold. */
const verdictOf = ({ held, antecedent }: CheckJson['invariants'][number]): string => {
  if (held === null) return 'undecided';
  if (!held) return 'broken';
  return antecedent === 0 ? 'vacuous' : 'holds';
};

function invariantLines({ invariants, leadsTo, instances }: CheckJson): string[] {
  // A compiled search does not count how often something was put to the test.
  const counted = instances.some(({ edgesCompared }) => edgesCompared > 0);
  const met = ({ antecedent }: CheckJson['invariants'][number]): string =>
    counted ? thousands(antecedent) : antecedent > 0 ? 'met' : '-';
  const rows = [
    ...invariants.map((each) => [each.id, verdictOf(each), met(each)]),
    ...leadsTo.map((each) => [each.id, verdictOf(each), thousands(each.antecedent)]),
  ];
  const reasons = new Set(leadsTo.flatMap(({ reason }) => reason ?? []));
  return [
    ...table(rows, '', ['invariant', 'verdict', 'antecedent']),
    ...[...reasons].flatMap((reason) => wrap(`leads-to not asked of every instance: ${reason}`, '', '  ')),
  ];
}

/** By id, whether something was found: a witness wherever it was asked for, a rule anywhere. */
type Found = ReadonlyMap<string, boolean>;

function witnessesFound(instances: readonly InstanceJson[]): Found {
  const all = new Map<string, boolean>();
  for (const { witnesses } of instances)
    for (const { id, found } of witnesses) all.set(id, found && all.get(id) !== false);
  return all;
}

function rulesReached(instances: readonly InstanceJson[]): Found {
  const all = new Map<string, boolean>();
  for (const { rules } of instances) for (const { id, reached } of rules) all.set(id, reached || all.get(id) === true);
  return all;
}

function foundLines(what: string, found: Found, participle: string, verbose: boolean): string[] {
  const yes = [...found.values()].filter((each) => each).length;
  const list = [...found].map(([id, each]) => [id, each ? participle : `not ${participle}`]);
  return [`${what}: ${yes} of ${found.size} ${participle}`, ...(verbose ? table(list, '  ') : [])];
}

const designLine = ({ design }: CheckJson): string[] =>
  wrap(`design ${design}: ${designs.find(({ name }) => name === design)?.about}`, '', '  ');

const shardLine = ({ shard }: CheckJson): string[] =>
  shard === null
    ? []
    : wrap(`shard ${shard.index} of ${shard.of}: rules and antecedents are judged by vsva merge-reports`, '', '  ');

const summary = (json: CheckJson, verbose: boolean): string[] => [
  ...designLine(json),
  ...shardLine(json),
  ...json.instances.flatMap(instanceLines),
  '',
  ...invariantLines(json),
  '',
  ...foundLines('witnesses', witnessesFound(json.instances), 'found', verbose),
  ...foundLines('rules', rulesReached(json.instances), 'reached', verbose),
  '',
];

const elsewhere = (others: BrokenInvariant['others']): string =>
  others.length === 0
    ? ''
    : `; also broken on ${others.map(({ instance, length }) => `${instance} (${counted(length, 'command')})`).join(', ')}`;

/** Every broken invariant by its shortest story, then every leads-to property, then every difference, a blank line after each. */
function counterexamples(json: CheckJson, { paint, replay }: CheckTelling): string[] {
  const violations = brokenInvariants(json).flatMap(({ violation, instance, others }) => [
    ...violationLines(violation, {
      note: `shortest, on ${instance} with design ${json.design}${elsewhere(others)}`,
      replay: replay(instance, violation.invariant, violation.token),
      paint,
    }),
    '',
  ]);
  const lassos = brokenLeadsTo(json).flatMap(({ lasso, instance, others }) => [
    ...lassoLines(lasso, `shortest, on ${instance} with design ${json.design}${elsewhere(others)}`, paint),
    '',
  ]);
  const differences = json.instances.flatMap(({ name, differences: each }) =>
    each.flatMap((difference) => [
      ...differenceLines(difference, {
        note: `shortest, on ${name}`,
        replay: replay(name, null, difference.token),
        paint,
      }),
      '',
    ]),
  );
  return [...violations, ...lassos, ...differences];
}

export function checkText(json: CheckJson, telling: CheckTelling): string {
  const { detail, paint, gates, expected } = telling;
  const lines = [
    ...(detail === 'quiet' ? [] : summary(json, detail === 'verbose')),
    ...counterexamples(json, telling),
    ...gates.flatMap((gate) => wrap(paint('bad', `gate failed: ${gate}`), '', '  ')),
    ...verdictLine(json, gates.length, expected, paint),
  ];
  return `${lines.join('\n')}\n`;
}
