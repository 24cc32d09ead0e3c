/**
 * The shortest story of a design that is at fault, searched for in the instances, the smallest first, and told in the
 * first of them in which the design breaks something that claims to catch it; and that story as a scenario.
 */
import type { Instance } from '../generators/instance.ts';
import { commandsWithin } from '../generators/within.ts';
import type { Stated } from '../invariants/invariant.ts';
import { invariants } from '../invariants/invariants.ts';
import { leadsToProperties } from '../invariants/leads-to-properties.ts';
import type { Design } from '../spec/designs/design.ts';
import { printSource } from '../spec/source.ts';
import { Topology } from '../spec/topology.ts';
import { EdgewiseSearch } from './edgewise-search.ts';
import { hostProgram } from './host-program.ts';
import { checkLeadsTo, leadsToStatesMax } from './leads-to.ts';
import type { Told } from './model-run.ts';
import { belowLines, endingLine, repeated, stepLine } from './scenario.ts';
import { tellViolation } from './story.ts';

/** No story is longer than 6 commands: the state after the last is of level 7, and is looked at while level 8 is found. */
const levelsMax = 8;
/** States expanded between two looks at what was seen. */
const portion = 64;

/** A story, and what it breaks. */
export interface FaultStory {
  /** Name of the instance. */
  readonly host: string;
  readonly property: Stated;
  readonly broken: string;
  readonly stem: readonly Told[];
  /** What is then repeated for ever. */
  readonly cycle: readonly Told[];
}

const lengthOf = ({ stem, cycle }: FaultStory): number => stem.length + cycle.length;

/** The stories of the invariants that claim to catch a design. */
function violations({ name, topology: data }: Instance, design: Design): FaultStory[] {
  const topology = new Topology(data);
  const claiming = invariants.filter(({ catches }) => catches.includes(design.name));
  if (claiming.length === 0) return [];
  const commands = commandsWithin(topology);
  const program = hostProgram({ topology, design, commands, invariants: claiming, witnesses: [] });
  const search = new EdgewiseSearch(program, null, {});
  const seen = () => claiming.some((_, mark) => search.saw(mark));
  while (!seen() && search.depth <= levelsMax && search.advance(portion));
  return claiming.flatMap((property, mark): FaultStory[] => {
    const moves = search.moves(mark);
    if (moves === null) return [];
    const { steps, broken } = tellViolation(topology, design, property, moves);
    return [{ host: name, property, broken: broken as string, stem: steps, cycle: [] }];
  });
}

/** Runs that break the leads-to properties which claim to catch a design, on an instance whose graph is not too large. */
export function brokenPromises({ name, topology: data }: Instance, design: Design): FaultStory[] {
  const topology = new Topology(data);
  const claiming = leadsToProperties.filter(({ catches }) => catches.includes(design.name));
  if (claiming.length === 0) return [];
  const commands = commandsWithin(topology);
  const program = hostProgram({ topology, design, commands, invariants: [], witnesses: [] });
  const search = new EdgewiseSearch(program, null, { maxStates: leadsToStatesMax, graphUpTo: leadsToStatesMax });
  search.advance(leadsToStatesMax);
  return checkLeadsTo({ search, topology, design }, claiming).flatMap(({ property, story }): FaultStory[] =>
    story === null ? [] : [{ host: name, property, broken: story.about, stem: story.stem, cycle: story.cycle }],
  );
}

/** A shortest story of a design; null if nothing claims to catch it, or none of these instances shows it. */
export function faultStory(design: Design, instances: readonly Instance[]): FaultStory | null {
  const ascending = instances.toSorted((one, other) => one.counts.distinct - other.counts.distinct);
  for (const instance of ascending) {
    const stories = [...violations(instance, design), ...brokenPromises(instance, design)];
    const [shortest] = stories.toSorted((one, other) => lengthOf(one) - lengthOf(other));
    if (shortest !== undefined) return shortest;
  }
  return null;
}

const shown = (told: Told): readonly string[] => [stepLine(told), ...belowLines(told)];

/** The story as the text of a scenario. */
export function faultScenario({ name, about, sources }: Design, story: FaultStory): string {
  const { host, property, broken, stem, cycle } = story;
  const lines = [
    `# ${name}: ${about}`,
    '',
    ...sources.map((source) => `Source: ${printSource(source)}`),
    `Host: ${host}`,
    `Design: ${name}`,
    '',
    `The shortest story of this fault on its host, as the search found it. It breaks \`${property.id}\`:`,
    `${property.sentence}`,
    '',
    ...stem.flatMap(shown),
    ...(cycle.length === 0 ? [] : [`    ${repeated}`, ...cycle.flatMap(shown)]),
    endingLine(property.id, broken),
  ];
  return `${lines.join('\n')}\n`;
}
