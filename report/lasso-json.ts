/** A run that breaks a leads-to property, as plain data: a stem, and what is repeated for ever after it. */
import type { LassoStory } from '../conformance/leads-to.ts';
import type { LeadsTo } from '../invariants/leads-to.ts';
import type { Source } from '../spec/source.ts';
import { type StepJson, stepsJson } from './step-json.ts';

export interface LassoJson {
  /** The id of the property. */
  readonly property: string;
  readonly sentence: string;
  /** What it is broken for: `p1`. */
  readonly about: string;
  /** Number of commands of the stem; no run that breaks the property on this host has a shorter one. */
  readonly length: number;
  readonly stem: readonly StepJson[];
  /** Empty if nothing more happens after the stem. */
  readonly cycle: readonly StepJson[];
  readonly sources: readonly Source[];
}

export function lassoJson({ id, sentence, sources }: LeadsTo, { about, stem, cycle }: LassoStory): LassoJson {
  return {
    property: id,
    sentence,
    about,
    length: stem.length,
    stem: stepsJson(stem),
    cycle: stepsJson(cycle),
    sources,
  };
}
