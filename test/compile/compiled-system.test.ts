import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchArrays } from '../../checker/batch-arrays.ts';
import { IN_STATE } from '../../checker/expansion.ts';
import { CompiledSystem } from '../../compile/compiled-system.ts';
import { defectMark, type Program } from '../../compile/program.ts';
import { trace } from '../../compile/traced.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import { actionCalled, lockLayout, locks, mark } from './locks.ts';
import { OneByOne } from './one-by-one.ts';
import { programOf, randomProgram } from './random-programs.ts';
import { reachable } from './reachable.ts';

/** Packed states of the locks, one behind the other. */
function statesOf(...states: readonly (readonly number[])[]): Int32Array {
  const store = new DenseStore(lockLayout);
  const words = new Int32Array(states.length * store.packing.words);
  states.forEach((codes, place) => {
    store.cells.fill(0);
    store.cells.set(codes);
    store.pack(words, place * store.packing.words);
  });
  return words;
}

describe('a compiled system', () => {
  const system = new CompiledSystem(trace(locks));
  const states = statesOf([], [1, 2], [1, 1, 0, 2], [0, 0, 0, 0, 1]);
  const arrays = batchArrays(system, 4, states, null);
  const code = system.bind(arrays);
  const named = (label: number): string =>
    system
      .actionsOf(label)
      .map((action) => locks.actions[action])
      .join();

  it('has one word for the locks, a label for every action and one mark more than they', () => {
    expect([system.width, system.labels, system.branching, system.marks]).toEqual([1, 9, 9, locks.marks.length + 1]);
  });

  it('expands many states in one call, and says where the successors of each end', () => {
    // The third state is full: nothing can be taken that is held, and whatever is taken leaves the range of the tally.
    expect(code.expand(0, 4, 0)).toBe(5 + 3 + 3 + 0);
    expect([...arrays.ends]).toEqual([5, 8, 11, 11]);
    expect([...arrays.labels.subarray(0, 8)].map(named)).toEqual([
      'take(vm1, d1)',
      'take(vm1, d2)',
      'take(vm2, d1)',
      'take(vm2, d2)',
      'close',
      'give(vm1, d1)',
      'give(vm2, d2)',
      'close',
    ]);
    expect(arrays.successors[0]).toBe(statesOf([1, 0, 0, 1])[0]);
    expect(arrays.successors[5]).toBe(statesOf([0, 2])[0]);
  });

  it('expands part of them as it would alone', () => {
    expect(code.expand(1, 3, 0)).toBe(6);
    expect([...arrays.ends.subarray(0, 2)]).toEqual([3, 6]);
  });

  it('says what is seen in each state or on its edges, once for each mark', () => {
    const count = code.observe(0, 4);
    const seen = Array.from({ length: count }, (_, place) => {
      const label = arrays.markLabels[place] as number;
      return [arrays.markStates[place], arrays.marks[place], label === IN_STATE ? 'in state' : named(label)];
    });
    expect(seen.toSorted()).toEqual([
      [0, mark.notHolder, 'give(vm1, d1)'],
      [0, mark.tookFirst, 'take(vm1, d1)'],
      [1, mark.isHeld, 'take(vm1, d1)'],
      [1, mark.notHolder, 'give(vm1, d2)'],
      [1, mark.bothHeld, 'in state'],
      [2, mark.isHeld, 'take(vm1, d1)'],
      [2, mark.notHolder, 'give(vm2, d1)'],
      [2, mark.bothHeld, 'in state'],
      [2, mark.oneHolder, 'in state'],
    ]);
  });

  it('does not look for marks that are closed', () => {
    arrays.open.fill(0);
    arrays.open[mark.oneHolder] = 1;
    expect(code.observe(0, 4)).toBe(1);
    expect([arrays.marks[0], arrays.markStates[0]]).toEqual([mark.oneHolder, 2]);
    arrays.open.fill(1);
  });

  it('says which action leaves the range of a field', () => {
    const full = batchArrays(system, 1, statesOf([0, 1, 0, 2]), null);
    const count = system.bind(full).observe(0, 1);
    const at = full.marks.subarray(0, count).indexOf(defectMark(locks));
    expect(named(full.markLabels[at] as number)).toBe('take(vm1, d1)');
  });

  it('tries actions that do the same once, and counts them as often as they are', () => {
    const twice: Program = {
      ...locks,
      actions: [...locks.actions, ...locks.actions],
      on: (...given) => {
        const run = locks.on(...given);
        return { ...run, act: (action) => run.act(action % locks.actions.length) };
      },
    };
    const doubled = new CompiledSystem(trace(twice));
    const twofold = batchArrays(doubled, 4, states, null);
    expect(doubled.labels).toBe(9);
    expect(doubled.bind(twofold).expand(0, 4, 0)).toBe(2 * 11);
    expect([...twofold.ends]).toEqual([5, 8, 11, 11]);
    expect(doubled.actionsOf(twofold.labels[0] as number)).toEqual([0, 9]);
  });

  it('is code of several functions where there is much to do', () => {
    const many: Program = {
      ...locks,
      // Each closes the desk after another number of locks was taken, or in another mood: none does what another does.
      actions: Array.from({ length: 400 }, (_, action) => `action ${action}`),
      on: (store) => ({
        boot: () => {},
        act: (action) => {
          if (store.read(0, 0) !== action % 3) return { granted: false, note: 9 };
          store.write(0, 1, Math.floor(action / 3) % 3);
          if (store.read(2, 0) === Math.floor(action / 9) % 3) store.write(1, 0, Math.floor(action / 27) % 2);
          return { granted: true, note: 0 };
        },
        stateCases: [],
        stepCases: () => [],
      }),
    };
    const large = new CompiledSystem(trace(many));
    const small = batchArrays(large, 1, statesOf([2]), null);
    expect(large.labels).toBe(54);
    expect(large.bind(small).expand(0, 1, 0)).toBe(133);
    expect(small.ends[0]).toBe(18);
  });

  it('begins where its program begins', () => {
    expect(reachable(new OneByOne(system), 1)).toEqual([statesOf([])]);
  });

  it('leads nowhere where nothing is granted', () => {
    const idle = new CompiledSystem(trace({ ...locks, actions: [] }));
    const alone = batchArrays(idle, 1, statesOf([1, 1]), null);
    const still = idle.bind(alone);
    expect(still.expand(0, 1, 0)).toBe(0);
    expect(still.observe(0, 1)).toBe(2);
    expect(actionCalled('close')).toBe(8);
  });
});

describe('sleep sets', () => {
  it('leave out only what leads nowhere new: the same states are found, in the same order', () => {
    let skipped = 0;
    fc.assert(
      fc.property(randomProgram, (data) => {
        const system = new CompiledSystem(trace(programOf(data)));
        const { width, independence } = system;
        const { masks, before, independent } = independence;
        const expected = reachable(new OneByOne(system), 200);
        const fully = batchArrays(system, 1, new Int32Array(width), null);
        const whole = system.bind(fully);

        // A breadth-first search in which a state sleeps as it was first arrived at.
        const sleep = new Int32Array(masks);
        const arrays = batchArrays(system, 1, new Int32Array(width), sleep);
        const code = system.bind(arrays);
        const found = new Map<string, Int32Array>();
        const states: Int32Array[] = [];
        const arrive = (state: Int32Array, asleep: Int32Array): void => {
          if (found.has(state.join()) || states.length === expected.length) return;
          found.set(state.join(), asleep);
          states.push(state);
        };
        arrive(expected[0] as Int32Array, new Int32Array(masks));
        for (const state of states) {
          const asleep = found.get(state.join()) as Int32Array;
          arrays.states.set(state);
          sleep.set(asleep);
          const granted = code.expand(0, 1, 0);
          fully.states.set(state);
          expect(granted).toBe(whole.expand(0, 1, 0));
          const labels = [...fully.labels.subarray(0, fully.ends[0])];
          const awake = labels.filter((label) => (((asleep[label >>> 5] as number) >>> (label & 31)) & 1) === 0);
          const count = arrays.ends[0] as number;
          expect([...arrays.labels.subarray(0, count)]).toEqual(awake);
          skipped += labels.length - count;
          for (let place = 0; place < count; place++) {
            const label = arrays.labels[place] as number;
            const then = asleep.map(
              (mask, word) =>
                (mask | (before[label * masks + word] as number)) & (independent[label * masks + word] as number),
            );
            arrive(arrays.successors.slice(place * width, (place + 1) * width), then);
          }
        }
        expect(states).toEqual(expected);
      }),
      { numRuns: 150 },
    );
    expect(skipped).toBeGreaterThan(0);
  });
});
