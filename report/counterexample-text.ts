/**
 * Counterexamples in text, in the order in which they are read: what is wrong and the sentence it breaks; how long the
 * story is; the story; at a divergence both sides; the false conjunct; the source; the command that replays it.
 */
import { printSource } from '../spec/source.ts';
import type { DifferenceJson, ViolationJson } from './counterexample-json.ts';
import { counted } from './numbers.ts';
import type { Paint } from './paint.ts';
import { storyLines } from './story.ts';
import { wrap } from './wrap.ts';

/** What is told around a story. */
export interface Telling {
  /** What follows the number of commands: `shortest, on identity`. */
  readonly note: string;
  /** What `vsva replay` is given: a file or a token; null if it was just replayed. */
  readonly replay: string | null;
  readonly paint: Paint;
}

const replayLine = (replay: string | null): string[] => (replay === null ? [] : [`replay: vsva replay ${replay}`]);

/** @param beside for each step, what the engine answered. */
export function violationLines(violation: ViolationJson, telling: Telling, beside: readonly string[] = []): string[] {
  const { invariant, sentence, length, steps, broken, sources } = violation;
  return [
    broken === null ? `${invariant} is not violated` : telling.paint('bad', `${invariant} is violated`),
    ...wrap(sentence, '  '),
    ...wrap(`${counted(length, 'command')}, ${telling.note}`),
    ...storyLines(steps, beside),
    ...(broken === null ? [] : wrap(`broken: ${broken}`, '', '  ')),
    ...sources.flatMap((source) => wrap(`source: ${printSource(source)}`, '', '  ')),
    ...replayLine(telling.replay),
  ];
}

const unseen =
  'These commands do not show the difference: it shows only when the engine is loaded with the state before the last one.';

/** What the two do not agree on, and under each of them what it holds. */
function sides({ what, model, implementation }: DifferenceJson): string[] {
  if (what === null) return wrap(unseen);
  const width = Math.max('model'.length, (model as string).length);
  const row = (of: string, one: string, other: string) => `  ${of.padEnd(what.length)}  ${one.padEnd(width)}  ${other}`;
  return [row('', 'model', 'engine'), row(what, model as string, implementation as string)];
}

export function differenceLines(difference: DifferenceJson, { note, replay, paint }: Telling): string[] {
  const { length, steps } = difference;
  return [
    paint('bad', 'model and engine differ'),
    ...wrap(`${counted(length, 'command')}, ${note}`),
    ...storyLines(steps),
    ...sides(difference),
    ...replayLine(replay),
  ];
}
