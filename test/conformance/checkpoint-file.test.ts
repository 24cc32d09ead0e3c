import { copyFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../checker/checkpoint.ts';
import {
  type CheckpointSubject,
  NotACheckpoint,
  readCheckpoint,
  writeCheckpoint,
} from '../../conformance/checkpoint-file.ts';
import { newFolder } from '../temporary-folder.ts';

const folder = newFolder();
const path = join(folder, 'some.checkpoint');
const subject: CheckpointSubject = {
  instance: 'some',
  bounds: { hpasids: 1, sets: 2 },
  design: 'golden',
  invariants: ['a', 'b'],
  lossy: false,
  program: 'f00',
};
const checkpoint: Checkpoint = {
  header: {
    width: 2,
    labels: 3,
    marks: 4,
    sleepSets: true,
    fingerprints: false,
    spill: false,
    spilled: 0,
    spilledOrder: { high: 1, low: 2 },
    generated: 5,
    explored: 6,
    next: 1,
    distance: 1,
    levelEnd: 2,
    sightings: [{ mark: 1, state: 0, label: -1, distance: 0 }],
  },
  arrays: { states: Int32Array.of(1, 2, 3, 4), parents: Int32Array.of(-1, 0), sleep: new Int32Array(0) },
};
const refusal = (changed: Partial<CheckpointSubject> = {}) => {
  try {
    return readCheckpoint(path, { ...subject, ...changed });
  } catch (error) {
    if (error instanceof NotACheckpoint) return error.message;
    throw error;
  }
};

describe('a checkpoint in a file', () => {
  it('is read as it was written, and leaves nothing else behind', () => {
    writeCheckpoint(path, subject, checkpoint);
    writeCheckpoint(path, subject, checkpoint);
    expect(readCheckpoint(path, subject)).toEqual(checkpoint);
    expect(readdirSync(folder)).toEqual(['some.checkpoint']);
  });

  it('does not mind in which order bounds were given', () => {
    writeCheckpoint(path, subject, checkpoint);
    expect(refusal({ bounds: { sets: 2, hpasids: 1 } })).toEqual(checkpoint);
  });

  it.each([
    [{ instance: 'other' }, 'another instance'],
    [{ bounds: { hpasids: 2, sets: 2 } }, 'other bounds'],
    [{ design: 'vfio-v1' }, 'another design'],
    [{ invariants: ['a'] }, 'other invariants'],
    [{ lossy: true }, 'a search that is lossy where this one is not, or the other way round'],
    [{ program: 'f01' }, 'another version of the model, or of another --symmetry'],
  ])('is refused where it is of something else: %o', (changed, what) => {
    writeCheckpoint(path, subject, checkpoint);
    expect(refusal(changed)).toBe(`${path} is of ${what}`);
  });

  it('is refused where it is of another schema, or is none', () => {
    for (const [content, why] of [
      ['{"schema":"vsva/checkpoint/2"}\n', 'is of schema vsva/checkpoint/2, not vsva/checkpoint/1'],
      ['null\n', 'is of schema undefined, not vsva/checkpoint/1'],
      ['{"schema":"vsva/checkpoint/1"}\n', 'is broken or was cut short'],
      ['{"schema":', 'is not a checkpoint'],
      ['', 'is not a checkpoint'],
      ['\n', 'is not a checkpoint'],
    ]) {
      writeFileSync(path, content as string);
      expect(refusal()).toBe(`${path} ${why}`);
    }
  });

  it('is refused wherever it was cut, and whichever bit has changed', () => {
    writeCheckpoint(path, subject, checkpoint);
    const whole = `${path}.whole`;
    copyFileSync(path, whole);
    const bytes = readFileSync(path);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        copyFileSync(whole, path);
        truncateSync(path, at);
        expect(typeof refusal()).toBe('string');
        const changed = Buffer.from(bytes);
        changed.writeUInt8((bytes[at] as number) ^ (1 << bit), at);
        writeFileSync(path, changed);
        expect(typeof refusal()).toBe('string');
      }),
      { numRuns: 300 },
    );
  });

  it('that cannot be written leaves the one before as it was', () => {
    writeCheckpoint(path, subject, checkpoint);
    expect(() => writeCheckpoint(join(folder, 'no', 'where'), subject, checkpoint)).toThrow('ENOENT');
    expect(readCheckpoint(path, subject)).toEqual(checkpoint);
  });
});
