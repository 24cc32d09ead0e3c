/** The page on instances says of each what the code says of it: it is written from there, and compared here. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { deepInstances } from '../../generators/deep-instances.ts';
import { instances } from '../../generators/instances.ts';
import { crowdedHost, fullHost, largeHost } from '../../generators/large-host.ts';
import { thousands } from '../../report/numbers.ts';

const page = readFileSync('docs/instances.md', 'utf8');

it('every instance stands on the page with its counts, whether the engine is compared, and its purpose; and so do hosts that are too large', () => {
  const rows = [...instances, ...deepInstances].map(({ name, counts, lockstep, purpose }) => {
    const { distinct, generated, depth } = counts;
    const numbers = [distinct, generated, depth].map(thousands).join(' | ');
    return `| \`${name}\` | ${numbers} | ${lockstep ? 'yes' : 'no'} | ${purpose} |`;
  });
  const hosts = [largeHost, crowdedHost, fullHost].map(({ name, purpose }) => `| \`${name}\` | ${purpose} |`);
  expect(page.split('\n').filter((line) => /^\| `[\w-]+` \|/.test(line))).toEqual([...rows, ...hosts]);
});
