import { describe, expect, it } from 'vitest';
import { BatchSearch } from '../../checker/batch-search.ts';
import { IN_STATE } from '../../checker/expansion.ts';
import { Search } from '../../checker/search.ts';
import { batched } from '../checker/batched.ts';
import { naiveSearch } from '../checker/naive.ts';
import { marks, type TwoPhaseFault, twoPhase, twoPhaseAction } from './two-phase.ts';

function search(resourceManagers: number, fault?: TwoPhaseFault): Search {
  const search = new Search(twoPhase(resourceManagers, fault));
  while (search.advance(10_000));
  return search;
}

/** The same in batches. */
function batchSearch(resourceManagers: number, fault?: TwoPhaseFault): BatchSearch {
  const labels = 2 + 5 * resourceManagers;
  const system = batched(twoPhase(resourceManagers, fault), { labels, marks: 3, branching: labels });
  const search = new BatchSearch(system, { memoryBytes: 2 ** 22 });
  while (search.advance(10_000));
  return search;
}

/** The actions up to and including the sighting of `mark`. */
function story(search: Search | BatchSearch, mark: number): string[] {
  const sighting = search.sighting(mark);
  if (sighting === undefined) expect.fail(`mark ${mark} was not seen`);
  const labels = search.path(sighting.state);
  return (sighting.label === IN_STATE ? labels : [...labels, sighting.label]).map(twoPhaseAction);
}

describe('two-phase commit', () => {
  for (const [way, searched] of [
    ['state by state', search],
    ['in batches', batchSearch],
  ] as const) {
    it(`has, searched ${way}, the 288 distinct and 1,146 generated states in 11 levels that TLC records for three resource managers`, () => {
      const { distinct, generated, depth } = searched(3);
      expect({ distinct, generated, depth }).toEqual({ distinct: 288, generated: 1146, depth: 11 });
    });

    it(`has, searched ${way}, the 8,832 states that Stateright records for five resource managers`, () => {
      expect(searched(5).distinct).toBe(8832);
    });

    it(`has, searched ${way}, the 50,816 states that TwoPhase.tla records for six resource managers`, () => {
      expect(searched(6).distinct).toBe(50_816);
    });
  }

  it('never commits in one place and aborts in another, and no decision is revoked', () => {
    const three = search(3);
    expect(three.sighting(marks.inconsistent)).toBeUndefined();
    expect(three.sighting(marks.revoked)).toBeUndefined();
  });

  it('can commit everywhere, at the earliest when each has prepared, been heard and been told', () => {
    const three = search(3);
    expect(story(three, marks.allCommitted)).toHaveLength(3 + 3 + 1 + 3);
  });

  const expected: readonly (readonly [TwoPhaseFault, number, number])[] = [
    // Three times prepared and heard, the decision, and then one is told and another aborts.
    ['a resource manager may abort after it has prepared', marks.inconsistent, 9],
    // The same, but that the one who aborts is told.
    ['a resource manager may abort after it has prepared', marks.revoked, 9],
    ['the transaction manager commits though not all have prepared', marks.inconsistent, 3],
    ['the transaction manager commits though not all have prepared', marks.revoked, 3],
  ];
  for (const [fault, mark, length] of expected) {
    const broken = mark === marks.inconsistent ? 'decides both ways' : 'revokes a decision';
    it(`${broken} after ${length} steps when ${fault}, and not sooner`, () => {
      expect(story(search(3, fault), mark)).toHaveLength(length);
      expect(story(batchSearch(3, fault), mark)).toEqual(story(search(3, fault), mark));
      expect(naiveSearch(twoPhase(3, fault)).stories.get(mark)).toBe(length);
    });
  }

  it('tells the shortest story of a premature commit by the names of the published model', () => {
    const faulty = search(2, 'the transaction manager commits though not all have prepared');
    expect(story(faulty, marks.revoked)).toEqual(['TMCommit', 'RMChooseToAbort(1)', 'RMRcvCommitMsg(1)']);
  });
});
