/** The files of this repository, as the tidy tests read them. Generated folders and hidden ones are not among them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One text file: its path from the root of the repository with `/` between names, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const GENERATED = new Set(['node_modules', 'dist', 'coverage']);

/**
 * All files below `root` whose name ends in one of `endings` (each with its dot), sorted by path.
 * Throws what the file system throws when `root` cannot be read.
 */
export function readFiles(root: string, endings: readonly string[]): SourceFile[] {
  return paths(root, '')
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function paths(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (GENERATED.has(entry.name) || entry.name.startsWith('.')) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? paths(root, path) : [path];
  });
}
