/** Help: of the program, and of each verb. */
import { table } from '../report/table.ts';
import { wrap } from '../report/wrap.ts';
import { helpFlags } from './common-flags.ts';
import { exitCodes, type Outcome, outcomes } from './exit-codes.ts';
import type { Flag, Flags } from './flags.ts';
import type { Verb } from './verb.ts';

/** The column at which the meaning of a flag begins. */
const aboutColumn = 28;

function flagLines(flags: Flags): string[] {
  return Object.entries(flags).flatMap(([name, { value, short, about }]) => {
    const names = `--${name}${short === undefined ? '' : `, -${short}`}${value === undefined ? '' : ` ${value}`}`;
    const indent = ' '.repeat(aboutColumn);
    if (names.length + 4 > aboutColumn) return [`  ${names}`, ...wrap(about, indent)];
    return wrap(about, `  ${names}`.padEnd(aboutColumn), indent);
  });
}

const usage = ({ name, operands }: Verb): string =>
  `usage: vsva ${name}${operands === '' ? '' : ` ${operands}`} [flags]`;

export function verbHelp(verb: Verb): string {
  const lines = [
    verb.summary,
    '',
    usage(verb),
    `example: ${verb.example}`,
    '',
    'flags:',
    ...flagLines({ ...verb.flags, ...helpFlags }),
  ];
  return `${lines.join('\n')}\n`;
}

/** @param verbs all of them, the default one first. */
export function programHelp(verbs: readonly Verb[]): string {
  const codes = (Object.keys(exitCodes) as Outcome[]).map((outcome) => [String(exitCodes[outcome]), outcomes[outcome]]);
  // A flag of several verbs is described as the first of them has it.
  const flags: Record<string, Flag> = {};
  for (const verb of verbs) for (const [name, flag] of Object.entries(verb.flags)) flags[name] ??= flag;
  const lines = [
    ...wrap('vsva: the executable, model-checked specification of the host side of virtual Shared Virtual Addressing.'),
    '',
    'usage: vsva [verb] [arguments] [flags]',
    'example: vsva check --design vfio-v1',
    '',
    'verbs (check, if none is given; vsva VERB --help says more):',
    ...table(
      verbs.map(({ name, summary }) => [name, summary]),
      '  ',
    ),
    '',
    'flags, of one verb or several:',
    ...flagLines({ ...flags, ...helpFlags }),
    '',
    'exit codes:',
    ...table(codes, '  '),
  ];
  return `${lines.join('\n')}\n`;
}
