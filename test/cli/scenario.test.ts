import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EngineInstance } from '../../engine/instance.ts';
import { identity } from '../../generators/instances/identity.ts';
import { newFolder } from '../temporary-folder.ts';
import { type } from './prompt.ts';

const written = (answer: string) =>
  ['# A set', '', 'Source: nowhere', 'Host: identity', 'Design: golden', '', `    ${asked} = ${answer}`, ''].join('\n');
const asked = 'ioasid_set_alloc(actor=kernel, type=MM, token=vm1, quota=2)';

function folderWith(files: Readonly<Record<string, string>>): string {
  const cwd = newFolder();
  mkdirSync(join(cwd, 'below'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  return cwd;
}

describe('vsva scenario', () => {
  it('tells a file, or all below a folder', async () => {
    const cwd = folderWith({ 'b.scenario': written('s1'), 'below/a.scenario': written('s1'), 'c.md': 'not this' });
    const { code, out } = await type('scenario . b.scenario', { cwd });
    expect(code).toBe(0);
    expect(out).toBe(
      ['b.scenario', 'below/a.scenario', 'b.scenario'].map((file) => `as told  ${file}: A set (1 command)\n`).join(''),
    );
  });

  it('exits with 10 where a file is not told as it is written, and rewrites it when asked', async () => {
    const cwd = folderWith({ 'a.scenario': written('?') });
    const wrong = await type('scenario a.scenario', { cwd });
    expect(wrong.code).toBe(10);
    expect(wrong.out).toBe('not so  a.scenario: A set (1 command)\n  a.scenario:7: model: it answers s1, not ?\n');
    expect(readFileSync(join(cwd, 'a.scenario'), 'utf8')).toBe(written('?'));
    const rewritten = await type('scenario a.scenario --rewrite', { cwd });
    expect(rewritten).toEqual({ code: 0, out: 'as told  a.scenario: A set (1 command, rewritten)\n', err: '' });
    expect(readFileSync(join(cwd, 'a.scenario'), 'utf8')).toBe(written('s1'));
    expect((await type('scenario a.scenario --rewrite', { cwd })).out).toBe('as told  a.scenario: A set (1 command)\n');
  });

  it('exits with 15 where the engine does otherwise; it is not asked about other designs', async () => {
    class Refusing extends EngineInstance {
      override execute(): number {
        return -1;
      }
    }
    const of = (design: string) => written('s1').replace('golden', design);
    const cwd = folderWith({ 'a.scenario': of('golden'), 'b.scenario': of('vfio-v1') });
    const implementation = (topology: ConstructorParameters<typeof Refusing>[0]) => new Refusing(topology);
    const { code, out } = await type('scenario .', { cwd, implementation });
    expect(code).toBe(15);
    expect(out).toContain(
      '\n  a.scenario:7: engine: answer: the model says s1, the implementation -EPERM\nas told  b.scenario',
    );
  });

  it('writes the shortest story of a fault', async () => {
    const cwd = newFolder();
    const { code, out } = await type('scenario fault/no-quota fault/response-by-fd-holder --faults new/faults', {
      cwd,
      instances: [identity],
    });
    expect([code, out]).toEqual([
      0,
      'fault/no-quota: new/faults/no-quota.scenario\nfault/response-by-fd-holder: new/faults/response-by-fd-holder.scenario\n',
    ]);
    expect((await type('scenario new', { cwd })).code).toBe(0);
  });

  it('says of every fault, if none is named, that no instance shows it, where none does', async () => {
    const { code, out } = await type('scenario --faults none', { cwd: newFolder(), instances: [] });
    expect(code).toBe(0);
    expect(
      out
        .split('\n')
        .slice(0, -1)
        .filter((line) => !/^fault\/[a-z-]+: no instance shows it$/.test(line)),
    ).toEqual([]);
    expect(out).toContain('fault/no-quota: no instance shows it\n');
  });

  it.each([
    ['scenario', 'scenario takes files, or folders with files *.scenario'],
    ['scenario fault/no-quotas --faults .', 'unknown fault "fault/no-quotas"; did you mean "fault/no-quota"?'],
  ])('refuses wrong usage: %s', async (line, message) => {
    expect(await type(line)).toEqual({ code: 64, out: '', err: `vsva: ${message}\n` });
  });

  it('exits with 151 when a file is no scenario, with 153 when there is none', async () => {
    const cwd = folderWith({ 'a.scenario': 'A set' });
    const message = 'vsva: a.scenario:1: a scenario begins with "# " and its title\n';
    expect(await type('scenario a.scenario', { cwd })).toEqual({ code: 151, out: '', err: message });
    expect((await type('scenario b.scenario', { cwd })).code).toBe(153);
  });
});
