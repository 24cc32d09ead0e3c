import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FairClass } from '../../checker/fairness.ts';
import { type Lasso, lassoAgainst } from '../../checker/leads-to.ts';
import { isFair, type NaiveQuestion, naiveStem } from './naive-leads-to.ts';
import { flags, graphOf, strong, type WrittenEdge, weak } from './written-graph.ts';

/** Whether state 0 leads to the last state. */
function lasso(states: number, edges: readonly WrittenEdge[], ...classes: readonly FairClass[]): Lasso | null {
  const claim = { from: flags(states, [0]), to: flags(states, [states - 1]) };
  return lassoAgainst(graphOf(states, edges), claim, classes);
}

describe('a claim that one state leads to another', () => {
  it('holds where the way is a fair edge, and not where nobody need take it', () => {
    expect(lasso(2, [[0, 7, 1]], weak(7))).toBeNull();
    expect(lasso(2, [[0, 7, 1]])).toEqual({ stem: [], cycle: [] });
  });

  it('is broken by a deadlock, whatever is fair', () => {
    const edges: WrittenEdge[] = [
      [0, 3, 2],
      [0, 4, 1],
    ];
    expect(lasso(3, edges, weak(3), strong(4))).toEqual({ stem: [4], cycle: [] });
  });

  it('is broken by an edge back to the same state, which counts as taken', () => {
    const edges: WrittenEdge[] = [
      [0, 5, 0],
      [0, 5, 1],
    ];
    expect(lasso(2, edges, weak(5))).toEqual({ stem: [], cycle: [5] });
    expect(lasso(2, [...edges, [0, 6, 1]], weak(5), weak(6))).toBeNull();
  });

  it('needs strong fairness where the way out opens and closes again and again', () => {
    // Between 0 and 1 for ever; only 1 has the way to 2.
    const edges: WrittenEdge[] = [
      [0, 0, 1],
      [1, 1, 0],
      [1, 2, 2],
    ];
    expect(lasso(3, edges, weak(0), weak(1), weak(2))).toEqual({ stem: [], cycle: [0, 1] });
    expect(lasso(3, edges, weak(0), weak(1), strong(2))).toBeNull();
  });

  it('is broken in a part of a component, where the whole would enable what is strongly fair', () => {
    // 1 and 2 go round without 0, which alone enables label 9.
    const edges: WrittenEdge[] = [
      [0, 1, 1],
      [1, 2, 2],
      [2, 3, 1],
      [2, 4, 0],
      [0, 9, 3],
    ];
    expect(lasso(4, edges, weak(1), weak(2), strong(9))).toEqual({ stem: [1], cycle: [2, 3] });
    expect(lasso(4, edges, weak(1), weak(2), strong(9), strong(4))).toBeNull();
  });

  it('is broken by a run that serves two fair classes in turn', () => {
    const edges: WrittenEdge[] = [
      [0, 0, 1],
      [1, 1, 0],
      [0, 2, 2],
      [2, 3, 0],
      [0, 4, 3],
    ];
    const found = lasso(4, edges, strong(0), strong(2));
    expect(found).toEqual({ stem: [], cycle: [0, 1, 2, 3] });
  });

  it('says nothing of what a state promised that cannot be reached without keeping it', () => {
    const graph = graphOf(3, [
      [0, 0, 1],
      [1, 0, 2],
      [2, 0, 2],
    ]);
    const claim = { from: flags(3, [0]), to: flags(3, [1]) };
    expect(lassoAgainst(graph, claim, [weak(0)])).toBeNull();
    expect(lassoAgainst(graph, { ...claim, from: flags(3, [0, 2]) }, [weak(0)])).toEqual({ stem: [0, 0], cycle: [0] });
    // A state that keeps what it promises owes nothing.
    expect(lassoAgainst(graph, { from: flags(3, [2]), to: flags(3, [2]) }, [])).toBeNull();
  });

  it('is asked of at most 31 fair classes', () => {
    const many = (count: number) => Array.from({ length: count }, () => weak(0));
    expect(lasso(2, [[0, 0, 1]], ...many(31))).toBeNull();
    expect(() => lasso(2, [[0, 0, 1]], ...many(32))).toThrow(
      new RangeError('there are at most 31 fair classes, not 32'),
    );
  });
});

/** Graphs all of whose states can be reached. Every edge has a label of its own, so that a way is known by its labels. */
const questions: fc.Arbitrary<NaiveQuestion> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 2 }))
  .chain(([states, most]) => {
    const initial = Math.min(states, most);
    const state = fc.nat(states - 1);
    const members = fc.array(fc.nat(1), { minLength: states, maxLength: states }).map((list) => Uint8Array.from(list));
    const parents = Array.from({ length: states - initial }, (_, place) => fc.nat(initial + place - 1));
    const tree = fc.tuple(...parents).map((all) => all.map((from, place) => [from, initial + place] as const));
    const more = fc.array(fc.tuple(state, state), { maxLength: 6 });
    const fair = fc.tuple(fc.boolean(), fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }));
    return fc.record({
      states: fc.constant(states),
      initial: fc.constant(initial),
      edges: fc.tuple(tree, more).map((all) => all.flat().map(([from, to], number) => [from, number, to] as const)),
      from: members,
      to: members,
      classes: fc.array(
        fair.map(([isWeak, labels]) => (isWeak ? weak : strong)(...labels)),
        { maxLength: 3 },
      ),
    });
  });

/** The edges with these labels, which must follow one another from some state of `starts`. */
function walked({ edges }: NaiveQuestion, labels: readonly number[], starts: readonly number[]): WrittenEdge[] {
  const way = labels.map((label) => edges[label] as WrittenEdge);
  way.forEach(([from], place) => {
    const before = way[place - 1];
    expect(before === undefined ? starts : [before[2]]).toContain(from);
  });
  return way;
}

/** Fails unless the lasso is a fair run that breaks the claim. */
function mustBreak(question: NaiveQuestion, { stem, cycle }: Lasso): void {
  const { states, initial, edges, from, to, classes } = question;
  const starts = Array.from({ length: initial }, (_, state) => state);
  const way = walked(question, stem, starts);
  // With no stem the first state is that of the cycle, or, if there is none either, any initial one.
  const firsts = way.length > 0 ? [way[0]?.[0]] : cycle.length > 0 ? [edges[cycle[0] as number]?.[0]] : starts;
  const broken = firsts.some((first) => {
    const visited = [first as number, ...way.map(([, , target]) => target)];
    const end = visited.at(-1) as number;
    const round = walked(question, cycle, [end]);
    if (round.length > 0 && round.at(-1)?.[2] !== end) return false;
    const kept = visited.findLastIndex((state) => to[state] !== 0);
    const promised = visited.some((state, place) => place > kept && from[state] !== 0);
    const forever = round.length === 0 ? [end] : round.map(([start]) => start);
    return promised && forever.every((state) => to[state] === 0) && isFair(classes, edges, forever, round);
  });
  expect(broken && firsts.every((first) => (first as number) < states)).toBe(true);
}

describe('a lasso', () => {
  it('is found exactly where the definition has one, breaks the claim, and has the shortest stem', () => {
    let broken = 0;
    const runs = 3000;
    fc.assert(
      fc.property(questions, (question) => {
        const { states, initial, edges, from, to, classes } = question;
        const found = lassoAgainst(graphOf(states, edges, initial), { from, to }, classes);
        expect(found?.stem.length ?? null).toBe(naiveStem(question));
        if (found === null) return;
        mustBreak(question, found);
        broken++;
      }),
      { numRuns: runs },
    );
    expect(broken).toBeGreaterThan(runs / 10);
    expect(broken).toBeLessThan((runs * 9) / 10);
  });
});
