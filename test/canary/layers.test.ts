/** Plants forbidden imports and shows that each is reported, in a sentence that names both ends. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLayerTable } from '../tidy/layer-table.ts';
import { layerViolations } from '../tidy/layers.ts';

const layers = readLayerTable(readFileSync('docs/architecture.md', 'utf8'));
const judge = (path: string, text: string) => layerViolations(layers, [{ path, text }]);

describe('the layer rule reports', () => {
  it.each([
    ['a value', "import { Host } from '../../engine/host.ts';"],
    ['a type', "import type { Host } from '../../engine/host.ts';"],
    ['a declaration over several lines', "import {\n  Host,\n  type Handle,\n} from '../../engine/host.ts';"],
    ['an export', "export { Host } from '../../engine/host.ts';"],
    ['an import for its effect', "import '../../engine/host.ts';"],
    ['a dynamic import', "const host = await import('../../engine/host.ts');"],
    ['the type of an import', "let host: import('../../engine/host.ts').Host;"],
    ['a worker', "new Worker(new URL('../../engine/host.ts', import.meta.url));"],
  ])('%s that the model takes from the engine', (_, text) => {
    expect(judge('model/vfio/attach.ts', text)).toEqual([
      expect.stringContaining('model/vfio/attach.ts imports engine/host.ts, but `model` may import only `spec`'),
    ]);
  });

  it('an import of a computed name below the layers that may have one', () => {
    expect(judge('model/vfio/attach.ts', 'await import(name);')).toHaveLength(1);
    expect(judge('cli/load.ts', 'await import(name);')).toEqual([]);
  });

  it('a package and a module of Node in a folder that may not use them', () => {
    expect(judge('engine/host.ts', "import fc from 'fast-check';")).toEqual([expect.stringContaining('fast-check')]);
    expect(judge('engine/host.ts', "import fs from 'node:fs';")).toEqual([expect.stringContaining('node:fs')]);
  });

  it('a folder that the table does not list, and sources in no folder', () => {
    expect(judge('util/text.ts', '')).toEqual([expect.stringContaining('`util`')]);
    expect(judge('text.ts', '')).toHaveLength(1);
  });
});

describe('the layer rule accepts', () => {
  it('what the table allows, and a folder importing itself', () => {
    expect(judge('model/vfio/attach.ts', "import { EBUSY } from '../../spec/errno.ts';")).toEqual([]);
    expect(judge('model/vfio/attach.ts', "import { match } from 'ts-pattern';")).toEqual([]);
    expect(judge('engine/a/b.ts', "import { c } from '../c.ts';")).toEqual([]);
    expect(judge('report/text.ts', "import { styleText } from 'node:util';")).toEqual([]);
  });

  it('words about imports in comments', () => {
    expect(judge('model/a.ts', "/**\n * import { Host } from '../engine/host.ts';\n */")).toEqual([]);
    expect(judge('model/a.ts', "// import('../engine/host.ts')")).toEqual([]);
  });
});
