/**
 * `docs/designs.md`: every switch of a design with its decided value, what else was proposed or done, the fault that
 * the decided value prevents, and the record of the decision. What a switch is about stands as a comment in
 * `spec/designs/design.ts`, and is read from there.
 */
import { readFileSync } from 'node:fs';
import { properties } from '../../invariants/properties.ts';
import { type Design, decided, type Switch, switches } from '../../spec/designs/design.ts';
import { designs } from '../../spec/designs/designs.ts';
import { readFiles } from '../tidy/sources.ts';
import { cell } from './rules-document.ts';

const head = `# Every switch of a design

Written by \`npm run documents\` from \`spec/designs/\`, and compared with it whenever the tests run. A design is one value
for each switch. \`golden\` has the decided one; what else was posted, merged or thinkable is another value, and a design
that has it is at fault: the invariants in brackets claim to catch it, by the story in [scenarios/faults/](../scenarios/faults).
`;

/** A record of a decision. */
export interface DecisionRecord {
  /** `0003-a-container-serves-its-opener.md` */
  readonly file: string;
  readonly text: string;
}

export const decisionRecords: readonly DecisionRecord[] = readFiles('docs/decisions', ['.md']).map(
  ({ path, text }) => ({
    file: path,
    text,
  }),
);

export const switchNames = Object.keys(switches) as readonly Switch[];

/** The designs in which a switch is not as decided. */
const turning = (name: Switch): readonly Design[] => designs.filter(({ policy }) => policy[name] !== decided[name]);

/** The records that name a switch, or a fault that turns it. */
export function recordsOf(name: Switch): readonly DecisionRecord[] {
  const faults = turning(name).filter((design) => design.name.startsWith('fault/'));
  const named = [name, ...faults.map((design) => design.name)].map((each) => `\`${each}\``);
  return decisionRecords.filter(({ text }) => named.some((each) => text.includes(each)));
}

const source = readFileSync('spec/designs/design.ts', 'utf8');

/** The comment on a switch, or on a group of switches that it is one of. */
export function aboutOf(name: Switch): string | undefined {
  const [, comment] =
    new RegExp(`/\\*\\*((?:(?!\\*/)[^])*?)\\*/(?:\\s*\\w+: \\[[^\\]]*\\],)*?\\s*${name}: \\[`).exec(source) ?? [];
  return comment?.replaceAll(/\s*\n\s*\*\s*/g, ' ').trim();
}

function designText({ name }: Design): string {
  if (!name.startsWith('fault/')) return `\`${name}\``;
  const claiming = properties.filter(({ catches }) => catches.includes(name)).map(({ id }) => id);
  return `\`${name}\`${claiming.length === 0 ? '' : ` (${claiming.join(', ')})`}`;
}

const link = ({ file }: DecisionRecord): string => `[${file.slice(0, 4)}](decisions/${file})`;

function row(name: Switch): string {
  const [first, ...others] = switches[name];
  const cells = [
    `\`${name}\``,
    aboutOf(name) as string,
    `\`${first}\``,
    others.map((value) => `\`${value}\``).join(', '),
    turning(name).map(designText).join(', '),
    recordsOf(name).map(link).join(', '),
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

export const designsDocument = (): string =>
  [
    head,
    '| switch | what it decides | decided | otherwise | designs that do otherwise | record |',
    '|---|---|---|---|---|---|',
    ...switchNames.map(row),
    '',
  ].join('\n');
