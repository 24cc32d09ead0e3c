import { describe, expect, it } from 'vitest';
import { defectMark, type Outcome, type Program } from '../../compile/program.ts';
import { type TracedProgram, trace } from '../../compile/traced.ts';
import { layoutOf } from '../../spec/schema/layout.ts';
import { NoSuchRow } from '../../spec/schema/view.ts';
import { enumeration, flag, table } from '../../spec/schema.ts';
import { actionCalled, locks, mark, note } from './locks.ts';
import { bounds } from './random-programs.ts';
import { leafOf } from './tree-value.ts';

/** Cells of the locks: the holders of d1 and d2 (0 none, else a VM), the mood, how many were taken, whether closed. */
const cells = (...codes: readonly number[]): Int32Array =>
  Int32Array.from({ length: 5 }, (_, cell) => codes[cell] ?? 0);

describe('a traced program', () => {
  const traced = trace(locks);
  const leaf = (action: string, ...codes: readonly number[]) =>
    leafOf(traced.actions[actionCalled(action)] as TracedProgram['actions'][number], cells(...codes));
  const outcome = (action: string, ...codes: readonly number[]) => traced.outcomes[leaf(action, ...codes).value];
  /** Whether some tree sought for a mark on an action (`null` for the state) is 1. */
  const seen = (of: number, action: string | null, ...codes: readonly number[]): boolean =>
    traced.sought
      .filter((each) => each.mark === of && each.action === (action === null ? -1 : actionCalled(action)))
      .some(({ tree }) => leafOf(tree, cells(...codes)).value === 1);

  it('has a tree for every action, with the outcome and what is written', () => {
    expect(outcome('take(vm1, d1)')).toEqual({ granted: true, note: note.taken });
    expect(leaf('take(vm1, d1)').writes).toEqual([
      { cell: 0, map: [1, 1, 1] },
      { cell: 2, map: [0, 0] },
      { cell: 3, map: [1, 1, 1] },
    ]);
    expect(leaf('take(vm1, d1)', 0, 2).writes).toEqual([
      { cell: 0, map: [1, 1, 1] },
      { cell: 2, map: [1, 1] },
      { cell: 3, map: [1, 1, 1] },
    ]);
    expect(leaf('close').writes).toEqual([
      { cell: 0, map: [0, 0, 2] },
      { cell: 1, map: [0, 0, 2] },
      { cell: 4, map: [1, 1] },
    ]);
  });

  it('is the same where it takes over what was traced before', () => {
    const tried: number[] = [];
    const counting: Program = {
      ...locks,
      on: (...stores) => {
        const run = locks.on(...stores);
        return {
          ...run,
          act: (action) => {
            tried.push(action);
            return run.act(action);
          },
        };
      },
    };
    const again = trace(counting, { traced, same: (action) => action > 1 });
    expect(new Set(tried)).toEqual(new Set([0, 1]));
    expect(again.actions).toEqual(traced.actions);
    expect(again.outcomes).toEqual(traced.outcomes);
    expect(again.sought).toEqual(traced.sought);
    expect(again.wrong).toEqual(traced.wrong);
  });

  it('says what refuses an action, and that nothing is written then', () => {
    expect(outcome('take(vm1, d1)', 2)).toEqual({ granted: false, note: note.isHeld });
    expect(outcome('take(vm1, d1)', 0, 0, 0, 0, 1)).toEqual({ granted: false, note: note.isClosed });
    expect(leaf('give(vm1, d1)', 2).writes).toEqual([]);
  });

  it('has no outcome where the range of a field is left, but the mark of a defect', () => {
    expect(outcome('take(vm1, d1)', 0, 0, 0, 2)).toBeNull();
    expect(leaf('take(vm1, d1)', 0, 0, 0, 2).writes).toEqual([]);
    expect(seen(defectMark(locks), 'take(vm1, d1)', 0, 0, 0, 2)).toBe(true);
    expect(seen(defectMark(locks), 'take(vm1, d1)', 0, 0, 0, 1)).toBe(false);
  });

  it('has a tree for every mark: of refusals, of steps and of states', () => {
    expect(seen(mark.isHeld, 'take(vm1, d1)', 2)).toBe(true);
    expect(seen(mark.isHeld, 'take(vm1, d1)')).toBe(false);
    expect(seen(mark.tookFirst, 'take(vm1, d1)')).toBe(true);
    expect(seen(mark.tookFirst, 'take(vm1, d1)', 0, 2)).toBe(false);
    expect(seen(mark.bothHeld, null, 1, 2)).toBe(true);
    expect(seen(mark.oneHolder, null, 1, 2)).toBe(false);
    expect(seen(mark.oneHolder, null, 2, 2)).toBe(true);
    expect(seen(mark.bothHeld, null, 2, 2)).toBe(true);
  });

  it('has one outcome for all leaves that answer alike', () => {
    const [first, ...others] = traced.outcomes.map((each) => JSON.stringify(each));
    expect(others).not.toContain(first);
    expect(new Set(traced.outcomes.map((each) => each?.note))).toEqual(new Set([...Object.values(note), undefined]));
    expect(traced.outcomes).toHaveLength(7);
  });

  it('leaves out trees of marks that are never seen', () => {
    const tookFirst = traced.sought.filter((each) => each.mark === mark.tookFirst).map(({ action }) => action);
    expect(tookFirst).toEqual([0, 1, 2, 3]);
  });

  it('knows which marks mean that something is wrong, a defect among them', () => {
    expect([...traced.wrong].toSorted()).toEqual([mark.oneHolder, defectMark(locks)]);
  });
});

describe('what can be traced', () => {
  const layout = layoutOf(
    { room: table(['device'], { lit: flag(), mood: enumeration('calm', 'busy', 'wild') }) },
    bounds,
  );
  type Act = (store: Parameters<Program['on']>[0]) => Outcome;
  const program = (act: Act): Program => ({
    layout,
    actions: ['light(d1)'],
    marks: [],
    refusalMark: () => null,
    on: (store) => ({ boot: () => {}, act: () => act(store), stateCases: [], stepCases: () => [] }),
  });

  it('does not write before it refuses', () => {
    const act: Act = (store) => {
      store.write(1, 2, 1);
      return { granted: store.read(0, 0) === 1, note: 0 };
    };
    expect(() => trace(program(act))).toThrow(
      'light(d1) cannot be traced: it writes room.mood and then refuses; decide before anything is written',
    );
  });

  it('may write what is there already and then refuse, since nothing has changed', () => {
    const act: Act = (store) => {
      store.replace(0, 1, 1, 0, 3);
      return { granted: false, note: 0 };
    };
    expect(() => trace(program(act))).not.toThrow();
  });

  it('does not depend on what is not state', () => {
    let times = 0;
    const act: Act = (store) => ({ granted: true, note: store.read(0, times++) });
    expect(() => trace(program(act))).toThrow(
      'light(d1) cannot be traced: the same answers do not lead to the same reads; let it read nothing but the state and its command',
    );
  });

  it('throws its own errors, which are no defects of the specification', () => {
    const act: Act = () => {
      throw new TypeError('a mistake in the program');
    };
    expect(() => trace(program(act))).toThrow(new TypeError('a mistake in the program'));
  });

  it('does not look at rows that are not there, even in states that nobody reaches', () => {
    const looking = (error: Error): Program => ({
      ...program(() => ({ granted: false, note: 0 })),
      on: () => {
        const look = () => {
          throw error;
        };
        return {
          boot: () => {},
          act: () => ({ granted: false, note: 0 }),
          stateCases: [{ look, met: 0, broken: null }],
          stepCases: () => [],
        };
      },
    });
    expect(() => trace(looking(new NoSuchRow('room', [3])))).toThrow(
      'the state cannot be traced: a case looks where nothing is: room has no row [3]; let it ask first',
    );
    expect(() => trace(looking(new TypeError('a mistake in the case')))).toThrow(
      new TypeError('a mistake in the case'),
    );
  });
});
