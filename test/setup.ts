/**
 * What every test file has in common: coverage that survives the end of a worker, and random tests that can be
 * repeated. A failing random test prints its seed and path itself.
 */
import v8 from 'node:v8';
import fc from 'fast-check';
import { afterAll } from 'vitest';

/** Fixed, so that the coverage gate sees the same run twice. `FC_SEED=<integer>` tries another one. */
const DEFAULT_SEED = 20_200_401;

fc.configureGlobal({
  seed: Number(process.env['FC_SEED'] ?? DEFAULT_SEED),
  // Without it a list with `maxLength: 60` holds four entries on average.
  defaultSizeToMaxWhenMaxSpecified: true,
});

// The test runner ends its workers with a signal, before V8 would write its coverage; without c8 this does nothing.
afterAll(() => {
  v8.takeCoverage();
});
