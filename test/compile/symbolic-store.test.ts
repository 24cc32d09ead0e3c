import { beforeEach, describe, expect, it } from 'vitest';
import { SymbolicStore, type Test } from '../../compile/symbolic-store.ts';
import { layoutOf } from '../../spec/schema/layout.ts';
import { counter, enumeration, flag, table } from '../../spec/schema.ts';
import { bounds } from './random-programs.ts';

/** Three lamps (cells 0 to 2) and a mood (cell 3). */
const layout = layoutOf(
  {
    lamp: table(['device'], { lit: flag() }),
    room: table([], { mood: enumeration('calm', 'busy', 'wild') }),
  },
  bounds,
);
const lit = 0;
const mood = 1;

let store: SymbolicStore;
let tests: Test[];

/** Gives these answers, by their places, to the tests that follow. */
const answering = (...places: readonly number[]): void => {
  const left = [...places];
  store.chooser = (test) => {
    tests.push(test);
    return left.shift() as number;
  };
};

beforeEach(() => {
  store = new SymbolicStore(layout);
  tests = [];
});

describe('a store that stands for many states', () => {
  it('asks what a cell holds, and only once', () => {
    answering(2);
    expect(store.read(mood, 0)).toBe(2);
    expect(store.read(mood, 0)).toBe(2);
    expect(tests).toEqual([{ kind: 'switch', literals: [{ cell: 3, codes: 0 }], answers: [1, 2, 4] }]);
  });

  it('knows what was written, and still asks for what was there before', () => {
    store.write(mood, 0, 1);
    expect(store.read(mood, 0)).toBe(1);
    expect(tests).toEqual([]);
    answering(0);
    expect(store.before.read(mood, 0)).toBe(0);
    expect(store.writes()).toEqual([{ cell: 3, map: [1, 1, 1] }]);
  });

  it('lists what was written in the order of the cells, and nothing that is as it was', () => {
    store.write(mood, 0, 2);
    store.replace(lit, 0, 1, 0, 2);
    store.replace(lit, 1, 1, 2, 3);
    expect(store.writes()).toEqual([
      { cell: 0, map: [1, 1] },
      { cell: 1, map: [1, 1] },
      { cell: 3, map: [2, 2, 2] },
    ]);
  });

  it('asks after a replacement only what can differ', () => {
    store.replace(mood, 0, 1, 0, 1);
    answering(1);
    expect(store.read(mood, 0)).toBe(2);
    expect(tests).toEqual([{ kind: 'switch', literals: [{ cell: 3, codes: 0 }], answers: [3, 4] }]);
    store.replace(mood, 2, 0, 0, 1);
    expect(store.writes()).toEqual([{ cell: 3, map: [1, 1, 0] }]);
  });

  it('forgets answers and writes when it goes back', () => {
    answering(1, 1, 0, 0);
    const start = store.mark();
    store.some(lit, 1, 0, 3);
    store.write(mood, 0, 1);
    store.write(mood, 0, 2);
    store.undo(start);
    expect(store.writes()).toEqual([]);
    expect(store.entangled(0)).toBe(false);
    expect(store.read(mood, 0)).toBe(1);
    expect(store.read(lit, 0)).toBe(0);
    expect(tests).toHaveLength(3);
  });

  it('asks whether it has changed, where that depends on what was there', () => {
    expect(store.changed()).toBe(false);
    store.write(mood, 0, 1);
    answering(1);
    expect(store.changed()).toBe(false);
    expect(tests).toEqual([{ kind: 'switch', literals: [{ cell: 3, codes: 5 }], answers: [5, 2] }]);
  });

  it('notes which cells are asked for, if somebody wants to know', () => {
    answering(0, 0);
    store.read(lit, 2);
    store.reads = new Set();
    store.some(lit, 1, 0, 2);
    store.write(mood, 0, 1);
    store.read(mood, 0);
    expect([...store.reads]).toEqual([0, 1, 3]);
  });

  it('does not let the state before a step be written', () => {
    expect(() => store.before.write(mood, 0, 1)).toThrow('the state before a step was written to');
    expect(() => store.before.replace(mood, 0, 1, 0, 1)).toThrow('the state before a step was written to');
  });

  it('refuses a field of more than 32 values by name', () => {
    const wide = layoutOf({ room: table([], { guests: counter(32) }) }, bounds);
    expect(() => new SymbolicStore(wide)).toThrow(
      'the state cannot be traced: room.guests has 33 values, and 32 are the most; set narrower bounds',
    );
    expect(() => new SymbolicStore(layoutOf({ room: table([], { guests: counter(31) }) }, bounds))).not.toThrow();
  });
});

describe('what is known of several cells', () => {
  it('is one test, and settles the last of them', () => {
    answering(1, 0, 0);
    expect(store.some(lit, 1, 0, 3)).toBe(true);
    expect(store.read(lit, 0)).toBe(0);
    expect(store.read(lit, 1)).toBe(0);
    expect(store.read(lit, 2)).toBe(1);
    expect(tests.map(({ kind, answers }) => [kind, answers])).toEqual([
      ['some', [0, 1]],
      ['switch', [1, 2]],
      ['switch', [1, 2]],
    ]);
  });

  it('settles all of them where none holds, or all do', () => {
    answering(0);
    expect(store.every(lit, [0], 0, 3)).toBe(true);
    expect([0, 1, 2].map((row) => store.read(lit, row))).toEqual([0, 0, 0]);
    expect(tests).toHaveLength(1);
  });

  it('is a number where they are counted', () => {
    answering(1, 0);
    expect(store.count(lit, 1, 0, 3)).toBe(1);
    expect(store.first(lit, 1, 0, 3)).toBe(0);
    expect(store.count(lit, 1, 0, 3)).toBe(1);
    expect(store.count(lit, 0, 0, 3)).toBe(2);
    expect(tests.map(({ kind, answers }) => [kind, answers])).toEqual([
      ['count', [0, 1, 2, 3]],
      ['switch', [2, 1]],
    ]);
  });

  it('counts what is known without asking', () => {
    store.write(lit, 0, 1);
    store.write(lit, 1, 1);
    answering(0);
    expect(store.count(lit, 1, 0, 3)).toBe(3);
    expect(store.count(lit, 1, 0, 3)).toBe(3);
    expect(tests).toEqual([{ kind: 'switch', literals: [{ cell: 2, codes: 2 }], answers: [2, 1] }]);
  });

  it('leaves open only what agrees with it, also where sets of cells overlap', () => {
    // One or two of three are lit, and exactly one of the first two.
    answering(1, 1, 0);
    expect(store.some(lit, 1, 0, 3)).toBe(true);
    expect(store.count(lit, 1, 0, 2)).toBe(1);
    // That all three are lit, or none, cannot be any more.
    expect(store.count(lit, 1, 0, 3)).toBe(1);
    expect(store.read(lit, 2)).toBe(0);
    expect(tests.map(({ kind, answers }) => [kind, answers])).toEqual([
      ['some', [0, 1]],
      ['count', [0, 1, 2]],
      ['count', [1, 2]],
    ]);
  });

  it('is given up by name where sets of cells overlap beyond all bounds', () => {
    const wide = layoutOf(
      { lamp: table(['device'], { colour: enumeration('red', 'green', 'blue', 'white') }) },
      { ...bounds, sizes: { ...bounds.sizes, device: 24 } },
    );
    const lamps = new SymbolicStore(wide);
    lamps.name = 'dim the lamps';
    lamps.chooser = ({ answers }) => Math.floor(answers.length / 2);
    const countAll = () => {
      for (const colour of [0, 1, 2, 3]) lamps.count(0, colour, 0, 24);
      for (let from = 0; from < 24; from++) lamps.some(0, from % 4, from, 24);
    };
    expect(countAll).toThrow(
      'dim the lamps cannot be traced: counts of lamp.colour and others overlap too much; count fewer rows at a time',
    );
  });
});
