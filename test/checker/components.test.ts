import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { componentsOf, NONE } from '../../checker/components.ts';
import { flags, graphOf, type WrittenEdge } from './written-graph.ts';

/** Whether one state can reach another inside the part; each reaches itself. */
function reaches(edges: readonly WrittenEdge[], inside: Uint8Array, from: number, to: number): boolean {
  const found = new Set([from]);
  for (let last = 0; found.size > last; ) {
    last = found.size;
    for (const [start, , target] of edges) if (found.has(start) && inside[target] === 1) found.add(target);
  }
  return found.has(to);
}

describe('the strongly connected components of a part of a graph', () => {
  it('hold together the states that reach each other inside the part, and no others', () => {
    const state = fc.nat(7);
    const edge = fc.tuple(state, fc.constant(0), state);
    const part = fc.array(fc.nat(1), { minLength: 8, maxLength: 8 }).map((list) => Uint8Array.from(list));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 20 }), part, (edges, inside) => {
        const { of, count } = componentsOf(graphOf(8, edges), inside);
        for (let one = 0; one < 8; one++) {
          if (inside[one] === 0) expect(of[one]).toBe(NONE);
          for (let other = 0; other < 8; other++) {
            if (inside[one] === 0 || inside[other] === 0) continue;
            const together = reaches(edges, inside, one, other) && reaches(edges, inside, other, one);
            expect(of[one] === of[other]).toBe(together);
          }
        }
        expect(new Set(of.filter((component) => component !== NONE)).size).toBe(count);
      }),
    );
  });

  it('are found on a ring of 200,000 states, and on a chain of as many', () => {
    const states = 200_000;
    const next = (state: number) => (state + 1) % states;
    const ring = {
      states,
      initial: 1,
      offsets: Int32Array.from({ length: states + 1 }, (_, state) => state),
      targets: Int32Array.from({ length: states }, (_, state) => next(state)),
      labels: new Int32Array(states),
    };
    expect(componentsOf(ring, new Uint8Array(states).fill(1)).count).toBe(1);
    // Without one state of it the ring is a chain.
    expect(componentsOf(ring, new Uint8Array(states).fill(1).fill(0, 7, 8)).count).toBe(states - 1);
  });

  it('are none in no part', () => {
    expect(componentsOf(graphOf(2, [[0, 0, 1]]), flags(2, [])).count).toBe(0);
  });
});
