/**
 * A script: searches a default instance of the host under the golden design, with all invariants and witnesses, and
 * prints what it found as JSON.
 *
 * Arguments: the name of the instance; how it is searched (`compiled`, `plain` or `lock-step`); and how many states are
 * to be expanded, all if left out.
 */
import '../../cli/late-optimizing.ts';
import { Search } from '../../checker/search.ts';
import { CompiledSearch } from '../../conformance/compiled-search.ts';
import { EdgewiseSearch } from '../../conformance/edgewise-search.ts';
import { hostProgram } from '../../conformance/host-program.ts';
import { EngineInstance } from '../../engine/instance.ts';
import { instances } from '../../generators/instances.ts';
import { commandsWithin } from '../../generators/within.ts';
import { invariants } from '../../invariants/invariants.ts';
import { witnesses } from '../../invariants/reachable.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology } from '../../spec/topology.ts';
import { PlainSystem } from '../../test/compile/plain-system.ts';
import type { Findings } from '../tools/findings.ts';

/** What is printed. */
export interface HostFindings extends Findings {
  /** (state, command) pairs that were tried, the refused ones included. */
  readonly edges: number;
}

const [name, way, states] = process.argv.slice(2);
const instance = instances.find((each) => each.name === name);
if (instance === undefined) throw new Error(`no instance ${name}`);

const topology = new Topology(instance.topology);
const commands = commandsWithin(topology);
const asked = witnesses.filter(({ within }) => within(topology));
const program = hostProgram({ topology, design: golden, commands, invariants, witnesses: asked });

function begun(): CompiledSearch | EdgewiseSearch | Search {
  switch (way) {
    case 'compiled':
      return new CompiledSearch(program, {});
    case 'plain':
      return new Search(new PlainSystem(program));
    case 'lock-step':
      return new EdgewiseSearch(program, new EngineInstance(topology), {});
    default:
      throw new Error(`no way to search that is called ${way}`);
  }
}

const search = begun();
search.advance(states === undefined ? Number.POSITIVE_INFINITY : Number(states));
if (search instanceof EdgewiseSearch && search.difference !== null) throw new Error('model and engine differ');
const { distinct, generated, depth, queue } = search;
const findings: HostFindings = {
  distinct,
  generated,
  depth,
  errorLength: null,
  edges: (distinct - queue) * commands.length,
};
console.log(JSON.stringify(findings));
