/** Habits of the house that neither the compiler nor the linter knows. Words looked for are split so as not to be found here. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFiles, type SourceFile } from './sources.ts';

const sources = readFiles('.', ['.ts']);
const texts = readFiles('.', ['.ts', '.js', '.json', '.md', '.html', '.yml']);

const beside = (path: string) => /^(?:test|bench)\//.test(path);

/** `path:line` and the line itself, of every line that matches. */
function linesWith(pattern: RegExp, files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
  );
}

describe('the sources', () => {
  it('silence no gate by a comment', () => {
    expect(linesWith(/\b(?:c8|v8|istanbul|node:coverage) (?:ig[n]ore|disable)\b/, sources)).toEqual([]);
    expect(linesWith(/@ts-(?:ig[n]ore|noche[c]k)|biome-ig[n]ore/, sources)).toEqual([]);
    const layers = sources.filter(({ path }) => !beside(path));
    expect(linesWith(/@ts-expect-erro[r]/, layers)).toEqual([]);
  });

  it('leave out no test', () => {
    const tests = sources.filter(({ path }) => path.startsWith('test/'));
    expect(linesWith(/\b(?:it|test|describe)(?:\.\w+)*\.(?:sk[i]p|onl[y]|tod[o])\b/, tests)).toEqual([]);
  });

  it('leave nothing for later', () => {
    expect(linesWith(/\b(?:TO[D]O|FI[X]ME)\b/, sources)).toEqual([]);
  });

  it('begin by saying what they are', () => {
    // Before the imports, or right after them where the file is one declaration.
    const spoken = /^(?:#!.*\n)?(?:import [^;]*;\s*)*\/[/*]/;
    const silent = sources.filter(({ path, text }) => !path.endsWith('.test.ts') && !spoken.test(text));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});

describe('the repository', () => {
  it('names no path of a machine', () => {
    expect(linesWith(/(?<![\w.-])\/(?:home|Users|root|work)\/|\b[A-Z]:\\/, texts)).toEqual([]);
  });

  it('names no package registry', () => {
    expect(linesWith(/\bregistr[y]\.\w|\bnpmj[s]\.|artifactor[y]/i, texts)).toEqual([]);
    expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved"');
  });
});
