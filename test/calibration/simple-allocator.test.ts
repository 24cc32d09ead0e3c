import { describe, expect, it } from 'vitest';
import type { FairClass } from '../../checker/fairness.ts';
import type { Graph } from '../../checker/graph.ts';
import { type Lasso, lassoAgainst } from '../../checker/leads-to.ts';
import { Search } from '../../checker/search.ts';
import { naiveSearch } from '../checker/naive.ts';
import { strong, weak } from '../checker/written-graph.ts';
import {
  labelOf,
  marks,
  type SimpleAllocatorFault,
  type SimpleAllocatorStep,
  simpleAllocator,
} from './simple-allocator.ts';

const FAULT: SimpleAllocatorFault = 'resources are allocated though others hold them';

function search(fault?: SimpleAllocatorFault): Search {
  const search = new Search(simpleAllocator(3, 2, fault), { graphUpTo: 400 });
  while (search.advance(10_000));
  return search;
}

describe('the simple allocator', () => {
  it('has the 400 distinct and 1,633 generated states in 6 levels that TLC records for three clients and two resources', () => {
    const { distinct, generated, depth } = search();
    expect({ distinct, generated, depth }).toEqual({ distinct: 400, generated: 1633, depth: 6 });
  });

  it('never lets two clients hold the same resource', () => {
    expect(search().sighting(marks.shared)).toBeUndefined();
  });

  it('cannot serve three clients at once with two resources', () => {
    expect(search().sighting(marks.allServed)).toBeUndefined();
  });

  it(`lets two clients hold the same resource after four steps when ${FAULT}, and not sooner`, () => {
    const faulty = search(FAULT);
    const sighting = faulty.sighting(marks.shared);
    expect(sighting && faulty.path(sighting.state)).toHaveLength(4);
    expect(naiveSearch(simpleAllocator(3, 2, FAULT)).stories.get(marks.shared)).toBe(4);
  });

  it(`serves three clients at once with two resources when ${FAULT}`, () => {
    const faulty = search(FAULT);
    const sighting = faulty.sighting(marks.allServed);
    expect(sighting && faulty.path(sighting.state)).toHaveLength(6);
  });
});

const clients = [0, 1, 2];
const labelsOf = (client: number, ...steps: SimpleAllocatorStep[]) => steps.map((step) => labelOf(client, step));
/** WF of giving back all that a client holds. */
const returns = clients.map((client) => weak(...labelsOf(client, 'returnAll', 'returnAllSatisfied')));
/** The same, of clients that have all they asked for. */
const satisfiedReturns = clients.map((client) => weak(...labelsOf(client, 'returnAllSatisfied')));
/** SF of giving a client something. */
const allocates = clients.map((client) => strong(...labelsOf(client, 'allocate')));

const searched = search();
const graph = searched.graph as Graph;
/** Of a client's word: what it waits for, and what it holds. */
const unsat = (word: number) => word & 3;
const alloc = (word: number) => word >> 2;

/** A run that breaks "whenever `from`, then `to`" for one client, by its word. */
function broken(from: (word: number) => boolean, to: (word: number) => boolean, ...fair: FairClass[][]): Lasso | null {
  const words = Array.from({ length: graph.states }, (_, state) => {
    const all = new Int32Array(3);
    searched.read(state, all);
    return all[0] as number;
  });
  const claim = { from: words.map(from), to: words.map(to) };
  return lassoAgainst(
    graph,
    { from: Uint8Array.from(claim.from, Number), to: Uint8Array.from(claim.to, Number) },
    fair.flat(),
  );
}

/** The properties that SimpleAllocator.tla states, for one client and one resource: all clients, and resources, are alike. */
const clientsWillReturn = [(word: number) => unsat(word) === 0, (word: number) => alloc(word) === 0] as const;
const clientsWillObtain = [
  (word: number) => (unsat(word) & 1) !== 0,
  (word: number) => (alloc(word) & 1) !== 0,
] as const;
const infOftenSatisfied = [() => true, (word: number) => unsat(word) === 0] as const;

describe('the fairness of the simple allocator', () => {
  it('is enough for its three liveness theorems', () => {
    expect(broken(...clientsWillReturn, returns, allocates)).toBeNull();
    expect(broken(...clientsWillObtain, returns, allocates)).toBeNull();
    expect(broken(...infOftenSatisfied, returns, allocates)).toBeNull();
  });

  it('is enough for one of them when only satisfied clients need give back, and not for the two that are said to fail', () => {
    expect(broken(...clientsWillReturn, satisfiedReturns, allocates)).toBeNull();
    for (const property of [clientsWillObtain, infOftenSatisfied]) {
      // Two clients ask for both resources and get one each: nothing fair is enabled any more.
      expect(broken(...property, satisfiedReturns, allocates)).toMatchObject({ stem: { length: 4 }, cycle: [] });
    }
  });

  it('is not enough when a client need be served only if it can be served for ever', () => {
    const weakly = allocates.map(({ labels }): FairClass => ({ fairness: 'weak', labels }));
    expect(broken(...clientsWillReturn, returns, weakly)).toBeNull();
    const lasso = broken(...clientsWillObtain, returns, weakly);
    expect(lasso?.cycle.length).toBeGreaterThan(0);
    // Others take the resource and give it back, again and again.
    expect(lasso?.cycle.some((label) => label < labelOf(1, 'request'))).toBe(false);
  });
});
