/**
 * What can be shown of the host, and what of it is: every rule, every errno of a command, every behaviour class
 * (`conformance/class-shape.ts`) and every witness, with the instance that reaches it by the shortest way. What none
 * reaches must be excluded: in every instance that could reach it, by invariants that leave no state for it.
 */
import { type ClassShape, shapeKey } from '../conformance/class-shape.ts';
import type { ClassCoverage, InstanceCoverage } from '../conformance/coverage.ts';
import type { CommandSpec } from '../spec/command.ts';
import type { Rule } from '../spec/rule.ts';

/** A shortest way. */
export interface Reached {
  readonly instance: string;
  /** Number of commands. */
  readonly length: number;
  readonly steps: readonly string[];
}

/** What became of something that can be shown. */
export interface Shown {
  /** Null if no instance reaches it. */
  readonly reached: Reached | null;
  /** Ids of invariants that exclude it together; null if it is reached, or not excluded everywhere. */
  readonly excludedBy: readonly string[] | null;
}

export interface RuleShown extends Shown {
  readonly id: string;
  readonly errno: string;
  readonly command: string;
}
/** A command answers an errno: by one of these rules, or after a grant. */
export interface ErrnoShown extends Shown {
  readonly command: string;
  readonly errno: string;
}
export interface ClassShown extends Shown, Pick<ClassShape, 'command' | 'answer' | 'changes'> {
  /** `ioasid_put = 0: ioasid.refs: counted` */
  readonly id: string;
}
export interface WitnessShown {
  readonly id: string;
  readonly reached: Reached | null;
}

export interface CoverJson {
  readonly schema: 'vsva/cover/1';
  readonly instances: readonly string[];
  /** Commands that have too many ways on an instance to be listed, so that what they do there is not asked for. */
  readonly unlisted: readonly { readonly instance: string; readonly command: string }[];
  readonly rules: readonly RuleShown[];
  readonly errnos: readonly ErrnoShown[];
  /** Those of grants: a rule is a class by itself. */
  readonly classes: readonly ClassShown[];
  readonly witnesses: readonly WitnessShown[];
  /** Why not everything was searched, or null; then nothing is said to be wrong either. */
  readonly reason: string | null;
  /** One sentence for each thing that is neither reached nor excluded. */
  readonly failures: readonly string[];
}

/** What there is to be shown. */
export interface Everything {
  readonly specs: readonly CommandSpec[];
  readonly witnesses: readonly { readonly id: string }[];
}

interface Found {
  readonly instance: string;
  readonly of: Pick<ClassCoverage, 'steps' | 'excludedBy'>;
}

function nearest(found: readonly Found[]): Reached | null {
  const ways = found.flatMap(({ instance, of: { steps } }) =>
    steps === null ? [] : [{ instance, length: steps.length, steps }],
  );
  return ways.toSorted((one, other) => one.length - other.length)[0] ?? null;
}

function shown(found: readonly Found[]): Shown {
  const reached = nearest(found);
  const excluded = found.map(({ of: { excludedBy } }) => excludedBy);
  const open = reached !== null || found.length === 0 || excluded.includes(null);
  return { reached, excludedBy: open ? null : [...new Set(excluded.flatMap((by) => by ?? []))] };
}

/** An errno is reached as what answers it is, and excluded if all of that is. */
function together(all: readonly Shown[]): Shown {
  const reached = all.flatMap((each) => each.reached ?? []).toSorted((one, other) => one.length - other.length);
  const excluded = all.map(({ excludedBy }) => excludedBy);
  const open = reached.length > 0 || excluded.includes(null);
  return { reached: reached[0] ?? null, excludedBy: open ? null : [...new Set(excluded.flatMap((by) => by ?? []))] };
}

const isOpen = ({ reached, excludedBy }: Shown): boolean => reached === null && excludedBy === null;

/** @param reason why not everything was searched, or null. */
export function coverJson(
  coverages: readonly InstanceCoverage[],
  { specs, witnesses: allWitnesses }: Everything,
  reason: string | null,
): CoverJson {
  const byKey = new Map<string, { readonly shape: ClassShape; readonly found: Found[] }>();
  for (const { instance, classes } of coverages) {
    for (const of of classes) {
      const key = shapeKey(of.shape);
      const known = byKey.get(key) ?? { shape: of.shape, found: [] };
      byKey.set(key, known);
      known.found.push({ instance, of });
    }
  }
  const rules = specs.flatMap(({ kind, rules: all }) =>
    all.map(({ id, errno }: Rule): RuleShown => ({ id, errno, command: kind, ...shown(byKey.get(id)?.found ?? []) })),
  );
  const classes = [...byKey].flatMap(([id, { shape, found }]): ClassShown[] => {
    const { rule, command, answer, changes } = shape;
    return rule === null ? [{ id, command, answer, changes, ...shown(found) }] : [];
  });
  const answered = (kind: string): readonly (Shown & { readonly errno: string })[] => [
    ...rules.filter(({ command }) => command === kind),
    ...classes
      .filter(({ command, answer }) => command === kind && answer.startsWith('-'))
      .map((each) => ({ ...each, errno: each.answer.slice(1) })),
  ];
  const errnos = specs.flatMap(({ kind }) => {
    const all = answered(kind);
    return [...new Set(all.map(({ errno }) => errno))].map(
      (errno): ErrnoShown => ({ command: kind, errno, ...together(all.filter((each) => each.errno === errno)) }),
    );
  });
  const witnesses = allWitnesses.map(({ id }): WitnessShown => {
    const found = coverages.flatMap(({ instance, witnesses: seen }) =>
      seen.filter((each) => each.id === id).map(({ steps }) => ({ instance, of: { steps, excludedBy: null } })),
    );
    return { id, reached: nearest(found) };
  });
  const inPlay = new Set<string>(coverages.flatMap(({ commands }) => commands));
  const failures = [
    ...specs.filter(({ kind }) => !inPlay.has(kind)).map(({ kind }) => `${kind} is in play in no instance`),
    ...rules
      .filter((rule) => isOpen(rule) && inPlay.has(rule.command))
      .map(({ id }) => `rule ${id} refuses nothing in any instance, and no invariant excludes it`),
    ...classes.filter(isOpen).map(({ id }) => `no instance reaches ${id}, and no invariant excludes it`),
    ...witnesses.filter(({ reached }) => reached === null).map(({ id }) => `witness ${id} was not found`),
  ];
  return {
    schema: 'vsva/cover/1',
    instances: coverages.map(({ instance }) => instance),
    unlisted: coverages.flatMap(({ instance, unlisted: commands }) =>
      commands.map((command) => ({ instance, command })),
    ),
    rules,
    errnos,
    classes,
    witnesses,
    reason,
    failures: reason === null ? failures : [],
  };
}
