import { describe, expect, it } from 'vitest';
import { ModelRun } from '../../conformance/model-run.ts';
import { tellViolation } from '../../conformance/story.ts';
import type { Invariant } from '../../invariants/invariant.ts';
import { commandFromJson } from '../../spec/commands.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology } from '../../spec/topology.ts';
import { oneGuest, twoGuests } from './planted.ts';

const topology = new Topology(oneGuest);
const alloc = commandFromJson({ kind: 'ioasid_alloc', actor: 'vm1', set: 's1' });
const invariant = (of: 'state' | 'step', broken: () => string | null): Invariant => ({
  id: 'test/none',
  property: '',
  sentence: '',
  sources: [],
  catches: [],
  of,
  cases: () => [broken],
});

describe('a story', () => {
  it('ends at the step that breaks the invariant', () => {
    const twice = [alloc, alloc].map((command) => ({ command, answer: null }));
    const story = tellViolation(
      topology,
      golden,
      invariant('step', () => 'wrong'),
      twice,
    );
    expect(story.broken).toBe('wrong');
    expect(story.steps).toHaveLength(1);
    expect(story.steps[0]?.changes).toEqual([
      { cell: 'ioasid[p1].state', from: 'free', to: 'idle' },
      { cell: 'ioasid[p1].set', from: 'none', to: 's1' },
      { cell: 'ioasid[p1].refs', from: '0', to: '1' },
    ]);
  });

  it('has no step if the state after boot is wrong already', () => {
    const story = tellViolation(
      topology,
      golden,
      invariant('state', () => 'wrong'),
      [{ command: alloc, answer: null }],
    );
    expect(story).toEqual({ steps: [], broken: 'wrong' });
  });

  it('is told to its end if it breaks nothing', () => {
    const story = tellViolation(
      topology,
      golden,
      invariant('state', () => null),
      [{ command: alloc, answer: 1 }],
    );
    expect(story.broken).toBeNull();
    expect(story.steps.map(({ answer }) => answer)).toEqual([1]);
  });
});

describe('a run of the model', () => {
  it('adopts the answer it is given where that is allowed, and takes the first allowed one otherwise', () => {
    const guests = new Topology(twoGuests);
    expect(new ModelRun(guests, golden).take(alloc, 3).answer).toBe(3);
    expect(new ModelRun(guests, golden).take(alloc, 9).answer).toBe(1);
    expect(new ModelRun(guests, golden).take(alloc, -28).answer).toBe(1);
    expect(new ModelRun(guests, golden).take(alloc, null).answer).toBe(1);
  });

  it('keeps the state before the last step beside the state after it', () => {
    const run = new ModelRun(topology, golden);
    const first = run.take(alloc, null);
    expect(run.stepOf(first).before.ioasid.at(1 as never).state).toBe('free');
    expect(run.stepOf(first).after.ioasid.at(1 as never).state).toBe('idle');
    expect(run.stepOf(first).changed).toBe(true);
    const second = run.take(alloc, null);
    expect(second.rule?.id).toBe('ioasid/alloc-over-quota');
    expect(run.stepOf(second).before.ioasid.at(1 as never).state).toBe('idle');
    expect(run.stepOf(second).changed).toBe(false);
  });
});
