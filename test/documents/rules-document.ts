/** `docs/rules.md`: every command with its arguments and its rules in order of precedence, as the specification has them. */
import type { CommandSpec } from '../../spec/command.ts';
import { commandKinds, commandSpecs } from '../../spec/commands.ts';
import type { Rule } from '../../spec/rule.ts';
import { sorts } from '../../spec/sorts.ts';
import { printSource, type Source } from '../../spec/source.ts';

const head = `# Every command and every refusal

Written by \`npm run documents\` from the specification, and compared with it whenever the tests run. The rules of a
command stand in their order of precedence: of those that apply, the first decides the errno. A command that is refused
changes nothing. Numbers in brackets are those of the sources at the end.
`;

/** Text of a table's cell. */
export const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The sources in the order in which they are first cited. */
class Bibliography {
  readonly #sources: string[] = [];

  /** `[3] [7]` */
  cite(sources: readonly Source[]): string {
    return sources.map((source) => `[${this.#numberOf(printSource(source))}]`).join(' ');
  }

  #numberOf(source: string): number {
    if (!this.#sources.includes(source)) this.#sources.push(source);
    return this.#sources.indexOf(source) + 1;
  }

  section(): string {
    return ['## Sources', '', ...this.#sources.map((source, place) => `${place + 1}. ${source}`), ''].join('\n');
  }
}

function answers({ answers: kind }: CommandSpec): string {
  if (kind === 'amount') return 'how many';
  return kind === 'zero' ? '0' : `what it chose (\`${sorts[kind].prefix}1\`)`;
}

const ruleRow = ({ id, errno, because, sources }: Rule, place: number, cited: Bibliography): string =>
  `| ${place + 1} | ${errno} | \`${id}\` | ${cell(because)} | ${cited.cite(sources)} |`;

function commandSection(spec: CommandSpec, cited: Bibliography): string {
  const { kind, summary, sources, args, rules } = spec;
  const list = Object.entries(args).map(([name, { about }]) => `| \`${name}\` | ${cell(about)} |`);
  const table = ['| | errno | rule | refused because | said in |', '|---|---|---|---|---|'];
  const refusals =
    rules.length === 0
      ? ['Nothing refuses it.']
      : [...table, ...rules.map((rule, place) => ruleRow(rule, place, cited))];
  const lines = [
    `## ${kind}`,
    '',
    `${summary} On success it answers ${answers(spec)}. ${cited.cite(sources)}`,
    '',
    '| argument | meaning |',
    '|---|---|',
    ...list,
    '',
    ...refusals,
  ];
  return `${lines.join('\n')}\n`;
}

export function rulesDocument(): string {
  const cited = new Bibliography();
  return [head, ...commandKinds.map((kind) => commandSection(commandSpecs[kind], cited)), cited.section()].join('\n');
}
