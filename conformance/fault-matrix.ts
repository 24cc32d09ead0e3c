/**
 * Which designs break what, over several instances (fault-search.ts): the shortest stories of what claims a design, of at
 * most so many commands; and everything else that is broken on the way, or by a story that has broken nothing before. An
 * instance of very many states is searched only while an invariant that claims the design has not been broken. And of
 * leads-to properties only those that claim the design are decided, on one instance after the other until a run breaks one
 * that is no longer: its length is that up to where it repeats itself, the repetition included.
 */
import { setImmediate } from 'node:timers/promises';
import type { Instance } from '../generators/instance.ts';
import type { Stated } from '../invariants/invariant.ts';
import { invariants } from '../invariants/invariants.ts';
import { leadsToProperties } from '../invariants/leads-to-properties.ts';
import type { Design } from '../spec/designs/design.ts';
import { Topology } from '../spec/topology.ts';
import { FaultGraph } from './fault-graph.ts';
import { type Caught, FaultSearch } from './fault-search.ts';
import { brokenPromises } from './fault-story.ts';
import { tellViolation } from './story.ts';

/** The golden design has more states than this in an instance that is searched only where the others do not suffice. */
const manyStates = 1_000_000;

/** Something that catches a design: an invariant or a leads-to property, broken in an instance by so many commands. */
export interface Catch extends Caught {
  readonly design: string;
  readonly instance: string;
}

export interface Matrix {
  readonly catches: readonly Catch[];
  /** Why not every design was searched, or null. */
  readonly reason: string | null;
}

export interface MatrixOptions {
  readonly instances: readonly Instance[];
  readonly designs: readonly Design[];
  /** The most commands of a story. */
  readonly maxDepth: number;
  /** Called often while a design is searched for in an instance; a reason to stop, or null. */
  readonly onSearch: (design: string, instance: string) => string | null;
}

/** @throws NotReproduced where the plain model does not tell a story, and what the specification throws. */
export async function faultMatrix({ instances, designs, maxDepth, onSearch }: MatrixOptions): Promise<Matrix> {
  const catches: Catch[] = [];
  const shortest = new Map(designs.map((design) => [design, new Map<string, number>()]));
  const known = (design: Design): Map<string, number> => shortest.get(design) as Map<string, number>;
  let reason: string | null = null;
  const goesOn = async (design: Design, instance: Instance): Promise<boolean> => {
    await setImmediate();
    reason = onSearch(design.name, instance.name);
    return reason === null;
  };
  /** Those that claim a design and have not yet been broken by it. */
  const open = <Property extends Pick<Stated, 'id' | 'catches'>>(of: readonly Property[], design: Design) =>
    of.filter(({ id, catches: names }) => names.includes(design.name) && !known(design).has(id));

  const isLarge = ({ counts }: Instance): boolean => counts.distinct > manyStates;
  for (const instance of instances.toSorted((one, other) => Number(isLarge(one)) - Number(isLarge(other)))) {
    const asked = designs.filter((design) => !isLarge(instance) || open(invariants, design).length > 0);
    if (asked.length === 0) continue;
    const graph = new FaultGraph(new Topology(instance.topology), invariants);
    for (const design of asked) {
      const search = new FaultSearch(graph, design, { maxDepth, shortest: known(design) });
      do if (!(await goesOn(design, instance))) return { catches, reason };
      while (search.deepen());
      const where = { design: design.name, instance: instance.name };
      catches.push(...search.caught().map((caught) => ({ ...where, ...caught })));
    }
  }
  const bySize = instances.toSorted((one, other) => one.counts.distinct - other.counts.distinct);
  for (const design of designs) {
    for (const instance of bySize) {
      if (open(leadsToProperties, design).length === 0) break;
      if (!(await goesOn(design, instance))) return { catches, reason };
      for (const each of endlessRuns(instance, design)) {
        catches.push(each);
        if (each.length <= maxDepth) known(design).set(each.invariant, each.length);
      }
    }
  }
  return { catches, reason };
}

/** The leads-to properties that claim a design and are broken in an instance. */
const endlessRuns = (instance: Instance, design: Design): readonly Catch[] =>
  brokenPromises(instance, design).map(({ property: { id, follows }, stem, cycle }) => {
    const topology = new Topology(instance.topology);
    const run = [...stem, ...cycle];
    const broken = invariants.filter((each) => tellViolation(topology, design, each, run).broken !== null);
    const alone = broken.every((other) => other.follows !== undefined);
    const unexplained = follows !== undefined && !broken.some((other) => follows.from.includes(other.id));
    return { design: design.name, instance: instance.name, invariant: id, length: run.length, alone, unexplained };
  });
