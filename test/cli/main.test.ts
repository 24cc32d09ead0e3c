import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../cli/exit-codes.ts';
import { verbs } from '../../cli/main.ts';
import { type } from './prompt.ts';

describe('vsva', () => {
  it('without a verb checks', async () => {
    const { code, err } = await type('tiny --max-states 5');
    expect(code).toBe(20);
    expect(err).toBe('vsva check tiny --design golden --inv all --against engine --max-states 5 on 1 thread\n');
    expect((await type('--max-states 5')).err).toMatch(/^vsva check tiny identity /);
  });

  it('knows its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const line of ['--version', 'run --version']) {
      expect(await type(line)).toEqual({ code: 0, out: `vsva ${version}\n`, err: '' });
    }
  });

  it('helps with its verbs, flags and exit codes', async () => {
    const { code, out } = await type('--help');
    expect(code).toBe(0);
    for (const { name, flags } of verbs) {
      expect(out).toMatch(new RegExp(`^  ${name} +[A-Z].*\\.$`, 'm'));
      for (const flag of Object.keys(flags)) expect(out).toContain(`  --${flag}`);
    }
    for (const code of Object.values(exitCodes)) expect(out).toMatch(new RegExp(`^ +${code}  [a-z]`, 'm'));
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(verbs)('helps with $name, by an example', async ({ name, example, flags }) => {
    const { code, out } = await type(`${name} -h`);
    expect(code).toBe(0);
    expect(out).toContain(`usage: vsva ${name}`);
    expect(out).toContain(`example: ${example}`);
    for (const flag of Object.keys(flags)) expect(out).toContain(`  --${flag}`);
  });

  it.each([
    ['chekc', 'there is no verb or instance "chekc"; did you mean "check"?'],
    ['tini', 'there is no verb or instance "tini"; did you mean "tiny"?'],
    ['reboot', 'there is no verb or instance "reboot"'],
    ['large', 'large is too large to be exhausted; it is for vsva run'],
    ['--desgin golden', 'unknown flag --desgin; did you mean --design?'],
  ])('refuses %s', async (line, message) => {
    expect(await type(line)).toEqual({ code: 64, out: '', err: `vsva: ${message}\n` });
  });
});
