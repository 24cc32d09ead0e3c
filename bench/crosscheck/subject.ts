/** What the checkers are asked: an instance under a design, and of which invariants. */
import type { About } from '../../compile/export/model.ts';
import { type TracedProgram, traceWhole } from '../../compile/traced.ts';
import { type HostProgram, hostProgram } from '../../conformance/host-program.ts';
import type { Instance } from '../../generators/instance.ts';
import { commandsWithin } from '../../generators/within.ts';
import type { Invariant } from '../../invariants/invariant.ts';
import { invariants } from '../../invariants/invariants.ts';
import type { Design } from '../../spec/designs/design.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology } from '../../spec/topology.ts';

export interface Subject {
  readonly instance: Instance;
  readonly design: Design;
  /** The one that is broken; null where all hold and everything is counted. */
  readonly broken: Invariant | null;
  readonly program: HostProgram;
  readonly traced: TracedProgram;
  readonly about: About;
}

function subject(instance: Instance, design: Design, broken: Invariant | null): Subject {
  const topology = new Topology(instance.topology);
  const asked = broken === null ? invariants : [broken];
  const program = hostProgram({
    topology,
    design,
    commands: commandsWithin(topology),
    invariants: asked,
    witnesses: [],
  });
  const about = {
    title: `The host of the instance ${instance.name}, design ${design.name}.`,
    name: instance.name,
    counts: broken === null ? instance.counts : null,
    broken: asked.map((_, mark) => mark),
  };
  return { instance, design, broken, program, traced: traceWhole(program), about };
}

/** The golden design, with every invariant. */
export const exhausted = (instance: Instance): Subject => subject(instance, golden, null);

/** A design that breaks an invariant, with that invariant alone. */
export const broken = (instance: Instance, design: Design, invariant: Invariant): Subject =>
  subject(instance, design, invariant);
