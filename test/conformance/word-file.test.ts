import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporarySpill } from '../../conformance/spill-files.ts';
import { WordFile } from '../../conformance/word-file.ts';
import { newFolder } from '../temporary-folder.ts';

const folder = newFolder();

describe('words in a file', () => {
  it('are read as they were written, wherever they stand', () => {
    const path = join(folder, 'words');
    const file = new WordFile(path, 'w+');
    file.write(0, Int32Array.of(1, -2, 2 ** 31 - 1, 4));
    file.write(4, Int32Array.of(5, 6));
    file.write(1, Int32Array.of(-3));
    const words = new Int32Array(4);
    file.read(0, words);
    expect([...words]).toEqual([1, -3, 2 ** 31 - 1, 4]);
    file.sync();
    file.close();
    const again = new WordFile(path, 'r+');
    expect(again.length).toBe(6);
    again.read(2, words);
    expect([...words]).toEqual([2 ** 31 - 1, 4, 5, 6]);
    again.read(4, words.subarray(0, 2));
    expect([...words]).toEqual([5, 6, 5, 6]);
    again.close();
  });

  it('cannot be read where there are none', () => {
    const file = new WordFile(join(folder, 'short'), 'w+');
    file.write(0, Int32Array.of(1, 2));
    expect(() => file.read(1, new Int32Array(2))).toThrow('a file of states ended early');
    file.close();
    expect(() => new WordFile(join(folder, 'nowhere'), 'r+')).toThrow('ENOENT');
  });
});

it('files for what spills without a folder are seen by nobody, and work', () => {
  const seen = () => readdirSync(tmpdir()).filter((name) => name.startsWith('vsva-spill-'));
  const before = seen();
  const spill = temporarySpill();
  expect(seen()).toEqual(before);
  spill.states.write(0, Int32Array.of(7));
  const words = new Int32Array(1);
  spill.states.read(0, words);
  expect([...words]).toEqual([7]);
  spill.close();
  expect(before.every((name) => existsSync(join(tmpdir(), name)))).toBe(true);
});
