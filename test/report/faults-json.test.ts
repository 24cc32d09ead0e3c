import { describe, expect, it } from 'vitest';
import type { Catch } from '../../conformance/fault-matrix.ts';
import type { Follows, Stated } from '../../invariants/invariant.ts';
import { faultsJson } from '../../report/faults-json.ts';

const stated = (id: string, catches: readonly string[], from: readonly string[] = []): Stated => ({
  id,
  property: 'A1',
  sentence: 'It is so.',
  sources: [],
  catches,
  ...(from.length === 0 ? {} : { follows: { from, because: 'It must be.' } satisfies Follows }),
});
const found = (design: string, invariant: string, length: number, alone = false, instance = 'identity'): Catch => ({
  design,
  invariant,
  instance,
  length,
  alone,
  unexplained: false,
});

/** The report of two faults, with what differs from one in which nothing is wrong. */
function report(changed: { catches?: readonly Catch[]; invariants?: readonly Stated[]; all?: boolean } = {}) {
  const { catches = good, invariants = known, all = true } = changed;
  const faults = ['fault/leak', 'fault/theft', 'proposed'].map((name) => ({ name }));
  const asked = { depth: 6, instances: ['identity', 'two-guests'], faults, invariants, all };
  return faultsJson({ catches, reason: null }, asked);
}
const known = [stated('quota', ['fault/leak']), stated('owner', ['fault/theft']), stated('clean', [], ['quota'])];
const good = [
  found('fault/leak', 'quota', 4, true, 'two-guests'),
  found('fault/leak', 'quota', 3),
  found('fault/leak', 'clean', 3),
  found('fault/theft', 'owner', 2, true),
];

describe('the matrix of faults as data', () => {
  it('has for each fault the invariants that claim it, those that catch it, and the shortest story of each', () => {
    const { schema, faults, failures } = report();
    expect(schema).toBe('vsva/faults/1');
    expect(failures).toEqual([]);
    expect(faults[0]).toEqual({
      id: 'fault/leak',
      design: 'fault/leak',
      claimedBy: ['quota'],
      caughtBy: ['quota', 'clean'],
      length: 3,
      stories: [
        { invariant: 'quota', length: 3, instance: 'identity', alone: true, unexplained: false },
        { invariant: 'clean', length: 3, instance: 'identity', alone: false, unexplained: false },
      ],
    });
    expect(faults[2]).toMatchObject({ id: 'proposed', claimedBy: [], caughtBy: [], length: null });
  });

  it('has for each invariant the faults of its own, or from which others it follows', () => {
    expect(report().invariants).toEqual([
      { id: 'quota', catches: ['fault/leak'], own: ['fault/leak'], follows: null },
      { id: 'owner', catches: ['fault/theft'], own: ['fault/theft'], follows: null },
      { id: 'clean', catches: ['fault/leak'], own: [], follows: { from: ['quota'], because: 'It must be.' } },
    ]);
  });

  it('says nothing of what is wrong where it was stopped', () => {
    const asked = { depth: 6, instances: [], faults: [{ name: 'fault/leak' }], invariants: known, all: true };
    const json = faultsJson({ catches: [], reason: 'interrupted' }, asked);
    expect(json).toMatchObject({ reason: 'interrupted', failures: [] });
  });
});

describe('the gate of faults fails', () => {
  it('on a fault that nobody claims, caught or not', () => {
    const unclaimed = [stated('quota', ['fault/leak']), stated('owner', [], ['quota'])];
    const catches = good.filter(({ invariant }) => invariant === 'quota');
    expect(report({ invariants: unclaimed, catches }).failures).toEqual([
      'fault/theft is claimed by no invariant, caught by none',
    ]);
    const caught = [...good, found('proposed', 'owner', 2)];
    expect(report({ catches: caught }).failures).toEqual([
      'proposed is claimed by no invariant, though caught by owner',
    ]);
  });

  it('on a fault that is not caught by every invariant that claims it', () => {
    const catches = good.filter(({ invariant }) => invariant !== 'quota');
    expect(report({ catches, all: false }).failures).toEqual([
      'quota claims fault/leak and does not catch it within 6 commands',
    ]);
  });

  it('on a story that is too long', () => {
    const catches = [...good.slice(0, 3), found('fault/theft', 'owner', 7, true)];
    expect(report({ catches }).failures).toEqual(['owner takes 7 commands to catch fault/theft']);
  });

  it('on an invariant without a fault of its own that does not say from which it follows, if all were searched', () => {
    const invariants = [...known, stated('idle', [])];
    expect(report({ invariants }).failures).toEqual([
      'idle has no fault of its own, and does not say from which it follows',
    ]);
    expect(report({ invariants, all: false }).failures).toEqual([]);
  });

  it('on an invariant that a story breaks, and nothing from which it is said to follow', () => {
    const catches = [...good, { ...found('fault/leak', 'clean', 5, false, 'two-guests'), unexplained: true }];
    expect(report({ catches }).failures).toEqual([
      'clean is said to follow from quota, but fault/leak breaks it and none of them',
    ]);
  });

  it('on invariants that are said to follow from one another', () => {
    const invariants = [...known, stated('one', [], ['other']), stated('other', [], ['one'])];
    expect(report({ invariants }).failures).toEqual([
      'one is said to follow from what follows from it',
      'other is said to follow from what follows from it',
    ]);
  });
});
