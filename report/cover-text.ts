/** Coverage as text: a line for each command, what is excluded, what is neither reached nor excluded, and the verdict. */
import type { CoverJson, Reached, Shown } from './cover-json.ts';
import { counted } from './numbers.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

export interface CoverTelling {
  readonly detail: 'quiet' | 'normal' | 'verbose';
  readonly paint: Paint;
}

/** `12`, or `11 of 12` where one is neither reached nor excluded; excluded ones are not counted. */
function score(all: readonly Shown[]): string {
  const asked = all.filter(({ excludedBy }) => excludedBy === null);
  const reached = asked.filter((each) => each.reached !== null).length;
  return reached === asked.length ? String(reached) : `${reached} of ${asked.length}`;
}

const longest = (all: readonly Shown[]): number =>
  all.reduce((most, { reached }) => Math.max(most, reached?.length ?? 0), 0);

function commandLines({ rules, errnos, classes }: CoverJson): string[] {
  const commands = [...new Set([...rules, ...classes].map(({ command }) => command))];
  const rows = commands.map((command) => {
    const of = <Each extends { readonly command: string }>(all: readonly Each[]): readonly Each[] =>
      all.filter((each) => each.command === command);
    const every = [...of(rules), ...of(classes)];
    return [command, score(of(rules)), score(of(errnos)), score(of(classes)), String(longest(every))];
  });
  return table(rows, '', ['command', 'rules', 'errnos', 'classes', 'longest way']);
}

const reachedText = ({ instance, length }: Reached): string => `${counted(length, 'command')} on ${instance}`;

/** Every single thing with its way. */
function wayLines({ rules, classes, witnesses }: CoverJson): string[] {
  const all = [...rules.map((rule) => ({ ...rule, id: `${rule.id} = -${rule.errno}` })), ...classes, ...witnesses];
  return all.flatMap(({ id, reached }) =>
    reached === null
      ? []
      : [
          ...wrap(`${id} (${reachedText(reached)})`, '', '  '),
          ...reached.steps.flatMap((step) => wrap(step, '    ', '      ')),
        ],
  );
}

const excludedLines = ({ rules, classes }: CoverJson): string[] =>
  [...rules, ...classes].flatMap(({ id, excludedBy }) =>
    excludedBy === null
      ? []
      : wrap(`excluded by ${excludedBy.length === 0 ? 'what stands still' : excludedBy.join(', ')}: ${id}`, '', '  '),
  );

function verdictLine(
  { rules, classes, witnesses, instances, unlisted, failures, reason }: CoverJson,
  paint: Paint,
): string {
  const reached = [...rules, ...classes, ...witnesses].filter((each) => each.reached !== null).length;
  const seen = `${reached} rules, classes and witnesses reached on ${counted(instances.length, 'instance')}`;
  const all = unlisted.length === 0 ? 'all there are' : 'all that can be listed';
  if (reason !== null) return `${paint('open', 'undecided')}: ${seen} until ${reason}`;
  if (failures.length === 0) return `${paint('good', 'ok')}: ${seen}, ${all}`;
  return `${paint('bad', 'gate failed')}: ${seen}; ${counted(failures.length, 'failure')}`;
}

export function coverText(json: CoverJson, { detail, paint }: CoverTelling): string {
  return [
    ...(detail === 'verbose' ? [...wayLines(json), ''] : []),
    ...(detail === 'quiet' ? [] : [...commandLines(json), '', ...excludedLines(json), '']),
    ...json.unlisted.flatMap(({ instance, command }) =>
      wrap(paint('open', `not listed: what ${command} does on ${instance}, which has too many ways`), '', '  '),
    ),
    ...json.failures.flatMap((failure) => wrap(paint('bad', failure), '', '  ')),
    verdictLine(json, paint),
    '',
  ].join('\n');
}
