import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { main } from '../../cli/main.ts';
import { instances } from '../../generators/instances.ts';
import { Paper, surroundings } from '../cli/prompt.ts';

const readme = readFileSync('README.md', 'utf8');

it('the README shows a counterexample as it is printed', async () => {
  const [, command = '', shown = ''] = /`vsva ([^`]*)` ends with this:\n\n```text\n([^`]*)```/.exec(readme) ?? [];
  const stdout = new Paper();
  const code = await main(command.split(' '), surroundings({ stdout, instances }));
  expect(code).toBe(12);
  expect(shown.split('\n').length).toBeGreaterThan(20);
  expect(stdout.text).toContain(shown);
});
