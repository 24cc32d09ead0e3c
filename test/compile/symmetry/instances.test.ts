import { describe, expect, it } from 'vitest';
import { BatchSearch } from '../../../checker/batch-search.ts';
import { CompiledSystem } from '../../../compile/compiled-system.ts';
import { ConcretePaths } from '../../../compile/symmetry/concrete-paths.ts';
import { orbitOf } from '../../../compile/symmetry/orbit.ts';
import { SymmetricSystem } from '../../../compile/symmetry/symmetric-system.ts';
import { symmetriesOf } from '../../../compile/symmetry/symmetries.ts';
import { type TracedProgram, trace } from '../../../compile/traced.ts';
import { hostProgram } from '../../../conformance/host-program.ts';
import { instances } from '../../../generators/instances.ts';
import { commandsWithin } from '../../../generators/within.ts';
import { invariants } from '../../../invariants/invariants.ts';
import { witnesses } from '../../../invariants/reachable.ts';
import type { Design } from '../../../spec/designs/design.ts';
import { designs } from '../../../spec/designs/designs.ts';
import { golden } from '../../../spec/designs/golden.ts';
import { DenseStore } from '../../../spec/schema/dense.ts';
import { Topology } from '../../../spec/topology.ts';

const designNamed = (name: string): Design => designs.find((each) => each.name === name) as Design;

function traced(name: string, design: Design, looks: boolean): TracedProgram {
  const instance = instances.find((each) => each.name === name) as (typeof instances)[number];
  const topology = new Topology(instance.topology);
  const seen = looks ? { invariants, witnesses } : { invariants: [], witnesses: [] };
  return trace(hostProgram({ topology, design, commands: commandsWithin(topology), ...seen }));
}

function searched(system: CompiledSystem | SymmetricSystem): BatchSearch {
  const search = new BatchSearch(system, { memoryBytes: 2 ** 26 });
  while (search.advance(1 << 16));
  return search;
}

describe('the default instances', () => {
  // To list the orbits of the largest would take a minute.
  const small = instances.filter(({ counts }) => counts.distinct < 1_000_000);
  for (const { name, counts } of small) {
    it(`have, reduced, one state of each orbit, and every orbit (${name})`, () => {
      const program = traced(name, golden, false);
      const symmetries = symmetriesOf(program);
      const system = new CompiledSystem(program);
      const search = searched(new SymmetricSystem(program, system, symmetries));
      const store = new DenseStore(program.program.layout);
      const words = new Int32Array(system.width);
      let states = 0;
      for (let state = 0; state < search.distinct; state++) {
        search.read(state, words);
        store.unpack(words, 0);
        states += orbitOf(store.cells.slice(), symmetries.generators).length;
      }
      expect(states).toBe(counts.distinct);
      expect(search.depth).toBe(counts.depth);
    });
  }

  it('have witnesses that compare host PASIDs with guest PASIDs, and nothing else depends on numbers', () => {
    const program = traced('guest-owned', golden, true);
    const { sorts, asymmetricMarks } = symmetriesOf(program);
    expect(sorts).toContain('hpasid with row {p1, p2}');
    expect(asymmetricMarks.map(({ mark }) => program.program.marks[mark])).toEqual([
      'vfio/gpasid-equals-foreign-hpasid',
      'vfio/gpasid-equals-other-own-hpasid',
    ]);
  });

  it('do not let host PASIDs be exchanged where guest PASIDs are written to hardware', () => {
    const { sorts } = symmetriesOf(traced('guest-owned', designNamed('fault/gpasid-in-hardware'), false));
    expect(sorts.filter((name) => !name.startsWith('grpid'))).toEqual([]);
  });
});

describe('a reduced search', () => {
  const program = traced('two-containers', designNamed('fault/no-drain'), true);
  const symmetries = symmetriesOf(program);
  const system = new CompiledSystem(program);
  const reduced = new SymmetricSystem(program, system, symmetries);
  const [full, search] = [searched(system), searched(reduced)];
  const asymmetric = new Set(symmetries.asymmetricMarks.map(({ mark }) => mark));
  const marks = Array.from({ length: system.marks }, (_, mark) => mark).filter((mark) => !asymmetric.has(mark));

  it('sees the same, after as many steps', () => {
    const lengths = (of: BatchSearch) =>
      marks.map((mark) => {
        const sighting = of.sighting(mark);
        return sighting === undefined ? null : of.path(sighting.state).length + (sighting.label < 0 ? 0 : 1);
      });
    expect(lengths(search)).toEqual(lengths(full));
    expect(lengths(full).some((length) => length !== null && length > 5)).toBe(true);
  });

  it('has stories in which every object keeps its name', () => {
    const paths = new ConcretePaths(reduced);
    const plain = new ConcretePaths(system);
    for (const mark of marks) {
      const sighting = search.sighting(mark);
      if (sighting === undefined) continue;
      const { labels, state } = paths.path(search.path(sighting.state));
      expect(plain.path(labels)).toEqual({ labels, state });
      expect(plain.labelOf(mark, state) < 0).toBe(sighting.label < 0);
      expect(paths.labelOf(mark, state)).toBe(plain.labelOf(mark, state));
    }
  });

  it('names actions as the system does that it reduces', () => {
    expect(reduced.labels).toBe(system.labels);
    for (let label = 0; label < system.labels + 3; label++)
      expect(reduced.actionsOf(label)).toEqual(system.actionsOf(label));
  });

  it('tells when a system is not symmetric, or something is not seen', () => {
    const paths = new ConcretePaths(reduced);
    const [mark] = marks.filter((each) => search.sighting(each) === undefined);
    expect(() => paths.labelOf(mark as number, paths.path([]).state)).toThrow('is not seen');
    expect(() => paths.path([system.labels])).toThrow('is not symmetric');
  });
});
