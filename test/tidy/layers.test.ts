/** The folders import each other as `docs/architecture.md` says, and the reader of its layer table reads it right. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLayerTable } from './layer-table.ts';
import { layerViolations } from './layers.ts';
import { readFiles } from './sources.ts';

const layers = readLayerTable(readFileSync('docs/architecture.md', 'utf8'));

describe('the layers', () => {
  it('import only what the layer table allows', () => {
    expect(layerViolations(layers, readFiles('.', ['.ts']))).toEqual([]);
  });

  it('are each under a coverage gate', () => {
    const strict = ['.c8rc.json', '.c8rc.traced.json'].flatMap(
      (path) => (JSON.parse(readFileSync(path, 'utf8')) as { include: string[] }).include,
    );
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const outer = [...(scripts['test:traced'] as string).matchAll(/ -n (\S+)/g)].map((match) => match[1]);
    const inTheHouse = layers.filter((layer) => layer.height !== null).map((layer) => layer.folder);
    expect([...strict, ...outer].sort()).toEqual(inTheHouse.sort());
  });
});

describe('the reader of the layer table', () => {
  const table = (row: string) =>
    `text\n| layer | folder | is | may import | packages |\n|---|---|---|---|---|\n${row}\n`;

  it('reads nothing, names, ranges, all above and all', () => {
    const rows = [
      '| 0 | `spec` | . | nothing | – |',
      '| 1 | `model` | . | `spec/schema`, `spec` | ts-pattern |',
      '| 2 | `report` | . | 0–1 | – |',
      '| 3 | `cli` | . | all above | – |',
      '| – | `test`, `bench` | . | all | |',
    ];
    expect(readLayerTable(table(rows.join('\n')))).toEqual([
      { height: 0, folder: 'spec', mayImport: [], packages: [] },
      { height: 1, folder: 'model', mayImport: ['spec/schema', 'spec'], packages: ['ts-pattern'] },
      { height: 2, folder: 'report', mayImport: ['spec', 'model'], packages: [] },
      { height: 3, folder: 'cli', mayImport: ['spec', 'model', 'report'], packages: [] },
      { height: null, folder: 'test', mayImport: 'all', packages: 'all' },
      { height: null, folder: 'bench', mayImport: 'all', packages: 'all' },
    ]);
  });

  it('refuses a cell it does not understand, and a page without the table', () => {
    expect(() => readLayerTable(table('| 0 | `spec` | . | most things | – |'))).toThrow('“most things”');
    expect(() => readLayerTable('# Architecture')).toThrow('no table');
  });
});
