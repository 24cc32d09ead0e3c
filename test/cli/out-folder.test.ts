import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { longRunFlags } from '../../cli/common-flags.ts';
import { readFlags } from '../../cli/flags.ts';
import { OutFolder } from '../../cli/out-folder.ts';
import { difference, violation } from '../report/samples.ts';
import { newFolder } from '../temporary-folder.ts';

const cwd = newFolder();
const out = (...args: string[]) => new OutFolder(readFlags(longRunFlags, args), cwd);
const setting = { instance: 'identity', bounds: {}, design: 'vfio-v1' };

describe('the folder of counterexamples', () => {
  it('has a file for each, named by instance and invariant', () => {
    const folder = out('--out', 'failures/today');
    folder.prepare();
    folder.write(setting, violation);
    folder.write({ ...setting, design: 'golden' }, difference);
    const read = (name: string) => JSON.parse(readFileSync(join(cwd, 'failures/today', name), 'utf8'));
    expect(read('identity.iommu-entry-owner.json')).toEqual({
      schema: 'vsva/counterexample/1',
      ...setting,
      ...violation,
    });
    expect(read('identity.difference.json')).toMatchObject({ invariant: null, design: 'golden', what: 'answer' });
    expect(folder.replay('identity', null, 'vsva1.x')).toBe('failures/today/identity.difference.json');
  });

  it('is one word of a shell, whatever its name', () => {
    expect(out('--out', "it's here").replay('a', 'b/c', '')).toBe("'it'\\''s here/a.b-c.json'");
  });

  it('is not there if it was not asked for: then tokens do', () => {
    const folder = out();
    folder.prepare();
    folder.write(setting, violation);
    expect(folder.replay('identity', 'iommu/entry-owner', 'vsva1.x')).toBe('vsva1.x');
  });

  it('fails before anything is done where it cannot be made', () => {
    expect(() => out('--out', '/dev/null/x').prepare()).toThrow('ENOTDIR');
  });
});
