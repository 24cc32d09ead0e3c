/**
 * Runs this repository's own `npm test`, with its own settings, on a project of one function in a temporary folder, and
 * shows which states of its tests turn the gate red.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SETTINGS = [
  'package.json',
  'tsconfig.json',
  '.c8rc.json',
  '.c8rc.traced.json',
  'vitest.config.js',
  'test/setup.ts',
];

const CAPPED = `export function capped(value: number, limit: number): number {
  return value > limit ? limit : value;
}
`;
const above = { name: 'caps what is above the limit', call: 'capped(3, 2)', gives: 2 };
const below = { name: 'keeps what is below the limit', call: 'capped(1, 2)', gives: 1 };

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(realpathSync(tmpdir()), 'vsva-canary-'));
  for (const file of SETTINGS) cpSync(file, join(project, file));
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'), 'junction');
  // Tests are run in two parts, and a part without any test is an error.
  for (const folder of ['spec', 'tidy']) {
    write(`test/${folder}/present.test.ts`, "import { it } from 'vitest';\nit('is there', () => {});\n");
  }
});

afterEach(() => {
  rmSync(project, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

function writeTests(folder: string, tests: readonly (typeof above)[], declare = 'it'): void {
  const lines = tests.map(
    ({ name, call, gives }) => `${declare}('${name}', () => { expect(${call}).toBe(${gives}); });`,
  );
  const imports = `import { expect, it } from 'vitest';\nimport { capped } from '../../${folder}/capped.ts';\n`;
  write(`test/${folder}/${declare}.test.ts`, imports + lines.join('\n'));
}

/** Exit code and everything printed. The run must not see that it happens inside another one. */
function npmTest(): { code: number | null; text: string } {
  const environment = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|npm_)/.test(name));
  // Named, or Node would hand it down: then c8 would clear the folder of the coverage that is being taken of this run.
  const env = { ...Object.fromEntries(environment), NO_COLOR: '1', NODE_V8_COVERAGE: undefined };
  const { status, stdout, stderr } = spawnSync('npm test', { cwd: project, env, shell: true, encoding: 'utf8' });
  return { code: status, text: stdout + stderr };
}

describe.each(['model', 'report'])('npm test on a function of %s', (folder) => {
  beforeEach(() => write(`${folder}/capped.ts`, CAPPED));

  it('passes when both its outcomes are tested', () => {
    writeTests(folder, [above, below]);
    const { code, text } = npmTest();
    expect(text).toContain('3 passed');
    expect(code).toBe(0);
  });

  it('fails when half of it is tested', () => {
    writeTests(folder, [above]);
    const { code, text } = npmTest();
    expect(text).toContain('Coverage for branches');
    expect(text).toContain(`for ${folder}/capped.ts`);
    expect(code).toBe(1);
  });
});

describe('npm test', () => {
  beforeEach(() => {
    write('model/capped.ts', CAPPED);
    writeTests('model', [above]);
  });

  it('fails when a test is left out', () => {
    writeTests('model', [below], ['it', 'skip'].join('.'));
    const { code, text } = npmTest();
    expect(text).toContain('1 skipped');
    expect(code).toBe(1);
  });

  it('fails when no test loads a file', () => {
    writeTests('model', [above, below]);
    write('spec/alone.ts', 'export const alone = 1;\n');
    const { code, text } = npmTest();
    expect(text).toContain('Coverage for lines (0%) does not meet threshold (100%) for spec/alone.ts');
    expect(code).toBe(1);
  });

  it('fails when a test fails', () => {
    writeTests('model', [below, { ...above, gives: 3 }]);
    const { code, text } = npmTest();
    expect(text).toContain('1 failed');
    expect(code).toBe(1);
  });

  it('fails when the sources do not compile', () => {
    write('model/wrong.ts', 'export const wrong: number = "1";\n');
    const { code, text } = npmTest();
    expect(text).toContain('TS2322');
    expect(code).not.toBe(0);
  });
});
