import { describe, expect, it } from 'vitest';
import { type Flags, readFlags } from '../../cli/flags.ts';

const flags: Flags = {
  design: { value: 'NAME', about: 'a design' },
  inv: { value: 'ID,…', about: 'invariants' },
  runs: { value: 'N', about: 'a number' },
  quiet: { short: 'q', about: 'say less' },
};
const read = (...args: string[]) => readFlags(flags, args);

describe('flags', () => {
  it('are read with their values, among arguments', () => {
    const given = read('one', '--design', 'golden', '--design=vfio-v1', '-q', 'two');
    expect(given.positionals).toEqual(['one', 'two']);
    expect(given.text('design')).toBe('vfio-v1');
    expect(given.texts('design')).toEqual(['golden', 'vfio-v1']);
    expect([given.has('quiet'), given.has('runs')]).toEqual([true, false]);
    expect([given.text('runs'), given.list('inv'), given.wholeNumber('runs', 1, 9)]).toEqual([null, null, null]);
  });

  it('have lists, which may be given in several pieces', () => {
    expect(read('--inv', 'a,b', '--inv', 'c').list('inv')).toEqual(['a', 'b', 'c']);
    expect(() => read('--inv', 'a,').list('inv')).toThrow('--inv has an empty part');
    expect(() => read('--inv=').list('inv')).toThrow('--inv has an empty part');
  });

  it('have whole numbers within limits', () => {
    const runs = (text: string) => read(`--runs=${text}`).wholeNumber('runs', 1, 30);
    expect([runs('1'), runs('30')]).toEqual([1, 30]);
    for (const text of ['0', '31', '-1', '1.5', '1e1', 'ten', '']) {
      expect(() => runs(text)).toThrow(`--runs takes a whole number from 1 to 30, not "${text}"`);
    }
  });

  it.each([
    ['--desgin', 'unknown flag --desgin; did you mean --design?'],
    ['-x', 'unknown flag -x'],
    ['--design', "Option '--design <value>' argument missing"],
    ['--quiet=1', "Option '-q, --quiet' does not take an argument"],
  ])('are refused in one line: %s', (text, message) => {
    expect(() => read(text)).toThrow(new Error(message));
  });

  it('are refused in one line where a value looks like a flag', () => {
    expect(() => read('--design', '-q')).toThrow(new Error("Option '--design' argument is ambiguous"));
  });
});
