/** The flags of a long search: on how many threads, in how much memory, in which parts, and how it is gone on with. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkpointFile, NotACheckpoint } from '../conformance/checkpoint-file.ts';
import type { ShardJson } from '../report/check-json.ts';
import type { Flags, Given } from './flags.ts';
import { prepareFolder } from './folder.ts';
import { UsageError } from './usage-error.ts';

export const searchFlags: Flags = {
  workers: { value: 'N|auto', about: 'threads that search instances side by side (auto: what the machine offers)' },
  mem: { value: '4G', about: 'memory for the states of all searches at a time: a number with K, M or G (1G for each)' },
  lossy: { about: 'fingerprints instead of states where no engine is compared; proves nothing' },
  checkpoint: { value: 'DIR', about: 'keep there what it takes to go on (model alone)' },
  resume: { value: 'DIR', about: 'go on from what is kept there; with --checkpoint too, or begin' },
  shard: { value: 'i/n', about: 'check every n-th instance from the i-th on; see vsva merge-reports' },
};

/** Where searches are kept, and whether they are begun, gone on with, or begun where there is nothing to go on with. */
export interface Keeping {
  /** An absolute path. */
  readonly folder: string;
  readonly begin: boolean;
  readonly resume: boolean;
}

export interface SearchSettings {
  readonly workers: number;
  /** For all searches at a time; null for 1 GiB each. */
  readonly memoryBytes: number | null;
  readonly lossy: boolean;
  readonly keeping: Keeping | null;
}

const workersMax = 256;
const units: Readonly<Record<string, number>> = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

function memoryOf(given: Given): number | null {
  const text = given.text('mem');
  if (text === null) return null;
  const [, number, unit] = /^(\d{1,9}(?:\.\d{1,3})?)([KMG])$/.exec(text) ?? [];
  const bytes = Math.floor(Number(number) * (units[unit as string] as number));
  if (bytes > 0) return bytes;
  throw new UsageError(`--mem takes a number with K, M or G, as 4G, not "${text}"`);
}

function keepingOf(given: Given, cwd: string): Keeping | null {
  const [kept, resumed] = ['checkpoint', 'resume'].map((flag) => given.text(flag));
  const folder = resumed ?? kept ?? null;
  if (folder === null) return null;
  if (folder === '' || kept === '') throw new UsageError('--checkpoint and --resume take the name of a folder');
  const path = resolve(cwd, folder);
  if (typeof kept === 'string' && resolve(cwd, kept) !== path) {
    throw new UsageError('--checkpoint and --resume name different folders: a search is kept where it is gone on with');
  }
  return { folder: path, begin: typeof kept === 'string', resume: typeof resumed === 'string' };
}

/** @param threads what the machine offers. Throws `UsageError`. */
export function searchSettings(given: Given, cwd: string, threads: number): SearchSettings {
  const auto = (given.text('workers') ?? 'auto') === 'auto';
  return {
    workers: auto ? threads : (given.wholeNumber('workers', 1, workersMax) as number),
    memoryBytes: memoryOf(given),
    lossy: given.has('lossy'),
    keeping: keepingOf(given, cwd),
  };
}

/**
 * Makes sure, before any time is spent, that the folder can be written to, that there is something to go on with, and
 * that nothing that was kept is lost. Throws `NotACheckpoint`, `UsageError`, and the system's error.
 */
export function prepareKeeping(keeping: Keeping | null, instances: readonly string[]): void {
  if (keeping === null) return;
  const { folder, begin, resume } = keeping;
  const kept = instances.filter((name) => existsSync(checkpointFile(folder, name)));
  if (!begin && kept.length === 0) throw new NotACheckpoint(folder, `holds no checkpoint of ${instances.join(' or ')}`);
  if (!resume && kept.length > 0) {
    throw new UsageError(`${folder} holds a checkpoint of ${kept[0]}: go on with it by --resume, or remove it`);
  }
  prepareFolder(folder);
}

/**
 * Which part of so many instances `--shard` asks for; null for all of them. Throws `UsageError`, also where a part
 * would be empty.
 */
export function shardOf(given: Given, instances: number): ShardJson | null {
  const text = given.text('shard');
  if (text === null) return null;
  const [, index, of] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index === undefined || of === undefined || index < 1 || index > of) {
    throw new UsageError(`--shard takes i/n with i from 1 to n, not "${text}"`);
  }
  if (of > instances) throw new UsageError(`--shard is of ${of}, but of instances to check there are ${instances}`);
  return { index, of };
}

/** The instances of a shard. */
export const sharded = <T>(all: readonly T[], shard: ShardJson | null): readonly T[] =>
  shard === null ? all : all.filter((_, place) => place % shard.of === shard.index - 1);
