import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { type Errno, errnoNumbers, parseErrno, printErrno } from '../../spec/errno.ts';

describe('the error numbers', () => {
  it.runIf(process.platform === 'linux')('are those of Linux', () => {
    const { errno } = os.constants;
    for (const [name, number] of Object.entries(errnoNumbers)) {
      expect([name, number]).toEqual([name, errno[name as keyof typeof errno]]);
    }
  });

  it('are printed by name and read back', () => {
    for (const name of Object.keys(errnoNumbers) as Errno[]) {
      expect(printErrno(-errnoNumbers[name])).toBe(`-${name}`);
      expect(parseErrno(`-${name}`)).toBe(-errnoNumbers[name]);
    }
  });

  it('are printed as numbers if no rule names them', () => {
    expect([printErrno(-5), printErrno(0)]).toEqual(['-5', '0']);
  });

  it('are not read from a text that names none', () => {
    expect(['EBUSY', '-EIO', '-', '', '-toString', '-16'].map(parseErrno)).toEqual(Array(6).fill(undefined));
  });
});
