import { describe, expect, it } from 'vitest';
import { check } from '../../conformance/check.ts';
import { FaultGraph } from '../../conformance/fault-graph.ts';
import { type Caught, FaultSearch } from '../../conformance/fault-search.ts';
import { NotReproduced } from '../../conformance/not-reproduced.ts';
import { identity } from '../../generators/instances/identity.ts';
import type { Follows, Invariant, StateInvariant } from '../../invariants/invariant.ts';
import { invariants } from '../../invariants/invariants.ts';
import { designs } from '../../spec/designs/designs.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology } from '../../spec/topology.ts';

const designCalled = (name: string) => designs.find((design) => design.name === name) as (typeof designs)[number];
const topology = new Topology(identity.topology);

function searched(
  graph: FaultGraph,
  name: string,
  { maxDepth = 6, shortest = new Map<string, number>() } = {},
): readonly Caught[] {
  const search = new FaultSearch(graph, designCalled(name), { maxDepth, shortest });
  while (search.deepen());
  return search.caught();
}

describe('the search for what a design breaks', () => {
  const graph = new FaultGraph(topology, invariants);

  it.each(['fault/partial-unbind', 'fault/rollback-over-all', 'fault/no-drain', 'fault/free-leaves-bindings'])(
    'finds of %s the shortest stories of what claims it, as a check does',
    async (name) => {
      const design = designCalled(name);
      const claims = invariants.filter(({ catches }) => catches.includes(name));
      const { violations } = await check({ topology, design, invariants: claims, implementation: null });
      const lengths = violations.map(({ invariant, moves }) => [invariant.id, moves.length]);
      const found = searched(graph, name).filter(({ invariant }) => claims.some(({ id }) => id === invariant));
      expect(found.length).toBeGreaterThan(0);
      expect(found.map(({ invariant, length }) => [invariant, length])).toEqual(lengths);
    },
  );

  it('finds the same whatever was searched on the same graph before', () => {
    expect(searched(graph, 'fault/no-drain')).toEqual(searched(new FaultGraph(topology, invariants), 'fault/no-drain'));
  });

  it('says whether a story breaks one invariant alone, be it not the shortest', () => {
    const alone = (name: string) =>
      searched(graph, name)
        .filter((each) => each.alone)
        .map(({ invariant }) => invariant);
    expect(alone('fault/foreign-free')).toEqual(['ioasid/freed-by-owner']);
    expect(alone('fault/partial-unbind')).toEqual(['vfio/unbind-leaves-nothing']);
    expect(alone('fault/gpasid-in-hardware')).toEqual([]);
  });

  it('finds nothing that takes more commands than it is told', () => {
    const found = (maxDepth: number) => searched(graph, 'fault/foreign-free', { maxDepth });
    expect(found(2)).toEqual([]);
    expect(found(3)).toEqual([{ invariant: 'ioasid/freed-by-owner', length: 3, alone: true, unexplained: false }]);
  });

  it('does not go on with a broken story where what claims the design is known to be broken as soon', () => {
    const found = (shortest: Map<string, number>) =>
      searched(graph, 'fault/free-leaves-bindings', { shortest }).map(({ invariant }) => invariant);
    const claims = invariants.filter(({ catches }) => catches.includes('fault/free-leaves-bindings'));
    expect(found(new Map(claims.map(({ id }) => [id, 1])))).not.toContain('ioasid/no-handover-while-carried');
    expect(found(new Map())).toContain('ioasid/no-handover-while-carried');
  });

  it('finds nothing wrong with the golden design', () => {
    expect(searched(graph, golden.name)).toEqual([]);
  });
});

describe('an invariant that is said to follow from others', () => {
  const saying = (id: string, ...from: readonly string[]) =>
    invariants.map((each) =>
      each.id === id ? { ...each, follows: { from, because: 'It must be.' } satisfies Follows } : each,
    );
  const caughtAs = (id: string, all: readonly Invariant[], name: string) =>
    searched(new FaultGraph(topology, all), name).find(({ invariant }) => invariant === id);

  it('does so where every story that breaks it has broken one of them', () => {
    const id = 'ioasid/no-handover-while-carried';
    expect(caughtAs(id, invariants, 'fault/free-leaves-bindings')).toMatchObject({ length: 6, unexplained: false });
  });

  it('does not where a story breaks it that has broken none of them', () => {
    const id = 'ioasid/no-handover-while-carried';
    expect(caughtAs(id, saying(id, 'ioasid/quota'), 'fault/free-leaves-bindings')?.unexplained).toBe(true);
    const owner = 'ioasid/freed-by-owner';
    expect(caughtAs(owner, saying(owner, 'ioasid/quota'), 'fault/foreign-free')).toEqual({
      invariant: owner,
      length: 3,
      alone: true,
      unexplained: true,
    });
  });
});

describe('a story that the search has found', () => {
  const of = (cases: StateInvariant['cases']): Invariant[] => [
    { id: 'odd', of: 'state', property: '–', sentence: '', sources: [], catches: ['fault/no-quota'], cases },
  ];

  it('may be that of what is wrong from boot on', () => {
    const graph = new FaultGraph(
      topology,
      of(() => [() => 'always']),
    );
    expect(searched(graph, 'fault/no-quota')).toEqual([
      { invariant: 'odd', length: 0, alone: true, unexplained: false },
    ]);
  });

  it('must be told by the plain model', () => {
    let asked = 0;
    const graph = new FaultGraph(
      topology,
      of(() => [() => (asked++ === 0 ? 'once' : null)]),
    );
    expect(() => searched(graph, 'fault/no-quota')).toThrow(NotReproduced);
  });
});
