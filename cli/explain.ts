/** `vsva explain`: all that is known of one thing. */
import { explainText } from '../report/explain-text.ts';
import { explanations } from '../report/explanation.ts';
import { reporterFlag } from './common-flags.ts';
import { exitCodes } from './exit-codes.ts';
import { Reporters } from './reporters.ts';
import { named, UsageError } from './usage-error.ts';
import type { Verb } from './verb.ts';

export const explain: Verb = {
  name: 'explain',
  operands: 'ID',
  summary: 'Explains anything that has a name, such as a rule or a fault.',
  example: 'vsva explain vfio/bind-already-bound',
  flags: reporterFlag,
  run: (given, surroundings) => {
    const [id, more] = given.positionals;
    if (id === undefined || more !== undefined) throw new UsageError('explain takes one id; vsva list names them');
    const reporters = new Reporters(given, surroundings.cwd);
    const explanation = named('id', id, explanations(), (each) => each.id);
    const json = { schema: 'vsva/explain/1', ...explanation };
    reporters.publish({ json, text: () => explainText(explanation) }, surroundings);
    return exitCodes.ok;
  },
};
