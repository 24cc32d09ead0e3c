/** `vsva list`: what there is, by kind. */
import { kinds } from '../report/catalogue.ts';
import { listJson, listText } from '../report/list-report.ts';
import { reporterFlag } from './common-flags.ts';
import { exitCodes } from './exit-codes.ts';
import { Reporters } from './reporters.ts';
import { named, UsageError } from './usage-error.ts';
import type { Verb } from './verb.ts';

export const list: Verb = {
  name: 'list',
  operands: `[${kinds.join('|')}]`,
  summary: 'Lists what there is, one line each.',
  example: 'vsva list invariants',
  flags: reporterFlag,
  run: (given, surroundings) => {
    const [text, more] = given.positionals;
    if (more !== undefined) throw new UsageError('list takes one kind');
    const reporters = new Reporters(given, surroundings.cwd);
    const json = listJson(text === undefined ? null : named('kind', text, kinds, (kind) => kind));
    reporters.publish({ json, text: () => listText(json) }, surroundings);
    return exitCodes.ok;
  },
};
