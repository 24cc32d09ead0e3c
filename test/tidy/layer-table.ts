/**
 * The layer table of `docs/architecture.md`, read into rows. It says which folder may import which; `layers.ts` holds
 * the sources against it.
 */

/** One folder of the table. A row that names several folders gives one layer for each. */
export interface Layer {
  /** Height in the house, 0 at the bottom; `null` for folders beside it (tests, benches). */
  readonly height: number | null;
  readonly folder: string;
  /** What the folder may import besides itself: folders or files without their ending (`spec/schema`), or `'all'`. */
  readonly mayImport: readonly string[] | 'all';
  /** Packages the folder may import, or `'all'`. */
  readonly packages: readonly string[] | 'all';
}

/**
 * Reads the first table of `markdown` whose head is `layer | folder | … | may import | packages`.
 * Throws an `Error` that quotes the cell when there is no such table or a "may import" cell has none of the known forms:
 * `nothing`, `all`, `all above`, a range of heights such as `0–2`, or names in backquotes.
 */
export function readLayerTable(markdown: string): Layer[] {
  const lines = markdown.split('\n');
  const head = lines.findIndex((line) => /^\|\s*layer\s*\|\s*folder\s*\|/.test(line));
  if (head < 0) throw new Error('docs/architecture.md has no table that starts with | layer | folder |.');
  const end = lines.findIndex((line, at) => at > head && !line.startsWith('|'));
  const rows = lines.slice(head + 2, end < 0 ? lines.length : end).map(cellsOf);

  const heights = new Map<string, number>();
  for (const [height, folders] of rows) {
    if (/^\d+$/.test(height)) for (const folder of names(folders)) heights.set(folder, Number(height));
  }
  return rows.flatMap(([, folders, mayImport, packages]) =>
    names(folders).map((folder) => ({
      height: heights.get(folder) ?? null,
      folder,
      mayImport: importsOf(mayImport, heights.get(folder) ?? Number.POSITIVE_INFINITY, heights),
      packages: packages === '' ? 'all' : packages.split(/[\s,`–]+/).filter((name) => name !== ''),
    })),
  );
}

/** Height, folders, "may import" and packages of a row; the sentence in the middle is for people. */
function cellsOf(line: string): [string, string, string, string] {
  const [, height = '', folders = '', , mayImport = '', packages = ''] = line.split('|').map((cell) => cell.trim());
  return [height, folders, mayImport, packages];
}

function names(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);
}

function importsOf(cell: string, own: number, heights: ReadonlyMap<string, number>): readonly string[] | 'all' {
  const between = (low: number, high: number) =>
    [...heights].filter(([, height]) => height >= low && height <= high).map(([folder]) => folder);
  if (cell === 'nothing') return [];
  if (cell === 'all') return 'all';
  if (cell === 'all above') return between(0, own - 1);
  const range = /^(\d+)–(\d+)$/.exec(cell);
  if (range !== null) return between(Number(range[1]), Number(range[2]));
  if (/^`[^`]+`(?:, `[^`]+`)*$/.test(cell)) return names(cell);
  throw new Error(`docs/architecture.md, layer table: “${cell}” does not say what may be imported.`);
}
