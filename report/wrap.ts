/** Prose in lines of at most 80 columns. A word that is longer (a command, a token) is left whole. */

const columnsMax = 80;

/** The lines of `text`, the first one indented by `indent`, the others by `hanging`. */
export function wrap(text: string, indent = '', hanging = indent): string[] {
  const lines: string[] = [];
  let line = indent;
  let fresh = true;
  for (const word of text.split(' ')) {
    if (!fresh && line.length + 1 + word.length > columnsMax) {
      lines.push(line);
      line = hanging;
      fresh = true;
    }
    line += fresh ? word : ` ${word}`;
    fresh = false;
  }
  return [...lines, line];
}
