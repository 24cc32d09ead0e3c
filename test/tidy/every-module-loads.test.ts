/**
 * Loads every compiled module of the house but the program's entry, which would run. A file of types alone has no other
 * way to be loaded, and coverage counts a file that was never loaded as untested.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readLayerTable } from './layer-table.ts';
import { readFiles } from './sources.ts';

const ENTRY = 'cli/bin.ts';

const folders = readLayerTable(readFileSync('docs/architecture.md', 'utf8'))
  .filter((layer) => layer.height !== null)
  .map((layer) => `${layer.folder}/`);
const modules = readFiles('.', ['.ts'])
  .map((file) => file.path)
  .filter((path) => folders.some((folder) => path.startsWith(folder)) && path !== ENTRY);

describe('every module', () => {
  it.each(modules)('%s loads', async (path) => {
    const compiled = pathToFileURL(resolve('dist', path.replace(/\.ts$/, '.js'))).href;
    expect(typeof (await import(compiled))).toBe('object');
  });
});
