/**
 * Counterexamples as plain data: a violation or a difference with its story, its sources and the token that replays it.
 * Stored in a file it also says on which host it came about, and `vsva replay` reads it.
 */
import { type Counterexample, counterexampleSchema, tokenOf } from '../conformance/counterexample.ts';
import type { Told } from '../conformance/model-run.ts';
import type { DifferenceStory, ViolationStory } from '../conformance/story.ts';
import type { Invariant } from '../invariants/invariant.ts';
import type { Source } from '../spec/source.ts';
import { type StepJson, stepsJson } from './step-json.ts';

/** On which host and under which design something came about. */
export type Setting = Pick<Counterexample, 'instance' | 'bounds' | 'design'>;

export interface ViolationJson {
  /** The id of the invariant. */
  readonly invariant: string;
  readonly sentence: string;
  /** Number of commands. */
  readonly length: number;
  /** No shorter sequence of commands breaks the invariant on this host. */
  readonly minimal: true;
  readonly steps: readonly StepJson[];
  /** The false conjunct, null if the story does not break the invariant (any more). */
  readonly broken: string | null;
  readonly sources: readonly Source[];
  /** What `vsva replay` takes. */
  readonly token: string;
}

export interface DifferenceJson {
  /** Number of commands. */
  readonly length: number;
  readonly steps: readonly StepJson[];
  /** `answer`, or the cell on which the two do not agree; null if the commands do not show the difference. */
  readonly what: string | null;
  readonly model: string | null;
  readonly implementation: string | null;
  /** What `vsva replay` takes. */
  readonly token: string;
}

const tokenFor = (setting: Setting, invariant: string | null, steps: readonly Told[]): string =>
  tokenOf({ invariant, ...setting, moves: steps.map(({ command, answer }) => ({ command, answer })) });

export function violationJson(
  setting: Setting,
  invariant: Invariant,
  { steps, broken }: ViolationStory,
): ViolationJson {
  const { id, sentence, sources } = invariant;
  return {
    invariant: id,
    sentence,
    length: steps.length,
    minimal: true,
    steps: stepsJson(steps),
    broken,
    sources,
    token: tokenFor(setting, id, steps),
  };
}

export function differenceJson(setting: Setting, { steps, discord }: DifferenceStory): DifferenceJson {
  return {
    length: steps.length,
    steps: stepsJson(steps),
    what: discord === null ? null : discord.what,
    model: discord === null ? null : discord.model,
    implementation: discord === null ? null : discord.implementation,
    token: tokenFor(setting, null, steps),
  };
}

/** The file of a counterexample: `identity.iommu-entry-owner.json`, `large.difference.json`. */
export const counterexampleFile = (instance: string, invariant: string | null): string =>
  `${instance}.${invariant === null ? 'difference' : invariant.replaceAll('/', '-')}.json`;

/** What the file holds: all that `vsva replay` needs, and the story besides. */
export function counterexampleContent(setting: Setting, found: ViolationJson | DifferenceJson): string {
  return `${JSON.stringify({ schema: counterexampleSchema, ...setting, invariant: null, ...found }, null, 2)}\n`;
}
