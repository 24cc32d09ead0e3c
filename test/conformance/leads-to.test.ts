import { describe, expect, it } from 'vitest';
import { CompiledSearch } from '../../conformance/compiled-search.ts';
import { EdgewiseSearch } from '../../conformance/edgewise-search.ts';
import { type HostProgram, hostProgram } from '../../conformance/host-program.ts';
import type { SearchLimits } from '../../conformance/host-search.ts';
import { checkLeadsTo } from '../../conformance/leads-to.ts';
import { NotReproduced } from '../../conformance/not-reproduced.ts';
import { commandsWithin } from '../../generators/within.ts';
import type { LeadsTo } from '../../invariants/leads-to.ts';
import { leadsToProperties } from '../../invariants/leads-to-properties.ts';
import { golden } from '../../spec/designs/golden.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import { viewOf } from '../../spec/schema/view.ts';
import type { Hpasid } from '../../spec/sorts.ts';
import { hostLayout } from '../../spec/state.ts';
import { Topology } from '../../spec/topology.ts';
import { oneGuest } from '../conformance/planted.ts';

const topology = new Topology(oneGuest);
const commands = commandsWithin(topology);

/** Nobody is obliged to do anything for it. */
const neverIdle: LeadsTo = {
  id: 'test/never-idle',
  of: 'run',
  property: '',
  sentence: '',
  sources: [],
  catches: [],
  cases: () => [
    { about: 'nothing', from: () => false, to: () => false, fair: [] },
    {
      about: 'p1 in use',
      from: ({ ioasid }) => ioasid.at(1 as Hpasid).state === 'active',
      to: ({ ioasid }) => ioasid.at(1 as Hpasid).state === 'free',
      fair: [],
    },
    {
      about: 'p1',
      from: ({ ioasid }) => ioasid.at(1 as Hpasid).state === 'idle',
      to: ({ ioasid }) => ioasid.at(1 as Hpasid).state === 'free',
      fair: [],
    },
  ],
};

class Edgewise extends EdgewiseSearch {
  constructor(program: HostProgram, limits: SearchLimits) {
    super(program, null, limits);
  }
}

describe.each([
  ['compiled', CompiledSearch],
  ['edge by edge', Edgewise],
])('leads-to on the graph of a search, %s,', (_, Kind) => {
  function searched(graphUpTo: number, portion = 1000) {
    const program = hostProgram({ topology, design: golden, commands, invariants: [], witnesses: [] });
    const search = new Kind(program, { graphUpTo });
    search.advance(portion);
    return { search, topology, design: golden };
  }

  it('is broken by the case with the shortest stem, which is told with what it changes', () => {
    const [result] = checkLeadsTo(searched(1000), [neverIdle]);
    expect(result).toMatchObject({ property: neverIdle, held: false, reason: null });
    expect(result?.story).toMatchObject({ about: 'p1', cycle: [] });
    expect(result?.story?.stem.map(({ command, answer }) => [command.kind, answer])).toEqual([['ioasid_alloc', 1]]);
    expect(result?.story?.stem[0]?.changes.length).toBeGreaterThan(0);
  });

  it('counts the states that each case speaks of', () => {
    const { search, ...rest } = searched(1000);
    const store = new DenseStore(hostLayout(topology));
    const view = viewOf(hostLayout(topology), store);
    const words = new Int32Array(store.packing.words);
    const lives = Array.from({ length: search.distinct }, (_, state) => {
      search.read(state, words);
      store.unpack(words, 0);
      return view.ioasid.at(1 as Hpasid).state;
    });
    const [result] = checkLeadsTo({ search, ...rest }, [neverIdle]);
    expect(result?.antecedent).toBe(lives.filter((life) => life === 'active' || life === 'idle').length);
  });

  it('is not told by commands that the plain model does not take that way', () => {
    const program = hostProgram({ topology, design: golden, commands, invariants: [], witnesses: [] });
    const search = new Kind(program, { graphUpTo: 1000 });
    const move = search.move.bind(search);
    search.move = (label) => move(label === 0 ? 1 : 0);
    search.advance(1000);
    expect(() => checkLeadsTo({ search, topology, design: golden }, [neverIdle])).toThrow(NotReproduced);
  });

  it('is not decided, with the reason, where the search has no graph', () => {
    const of = (graphUpTo: number, portion?: number) => checkLeadsTo(searched(graphUpTo, portion), leadsToProperties);
    expect(of(1000).every(({ held }) => held)).toBe(true);
    const reasons = (results: ReturnType<typeof of>) => results.map(({ held, reason }) => [held, reason]);
    expect(reasons(of(10))).toEqual(
      leadsToProperties.map(() => [null, 'there are too many states to keep their graph']),
    );
    expect(reasons(of(1000, 3))).toEqual(leadsToProperties.map(() => [null, 'the search was not exhausted']));
  });
});
