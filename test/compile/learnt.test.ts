import { beforeEach, describe, expect, it } from 'vitest';
import { LearntProgram } from '../../compile/learnt.ts';
import { actionCalled, locks, mark, note } from './locks.ts';

let learnt: LearntProgram;
/** Takes the state with these cells: the holders of d1 and d2, the mood, how many were taken, whether closed. */
const at = (...codes: readonly number[]): Int32Array => {
  learnt.store.cells.fill(0);
  learnt.store.cells.set(codes);
  const words = new Int32Array(learnt.width);
  learnt.store.pack(words, 0);
  return words;
};
const take = (action: string) => learnt.take(actionCalled(action));
/** The cells after an action. */
const cellsAfter = (action: string, ...codes: readonly number[]): number[] => {
  const words = at(...codes);
  const next = new Int32Array(learnt.width + 1);
  learnt.after(take(action), words, 0, next, 1);
  learnt.store.unpack(next, 1);
  return [...learnt.store.cells];
};

beforeEach(() => {
  learnt = new LearntProgram(locks);
});

describe('a program that remembers', () => {
  it('runs each way through an action once', () => {
    at();
    expect(take('take(vm1, d1)')).toMatchObject({
      outcome: { granted: true, note: note.taken },
      moved: [],
      marks: [mark.tookFirst],
    });
    const { runs } = learnt;
    at(0, 0, 1);
    expect(take('take(vm1, d1)').outcome.note).toBe(note.taken);
    expect(learnt.runs).toBe(runs);
    at(2);
    expect(take('take(vm1, d1)')).toMatchObject({
      outcome: { granted: false, note: note.isHeld },
      marks: [mark.isHeld],
    });
    expect(learnt.runs).toBe(runs + 1);
  });

  it('names the cells by which a way is told from others', () => {
    at(0, 0, 0, 0, 1);
    expect(take('take(vm1, d1)').asked).toEqual([4]);
    at(2);
    expect(take('take(vm1, d1)').asked).toEqual([4, 0]);
  });

  it('writes what is always the same, and maps what is not', () => {
    expect(cellsAfter('take(vm2, d1)', 0, 0, 1, 0)).toEqual([2, 0, 0, 1, 0]);
    expect(cellsAfter('take(vm2, d2)', 1, 0, 0, 1)).toEqual([1, 2, 1, 2, 0]);
    expect(cellsAfter('close', 1, 2, 1, 2)).toEqual([0, 2, 1, 2, 1]);
    expect(cellsAfter('close', 2, 1, 1, 2)).toEqual([2, 0, 1, 2, 1]);
  });

  it('knows what there is to see in a state, in each of its cases', () => {
    const seen = (...codes: readonly number[]): number[] => {
      const marks: number[] = [];
      at(...codes);
      learnt.look((each) => marks.push(each));
      return marks;
    };
    expect(seen(1, 0)).toEqual([]);
    expect(seen(1, 2)).toEqual([mark.bothHeld, mark.bothHeld]);
    expect(seen(2, 2)).toEqual([mark.bothHeld, mark.bothHeld, mark.oneHolder]);
    const { runs } = learnt;
    expect(seen(2, 2, 1, 1)).toEqual([mark.bothHeld, mark.bothHeld, mark.oneHolder]);
    expect(learnt.runs).toBe(runs);
  });

  it('throws what the program throws, each time', () => {
    at(0, 0, 0, 2);
    expect(() => take('take(vm1, d1)')).toThrow('desk.taken (counter) cannot hold 3');
    expect(() => take('take(vm1, d1)')).toThrow('desk.taken (counter) cannot hold 3');
    at(0, 0, 0, 1);
    expect(take('take(vm1, d1)').outcome.granted).toBe(true);
  });

  it('does not remember what changes something and is refused', () => {
    const hasty = new LearntProgram({
      ...locks,
      on: (store) => ({
        boot: () => {},
        act: () => {
          store.write(1, 0, 1);
          return { granted: false, note: 0 };
        },
        stateCases: [],
        stepCases: () => [],
      }),
    });
    expect(() => hasty.take(0)).toThrow(
      'take(vm1, d1) cannot be traced: it writes desk.mood and then refuses; decide before anything is written',
    );
  });
});
