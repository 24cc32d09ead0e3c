/** Folders for tests that write files. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A new folder, which is there until the tests of the file have run. Not to be called within a test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vsva-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}
