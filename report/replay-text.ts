/** The text of a replay: the story again, and whether what was wrong is still wrong. */
import type { Counterexample } from '../conformance/counterexample.ts';
import type { Replayed } from '../conformance/replay.ts';
import type { DifferenceStory } from '../conformance/story.ts';
import type { Invariant } from '../invariants/invariant.ts';
import { invariants } from '../invariants/invariants.ts';
import { printAnswer } from '../spec/commands.ts';
import { differenceJson, violationJson } from './counterexample-json.ts';
import { differenceLines, violationLines } from './counterexample-text.ts';
import { counted } from './numbers.ts';
import type { Paint } from './paint.ts';
import { stepsJson } from './step-json.ts';
import { storyLines } from './story.ts';
import { wrap } from './wrap.ts';

/** What is wrong when a counterexample is replayed: the invariant is broken, the sides differ, or nothing is. */
export type Outcome = 'violated' | 'differs' | 'nothing';

export function outcomeOf({ onModel, onImplementation }: Replayed): Outcome {
  if (onModel !== null && onModel.broken !== null) return 'violated';
  return onImplementation !== null && onImplementation.discord !== null ? 'differs' : 'nothing';
}

/** What the implementation answered to each command. */
function answersOf({ steps, discord }: DifferenceStory): string[] {
  return steps.map(({ command, answer }, place) =>
    place === steps.length - 1 && discord !== null && discord.what === 'answer'
      ? discord.implementation
      : printAnswer(command, answer),
  );
}

function modelLines(counterexample: Counterexample, { onModel, onImplementation }: Replayed, paint: Paint): string[] {
  if (onModel === null) return [];
  const invariant = invariants.find(({ id }) => id === counterexample.invariant) as Invariant;
  const telling = {
    note: `on the model of ${counterexample.instance} with design ${counterexample.design}`,
    replay: null,
    paint,
  };
  const beside = onImplementation === null ? [] : answersOf(onImplementation);
  return [...violationLines(violationJson(counterexample, invariant, onModel), telling, beside), ''];
}

function engineLines(counterexample: Counterexample, { onModel, onImplementation }: Replayed, paint: Paint): string[] {
  if (onImplementation === null) return [];
  const { steps, discord } = onImplementation;
  const note = `on the engine and the golden model of ${counterexample.instance}`;
  if (discord !== null) {
    const difference = differenceJson(counterexample, onImplementation);
    return [...differenceLines(difference, { note, replay: null, paint }), ''];
  }
  return [
    paint('good', 'the engine and the golden model agree'),
    ...wrap(`${counted(steps.length, 'command')}, ${note}`),
    ...(onModel === null ? storyLines(stepsJson(steps)) : []),
    '',
  ];
}

const verdicts: Readonly<Record<Outcome, (counterexample: Counterexample, paint: Paint) => string>> = {
  violated: ({ invariant, design }, paint) => paint('bad', `reproduced: ${design} violates ${invariant}`),
  differs: (_, paint) => paint('bad', 'reproduced: model and engine differ'),
  nothing: (_, paint) => paint('good', 'not reproduced'),
};

export function replayText(counterexample: Counterexample, replayed: Replayed, paint: Paint): string {
  const lines = [
    ...modelLines(counterexample, replayed, paint),
    ...engineLines(counterexample, replayed, paint),
    verdicts[outcomeOf(replayed)](counterexample, paint),
  ];
  return `${lines.join('\n')}\n`;
}
