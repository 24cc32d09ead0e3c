/** A run that breaks a leads-to property in text: what is wrong, the stem, what is repeated for ever, the source. */
import { printSource } from '../spec/source.ts';
import type { LassoJson } from './lasso-json.ts';
import { counted } from './numbers.ts';
import type { Paint } from './paint.ts';
import { storyLines } from './story.ts';
import { wrap } from './wrap.ts';

/** @param note what follows the number of commands: `shortest, on identity`. */
export function lassoLines(lasso: LassoJson, note: string, paint: Paint): string[] {
  const { property, sentence, about, length, stem, cycle, sources } = lasso;
  return [
    paint('bad', `${property} is violated`),
    ...wrap(sentence, '  '),
    ...wrap(`${counted(length, 'command')}, ${note}`),
    ...storyLines(stem),
    ...(cycle.length === 0
      ? ['and then nothing more: nobody is obliged to act']
      : ['and then for ever:', ...storyLines(cycle)]),
    `broken for: ${about}`,
    ...sources.flatMap((source) => wrap(`source: ${printSource(source)}`, '', '  ')),
  ];
}
