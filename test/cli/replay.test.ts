import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counterexampleToJson, tokenOf } from '../../conformance/counterexample.ts';
import { EngineInstance } from '../../engine/instance.ts';
import { commandFromJson } from '../../spec/commands.ts';
import { newFolder } from '../temporary-folder.ts';
import { type } from './prompt.ts';

const moves = [
  { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '0' },
  { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' },
  { kind: 'vfio_bind_gpasid', actor: 'vm2', container: 'c2', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' },
].map((command) => ({ command: commandFromJson(command), answer: null }));
const foreignBind = { invariant: 'iommu/entry-owner', instance: 'identity', bounds: {}, design: 'vfio-v1', moves };
const difference = { ...foreignBind, invariant: null, design: 'golden' };

/** An engine that grants whatever is asked. */
class Granting extends EngineInstance {
  override issue(encoded: Int32Array, at: number): number {
    return Math.max(0, super.issue(encoded, at));
  }
}
const granting = { implementation: (topology: ConstructorParameters<typeof Granting>[0]) => new Granting(topology) };

const cwd = newFolder();
const write = (name: string, content: object | string): string => {
  writeFileSync(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
};

describe('vsva replay', () => {
  it('exits with 12 when a violation is one still, from a token as from a file', async () => {
    const byToken = await type(`replay ${tokenOf(foreignBind)}`);
    expect(byToken.code).toBe(12);
    expect(byToken.out).toMatch(/^iommu\/entry-owner is violated\n/);
    expect(byToken.out).toMatch(/\nreproduced: vfio-v1 violates iommu\/entry-owner\n$/);
    const file = write('violation.json', counterexampleToJson(foreignBind));
    expect(await type(`replay ${file}`, { cwd })).toEqual(byToken);
  });

  it('exits with 15 when a difference is one still', async () => {
    const { code, out } = await type(`replay ${tokenOf(difference)}`, granting);
    expect(code).toBe(15);
    expect(out).toMatch(/\nreproduced: model and engine differ\n$/);
  });

  it('exits with 17 when nothing is wrong any more', async () => {
    for (const mended of [difference, { ...foreignBind, design: 'golden' }]) {
      const { code, out } = await type(`replay ${tokenOf(mended)}`);
      expect(code).toBe(17);
      expect(out).toMatch(/\nnot reproduced\n$/);
    }
  });

  it('replays on the engine too, or on it alone', async () => {
    const both = await type(`replay ${tokenOf(foreignBind)} --on model,engine`);
    expect(both.code).toBe(12);
    expect(both.out).toContain('= 0 (engine: -ENOENT)\n');
    const alone = await type(`replay ${tokenOf(foreignBind)} --on engine`);
    expect(alone.code).toBe(17);
    expect(alone.out).toMatch(/^the engine and the golden model agree\n/);
    expect((await type(`replay ${tokenOf(difference)} --on model,engine`, granting)).code).toBe(15);
  });

  it.each([
    ['replay', 'replay takes one file or token'],
    ['replay a b', 'replay takes one file or token'],
    [`replay ${tokenOf(foreignBind)} --on modle`, 'unknown side "modle"; did you mean "model"?'],
    [`replay ${tokenOf(difference)} --on model`, 'a difference does not show on the model alone: --on engine'],
  ])('refuses wrong usage: %s', async (line, message) => {
    expect(await type(line)).toEqual({ code: 64, out: '', err: `vsva: ${message}\n` });
  });

  it('exits with 151 when the file is no counterexample, or one of another version', async () => {
    const bad = await type(`replay ${write('bad.json', 'p1')}`, { cwd });
    expect(bad).toEqual({ code: 151, out: '', err: 'vsva: this is no counterexample: it is not JSON\n' });
    const old = { ...counterexampleToJson(foreignBind), schema: 'vsva/counterexample/0' };
    const { code, err } = await type(`replay ${write('old.json', old)}`, { cwd });
    expect(code).toBe(151);
    expect(err).toContain('its schema is "vsva/counterexample/0"');
    expect((await type('replay vsva1.damaged')).code).toBe(151);
    const bounds = { ...counterexampleToJson(foreignBind), bounds: { hostQuota: 9 } };
    const unbounded = await type(`replay ${write('unbounded.json', bounds)}`, { cwd });
    expect(unbounded.code).toBe(151);
    expect(unbounded.err).toMatch(/^vsva: this is no counterexample: hostQuota 9 exceeds capacity \d+\n$/);
  });

  it('exits with 153 when there is no such file', async () => {
    const { code, err } = await type('replay nowhere.json', { cwd });
    expect(code).toBe(153);
    expect(err).toMatch(/^vsva: ENOENT: no such file or directory/);
  });
});
