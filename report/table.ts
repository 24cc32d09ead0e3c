/** Rows of text in aligned columns. */

/** A column of nothing but numbers is aligned to the right. */
const isNumeric = (cells: readonly string[]): boolean => cells.every((cell) => /^[\d,.]*$/.test(cell));

/** The lines of a table, its columns two blanks apart. All rows have as many cells as the first. */
export function table(rows: readonly (readonly string[])[], indent = '', heading?: readonly string[]): string[] {
  const all = heading === undefined ? rows : [heading, ...rows];
  const columns = (all[0] ?? []).map((_, place) => {
    const width = Math.max(...all.map((row) => (row[place] as string).length));
    return { width, right: isNumeric(rows.map((row) => row[place] as string)) };
  });
  return all.map((row) => {
    const cells = columns.map(({ width, right }, place) => {
      const cell = row[place] as string;
      return right ? cell.padStart(width) : cell.padEnd(width);
    });
    return indent + cells.join('  ').trimEnd();
  });
}
