import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareFolder } from '../../cli/folder.ts';
import { newFolder } from '../temporary-folder.ts';

describe('a folder that a user names', () => {
  const folder = newFolder();

  it('is made with those above it, and may be there already', () => {
    const path = join(folder, 'a', 'b', 'c');
    prepareFolder(path);
    prepareFolder(path);
    expect(existsSync(path)).toBe(true);
  });

  it('cannot be made below a file, nor where the system makes none', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => prepareFolder(join(folder, 'file', 'below'))).toThrow('ENOTDIR');
    expect(() => prepareFolder('/proc/nope/below')).toThrow('ENOENT');
  });
});
