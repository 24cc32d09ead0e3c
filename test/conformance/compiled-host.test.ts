/**
 * The compiled model held against the plain one on every edge of the instances that are small enough: what each command
 * leads to, which invariants and witnesses are seen, which rules refuse.
 */
import { describe, expect, it } from 'vitest';
import { Search } from '../../checker/search.ts';
import type { System } from '../../checker/system.ts';
import { CompiledSystem } from '../../compile/compiled-system.ts';
import { trace } from '../../compile/traced.ts';
import { hostProgram } from '../../conformance/host-program.ts';
import { spine } from '../../generators/instances/spine.ts';
import { instances } from '../../generators/instances.ts';
import { commandsWithin } from '../../generators/within.ts';
import { invariants } from '../../invariants/invariants.ts';
import { witnesses } from '../../invariants/reachable.ts';
import { designs } from '../../spec/designs/designs.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';
import { behaviour } from '../compile/behaviour.ts';
import { OneByOne } from '../compile/one-by-one.ts';
import { PlainSystem } from '../compile/plain-system.ts';
import { twoSmallGuests } from '../invariants/small-search.ts';

/** Searches with the compiled model and holds the plain one against it in each state, up to so many; answers how many. */
function compare(data: TopologyData, design: typeof golden, maxStates: number): Search {
  const topology = new Topology(data);
  const commands = commandsWithin(topology);
  const program = hostProgram({ topology, design, commands, invariants, witnesses });
  const plain = new PlainSystem(program);
  const compiled = new OneByOne(new CompiledSystem(trace(program)));
  let generated = 0;
  const both: System = {
    width: compiled.width,
    initial: (into) => plain.initial(into),
    expand: (words, at, into) => {
      const state = words.slice(at, at + compiled.width);
      const { generated: here, ...expected } = behaviour(plain, state);
      generated += here;
      const { successors, marks } = behaviour(compiled, state);
      if (successors.join() !== expected.successors.join()) expect(successors).toEqual(expected.successors);
      if (marks.join() !== expected.marks.join()) expect(marks).toEqual(expected.marks);
      expect(compiled.granted).toBe(generated);
      compiled.expand(words, at, into);
      generated = compiled.granted;
    },
  };
  const search = new Search(both, { maxStates });
  search.advance(Number.POSITIVE_INFINITY);
  return search;
}

/** Of larger instances the states nearest to boot are compared. */
const statesMax = 10_000;

describe('the compiled model', () => {
  for (const { name, topology, counts } of instances) {
    it(`does what the plain one does on the edges of ${name}`, () => {
      expect(compare(topology, golden, statesMax).distinct).toBe(Math.min(counts.distinct, statesMax));
    });
  }

  for (const design of designs.filter((each) => each !== golden)) {
    it(`does what the plain one does in the design ${design.name}`, () => {
      expect(compare({ ...twoSmallGuests, commands: spine }, design, 300).distinct).toBe(300);
    });
  }
});
