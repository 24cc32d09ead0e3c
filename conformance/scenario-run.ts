/**
 * Tells a scenario on the model of its design, and on an implementation where that is golden, and says where what is
 * written is not what is told. What the model tells can take the place of what was written, for a human to review.
 */
import { firstBroken, type Invariant } from '../invariants/invariant.ts';
import { invariants } from '../invariants/invariants.ts';
import { leadsToProperties } from '../invariants/leads-to-properties.ts';
import { printAnswer } from '../spec/commands.ts';
import type { Implementation } from './implementation.ts';
import { ModelRun, type Told } from './model-run.ts';
import { PromiseWatch } from './promise-watch.ts';
import { belowLines, endingLine, type Scenario, type ScenarioStep, stepLine, unknownYet } from './scenario.ts';
import { type Discord, SideBySide } from './side-by-side.ts';

/** One thing that is not as it is written. */
export interface Problem {
  /** Line of the file, from 0. */
  readonly line: number;
  readonly what: string;
}

export interface ToldScenario {
  /** In the order of the file. */
  readonly problems: readonly Problem[];
  /** The text with what the model tells in place of what was written. */
  readonly rewritten: string;
  readonly told: readonly Told[];
}

/** An invariant that does not hold, and its false conjunct. */
interface Broken {
  readonly property: string;
  readonly broken: string;
}

/** Every invariant of these that does not hold after a step. */
function brokenAfter(run: ModelRun, told: Told, watched: readonly Invariant[]): readonly Broken[] {
  const { topology, state } = run;
  const tally = { antecedent: 0 };
  return watched.flatMap((invariant) => {
    const broken =
      invariant.of === 'step'
        ? firstBroken(invariant.cases(topology, told.command), run.stepOf(told), tally)
        : firstBroken(invariant.cases(topology), { topology, state }, tally);
    return broken === null ? [] : [{ property: invariant.id, broken }];
  });
}

const differs = ({ what, model, implementation }: Discord): string =>
  `${what}: the model says ${model}, the implementation ${implementation}`;

/** What is written of one step and not told. */
function problemsOf({ line, answer, below }: ScenarioStep, told: Told): Problem[] {
  const answered = printAnswer(told.command, told.answer);
  const expected = answer === null ? unknownYet : printAnswer(told.command, answer);
  const wrong = answered === expected ? [] : [{ line, what: `it answers ${answered}, not ${expected}` }];
  const tells = belowLines(told);
  if (below.length === 0 || below.join('\n') === tells.join('\n')) return wrong;
  const place = below.findIndex((text, at) => text !== tells[at]);
  const missing = place < 0 ? tells[below.length] : tells[place];
  const at = place < 0 ? below.length : place;
  return [
    ...wrong,
    { line: line + 1 + at, what: missing === undefined ? 'nothing more changes' : `expected "${missing.trim()}"` },
  ];
}

/** The lines of the file with those of the steps, and the ending, as they are told. */
function rewrite({ lines, steps, ending }: Scenario, told: readonly Told[], broken: string | null): string {
  const rewritten = [...lines];
  if (ending !== null && broken !== null) rewritten[ending.line] = endingLine(ending.property, broken);
  for (let place = steps.length - 1; place >= 0; place--) {
    const { line, end, below } = steps[place] as ScenarioStep;
    const step = told[place] as Told;
    rewritten.splice(line, end - line, stepLine(step), ...(below.length === 0 ? [] : belowLines(step)));
  }
  return rewritten.join('\n');
}

/** Tells a scenario on the model of its design. */
export function tellScenario(scenario: Scenario): ToldScenario {
  const { topology, design, steps, stem, ending } = scenario;
  const run = new ModelRun(topology, design);
  const watched = invariants.filter(({ id }) => ending === null || id === ending.property);
  const promise = leadsToProperties.find(({ id }) => id === ending?.property);
  const watch = promise === undefined ? null : new PromiseWatch(topology, design, run, promise);
  const told: Told[] = [];
  const problems: Problem[] = [];
  let broken: string | null = null;
  for (const [place, step] of steps.entries()) {
    const taken = run.take(step.command, step.answer);
    told.push(taken);
    problems.push(...problemsOf(step, taken));
    watch?.after(taken);
    const breaks = brokenAfter(run, taken, watched);
    if (ending !== null && place === steps.length - 1) broken = breaks[0]?.broken ?? null;
    else
      problems.push(
        ...breaks.map((each) => ({ line: step.line, what: `${each.property} is violated: ${each.broken}` })),
      );
  }
  if (watch !== null) broken = watch.broken(stem);
  if (ending !== null && broken !== ending.broken) {
    const what = broken === null ? `${ending.property} is not violated here` : `what is broken is "${broken}"`;
    problems.push({ line: ending.line, what });
  }
  return { problems, rewritten: rewrite(scenario, told, broken), told };
}

/**
 * Takes an implementation through the commands of a scenario of the golden design, and says where it first does
 * otherwise than the model or than is written. Every cell is compared in the end.
 */
export function playScenario({ steps, topology }: Scenario, implementation: Implementation): Problem | null {
  const both = new SideBySide(topology, implementation);
  for (const { line, command, answer } of steps) {
    const { answered, discord } = both.take(command);
    if (discord !== null) return { line, what: differs(discord) };
    if (answered !== answer) return { line, what: `the implementation answers ${printAnswer(command, answered)}` };
  }
  const discord = both.compareAll();
  return discord === null ? null : { line: (steps.at(-1) as ScenarioStep).line, what: differs(discord) };
}
