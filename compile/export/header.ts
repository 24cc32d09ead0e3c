/** What an exported model says of itself at its beginning. */
import type { ExportModel } from './model.ts';

const decimal = (count: number): string => count.toLocaleString('en-US');

/**
 * Lines of prose, without the marks of a comment.
 *
 * @param howTo how the text is run.
 */
export function headerLines(
  { about, names, fixed, rules, invariants }: ExportModel,
  howTo: readonly string[],
): readonly string[] {
  const { title, counts } = about;
  return [
    title,
    'Written by vsva from its own model, not by hand.',
    '',
    `A rule for each of the ${rules.length} actions that can ever be granted. An action is a command with what it answers;`,
    'a command that is refused changes nothing and has no rule.',
    ...(counts === null
      ? []
      : [
          `Expected: ${decimal(counts.distinct)} distinct states and ${decimal(counts.generated - 1)} rules fired, which is`,
          `${decimal(counts.generated)} states generated where the initial one is counted too.`,
        ]),
    ...(invariants.length === 0
      ? []
      : [
          'An invariant of steps is stated of the state in which a step begins: nothing that would break it may be',
          'possible there. So the way to its violation lacks the last step.',
        ]),
    '',
    ...howTo,
    ...(fixed.length === 0 ? [] : ['', 'Never written, and left out:']),
    ...fixed.map(({ cell, initial }) => `  ${names.cell(cell)} = ${names.code(cell, initial)}`),
  ];
}
