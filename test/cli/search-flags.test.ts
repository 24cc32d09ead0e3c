import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFlags } from '../../cli/flags.ts';
import { prepareKeeping, searchFlags, searchSettings, sharded, shardOf } from '../../cli/search-flags.ts';
import { newFolder } from '../temporary-folder.ts';

const given = (line: string) => readFlags(searchFlags, line === '' ? [] : line.split(' '));
const settings = (line: string) => searchSettings(given(line), '/there', 3);
const cwd = newFolder();

describe('the settings of a long search', () => {
  it('are those of the machine, if nothing is said', () => {
    expect(settings('')).toEqual({ workers: 3, memoryBytes: null, lossy: false, keeping: null });
  });

  it.each([
    ['--workers auto', { workers: 3 }],
    ['--workers 7', { workers: 7 }],
    ['--mem 4G', { memoryBytes: 4 * 2 ** 30 }],
    ['--mem 1.5M', { memoryBytes: 1.5 * 2 ** 20 }],
    ['--mem 3K', { memoryBytes: 3072 }],
    ['--lossy', { lossy: true }],
    ['--checkpoint here', { keeping: { folder: '/there/here', begin: true, resume: false } }],
    ['--resume /here', { keeping: { folder: '/here', begin: false, resume: true } }],
    ['--resume here --checkpoint ../there/here', { keeping: { folder: '/there/here', begin: true, resume: true } }],
  ])('are what the flags say: %s', (line, expected) => {
    expect(settings(line)).toMatchObject(expected);
  });

  it.each([
    ['--workers 0', '--workers takes a whole number from 1 to 256, not "0"'],
    ['--workers all', '--workers takes a whole number from 1 to 256, not "all"'],
    ['--mem 4', '--mem takes a number with K, M or G, as 4G, not "4"'],
    ['--mem 4T', '--mem takes a number with K, M or G, as 4G, not "4T"'],
    ['--mem 0G', '--mem takes a number with K, M or G, as 4G, not "0G"'],
    ['--checkpoint=', '--checkpoint and --resume take the name of a folder'],
    ['--resume=', '--checkpoint and --resume take the name of a folder'],
    ['--resume a --checkpoint b', '--checkpoint and --resume name different folders'],
  ])('cannot be %s', (line, message) => {
    expect(() => settings(line)).toThrow(message);
  });
});

describe('the folder of the checkpoints', () => {
  const folder = join(cwd, 'a', 'b');
  const names = ['guest-owned', 'three-vms'];
  const beginning = { folder, begin: true, resume: false };
  const resuming = { folder, begin: false, resume: true };

  it('is made, unless there must be something in it', () => {
    prepareKeeping(null, names);
    expect(() => prepareKeeping(resuming, names)).toThrow(`${folder} holds no checkpoint of guest-owned or three-vms`);
    prepareKeeping(beginning, names);
    expect(existsSync(folder)).toBe(true);
    expect(() => prepareKeeping(resuming, names)).toThrow('holds no checkpoint');
    prepareKeeping({ ...beginning, resume: true }, names);
  });

  it('is not begun anew where something is kept', () => {
    writeFileSync(join(folder, 'three-vms.checkpoint'), '');
    prepareKeeping(resuming, names);
    prepareKeeping({ ...beginning, resume: true }, names);
    const message = `${folder} holds a checkpoint of three-vms: go on with it by --resume, or remove it`;
    expect(() => prepareKeeping(beginning, names)).toThrow(message);
    prepareKeeping(beginning, ['guest-owned']);
  });
});

describe('a shard', () => {
  it('has every n-th instance from the i-th on', () => {
    const all = ['a', 'b', 'c', 'd', 'e'];
    const part = (text: string) => sharded(all, shardOf(given(`--shard ${text}`), all.length));
    expect([part('1/2'), part('2/2'), part('5/5'), part('1/1')]).toEqual([['a', 'c', 'e'], ['b', 'd'], ['e'], all]);
    expect(sharded(all, shardOf(given(''), all.length))).toEqual(all);
  });

  it.each([
    ['0/2', '--shard takes i/n with i from 1 to n, not "0/2"'],
    ['3/2', '--shard takes i/n with i from 1 to n, not "3/2"'],
    ['1', '--shard takes i/n with i from 1 to n, not "1"'],
    ['1/2/3', '--shard takes i/n with i from 1 to n, not "1/2/3"'],
    ['1/6', '--shard is of 6, but of instances to check there are 5'],
  ])('cannot be %s', (text, message) => {
    expect(() => shardOf(given(`--shard ${text}`), 5)).toThrow(message);
  });
});
