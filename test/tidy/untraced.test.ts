/**
 * The tests that are run untraced cannot trace: a tracer takes every path of the model and asserts nothing, so the
 * coverage that such a test gives is worth nothing. The one that loads every module is among them; it calls nothing.
 */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { importsOf } from './imports.ts';
import { readFiles } from './sources.ts';

const texts = new Map(readFiles('.', ['.ts']).map(({ path, text }) => [path, text]));

/** Every file that a file imports, directly or not; types are gone when it runs. */
function closureOf(path: string, seen = new Set<string>()): ReadonlySet<string> {
  const text = texts.get(path);
  if (text === undefined || seen.has(path)) return seen;
  seen.add(path);
  for (const specifier of importsOf(text.replaceAll(/^import type [^;]*;/gm, ''))) {
    if (specifier.startsWith('.')) closureOf(posix.join(posix.dirname(path), specifier), seen);
  }
  return seen;
}

const [, list = ''] = /const untraced = \[([^\]]*)\]/.exec(readFileSync('vitest.config.js', 'utf8')) ?? [];
const folders = [...list.matchAll(/'(\w+)'/g)].map(([, folder]) => `test/${folder}/`);
const tests = [...texts.keys()].filter((path) => folders.some((folder) => path.startsWith(folder)));

it('the tests that are run untraced do not import the tracer', () => {
  expect(tests.length).toBeGreaterThan(100);
  expect(tests.filter((path) => closureOf(path).has('compile/traced.ts'))).toEqual([]);
});

it('a test that does is noticed', () => {
  expect(closureOf('test/cli/check.test.ts').has('compile/traced.ts')).toBe(true);
});
