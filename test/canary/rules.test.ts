/**
 * Turns one rule of each command off, in a copy of what was compiled, and shows that the tests of that command notice.
 * A command that nothing refuses is made to do the opposite.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandKind, commandKinds } from '../../spec/commands.ts';

/** By command: the file of its transition, what is changed there, and into what. */
const mutations: { readonly [Kind in CommandKind]: readonly [file: string, from: string, to: string] } = {
  ioasid_set_alloc: off('ioasid/set-alloc', 'ioasid/set-token-taken'),
  ioasid_alloc: off('ioasid/alloc', 'ioasid/alloc-over-quota'),
  vfio_bind_gpasid: off('vfio/bind-gpasid', 'vfio/bind-gpasid-taken'),
  vfio_unbind_gpasid: off('vfio/unbind-gpasid', 'vfio/unbind-not-own'),
  ioasid_free: off('ioasid/free', 'ioasid/free-not-own'),
  ioasid_reclaim: off('ioasid/reclaim', 'ioasid/reclaim-not-free-pending'),
  inject_bind_failure: ['iommu/inject-bind-failure', 'enabled === 1', 'enabled !== 1'],
  page_request: off('page-request/page-request', 'page-request/index-outstanding'),
  page_response: off('page-request/page-response', 'page-request/response-not-holder'),
};

/** The predicate of the rule is moved aside, and nothing is refused by it any more. */
function off(file: string, rule: string): readonly [string, string, string] {
  return [file, `'${rule}':`, `'${rule}': () => false, aside:`];
}

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(realpathSync(tmpdir()), 'vsva-canary-'));
  cpSync('vitest.config.js', join(project, 'vitest.config.js'));
  cpSync('package.json', join(project, 'package.json'));
  cpSync('dist', join(project, 'dist'), { recursive: true });
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'), 'junction');
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

/** Exit code and everything printed by the tests of one file of the model. */
function testsOf(file: string): { code: number | null; text: string } {
  const environment = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|npm_)/.test(name));
  // Named, or Node would hand it down, and the coverage that is being taken of this run would be lost.
  const env = { ...Object.fromEntries(environment), NO_COLOR: '1', NODE_V8_COVERAGE: undefined };
  const command = `npx vitest run --project untraced dist/test/model/${file}.test.js`;
  const { status, stdout, stderr } = spawnSync(command, { cwd: project, env, shell: true, encoding: 'utf8' });
  return { code: status, text: stdout + stderr };
}

describe('the tests of the model', () => {
  it('pass on the model as it is', () => {
    const { code, text } = testsOf('vfio/bind-gpasid');
    expect(text).toMatch(/Tests +\d+ passed/);
    expect(code).toBe(0);
  });

  it.each(commandKinds)('notice a change of %s', (kind) => {
    const [file, from, to] = mutations[kind];
    const path = join(project, `dist/model/${file}.js`);
    const original = readFileSync(path, 'utf8');
    expect(original.split(from)).toHaveLength(2);
    writeFileSync(path, original.replace(from, to));
    const { code, text } = testsOf(file);
    writeFileSync(path, original);
    expect(text).toMatch(/Tests +[1-9]\d* failed/);
    expect(code).toBe(1);
  });
});
