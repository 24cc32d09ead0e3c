/** The text of an explanation. */
import { match } from 'ts-pattern';
import { printId } from '../spec/sorts.ts';
import { printSource, type Source } from '../spec/source.ts';
import type { TopologyData } from '../spec/topology.ts';
import type {
  CommandExplained,
  DesignExplained,
  Explanation,
  HostExplained,
  InvariantExplained,
  RuleExplained,
  WitnessExplained,
} from './explanation.ts';
import { thousands } from './numbers.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

const sourceLines = (sources: readonly Source[]): string[] =>
  sources.flatMap((source) => wrap(`source: ${printSource(source)}`, '', '  '));

/** `caught by: a, b`; nothing for an empty list. */
const listed = (what: string, names: readonly string[]): string[] =>
  names.length === 0 ? [] : wrap(`${what}: ${names.join(', ')}`, '', '  ');

const ruleLines = ({ id, errno, because, command, place, sources }: RuleExplained): string[] => [
  `rule ${id}: -${errno}`,
  ...wrap(`${because}.`, '  '),
  `refuses ${command}, number ${place} in order of precedence`,
  ...sourceLines(sources),
];

const answered = {
  zero: '0',
  amount: 'how many',
  set: 'the number of the set',
  hpasid: 'the host PASID',
  data: 'whose data it is, or NULL',
} as const;

function commandLines({ id, summary, arguments: args, answers, refusals, sources }: CommandExplained): string[] {
  return [
    `command ${id}(${args.map(({ name }) => name).join(', ')})`,
    ...wrap(summary, '  '),
    'arguments:',
    ...table(
      args.map(({ name, about }) => [name, about]),
      '  ',
    ),
    `answers ${answered[answers]}${refusals.length === 0 ? '; nothing refuses it' : ', or is refused (the first that applies):'}`,
    ...table(
      refusals.map(({ errno, rule, because }) => [`-${errno}`, rule, because]),
      '  ',
    ),
    ...sourceLines(sources),
  ];
}

const invariantLines = ({ id, of, property, sentence, catches, follows, sources }: InvariantExplained): string[] => [
  `invariant ${id} (${property}, of every ${of === 'run' ? 'fair run' : of})`,
  ...wrap(sentence, '  '),
  ...listed('must catch', catches),
  ...(follows === null ? [] : wrap(`follows from ${follows.from.join(', ')}: ${follows.because}`, '', '  ')),
  ...sourceLines(sources),
];

const designLines = ({ kind, id, about, turned, caughtBy, sources }: DesignExplained): string[] => [
  `${kind === 'design' ? 'design ' : ''}${id}`,
  ...wrap(`${about}.`, '  '),
  ...table(turned.map(({ switch: name, decided, value }) => [name, `${decided} → ${value}`])),
  ...listed('must be caught by', caughtBy),
  ...sourceLines(sources),
];

const ids = (sort: 'device' | 'vm', numbers: readonly number[]): string =>
  numbers.map((number) => printId(sort, number)).join(', ');

/** `c1 (vm1, nesting: d1; d2)`: domains are parted by semicolons. */
const containerText = ({ vm, nesting, domains }: TopologyData['containers'][number], index: number): string => {
  const devices = domains.map((domain) => ids('device', domain.flat())).join('; ');
  const type = nesting ? 'nesting' : 'not nesting';
  return `${printId('container', index + 1)} (${ids('vm', [vm])}, ${type}: ${devices === '' ? 'no device' : devices})`;
};

const vmText = ({ pasidSpace, quota }: TopologyData['vms'][number], index: number): string =>
  `${printId('vm', index + 1)} (${pasidSpace}${quota === undefined ? '' : `, a set of ${quota} from boot`})`;

const fdText = ({ device, holders }: TopologyData['fds'][number], index: number): string =>
  `${printId('fd', index + 1)} (${ids('device', [device])}, held by ${ids('vm', holders)})`;

function topologyLines({ vms, containers, fds, commands, ...rest }: TopologyData): string[] {
  const bounds = Object.entries(rest).filter(([, value]) => typeof value === 'number');
  const others = Object.entries(rest).filter(([, value]) => typeof value === 'object');
  return [
    ...listed('VMs', vms.map(vmText)),
    ...listed('containers, with the devices of each domain', containers.map(containerText)),
    ...listed('device files', fds.map(fdText)),
    ...listed(
      'bounds',
      bounds.map(([name, value]) => `${name}=${value}`),
    ),
    ...others.flatMap(([name, value]) => listed(name, [JSON.stringify(value)])),
    ...listed('commands in play', commands ?? []),
  ];
}

const hostLines = ({ id, purpose, topology, counts, witnesses }: HostExplained): string[] => [
  `instance ${id}`,
  ...wrap(`${purpose}.`, '  '),
  ...topologyLines(topology),
  ...(counts === null
    ? wrap('Too large to be exhausted.')
    : wrap(
        `counts: ${thousands(counts.distinct)} distinct, ${thousands(counts.generated)} generated, depth ${counts.depth}`,
      )),
  ...listed('possible on it', witnesses),
];

const witnessLines = ({ id, of, sentence, instances }: WitnessExplained): string[] => [
  `witness ${id} (a ${of} that must be possible)`,
  ...wrap(sentence, '  '),
  ...listed('must be found on', instances),
];

export function explainText(explanation: Explanation): string {
  const lines = match(explanation)
    .with({ kind: 'rule' }, ruleLines)
    .with({ kind: 'command' }, commandLines)
    .with({ kind: 'invariant' }, invariantLines)
    .with({ kind: 'design' }, { kind: 'fault' }, designLines)
    .with({ kind: 'instance' }, hostLines)
    .with({ kind: 'witness' }, witnessLines)
    .exhaustive();
  return `${lines.join('\n')}\n`;
}
