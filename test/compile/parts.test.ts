import { describe, expect, it } from 'vitest';
import { CompiledSystem } from '../../compile/compiled-system.ts';
import type { Case, Program } from '../../compile/program.ts';
import { sight } from '../../compile/program.ts';
import { trace, traceWhole } from '../../compile/traced.ts';
import type { Tree } from '../../compile/tree.ts';
import type { Store } from '../../spec/schema/store.ts';
import { enumeration, flag, table } from '../../spec/schema.ts';
import { behaviour } from './behaviour.ts';
import { OneByOne } from './one-by-one.ts';
import { PlainSystem } from './plain-system.ts';
import { toyLayout } from './symmetry/toy.ts';
import { leafOf } from './tree-value.ts';

const rooms = 9;
const mood = enumeration('calm', 'busy', 'wild', 'late');
const layout = toyLayout({ room: table(['device'], { lit: flag(), warm: flag(), mood }) }, { device: rooms });
const column = { lit: 0, warm: 1, mood: 2 } as const;
const all = Array.from({ length: rooms }, (_, room) => room);

type Effect = (store: Store) => boolean;

/** A calm room is left dark and cold; a busy one is calm. */
const closeRoom =
  (room: number): Effect =>
  (store) => {
    const held = store.read(column.mood, room);
    if (held === 0) {
      store.write(column.lit, room, 0);
      store.write(column.warm, room, 0);
    }
    if (held === 1) store.write(column.mood, room, 0);
    return true;
  };

/** One action, which is granted as long as the first room is lit. */
function house(effects: readonly Effect[], look: (store: Store, changed: () => boolean) => boolean): Program {
  return {
    layout,
    actions: ['close'],
    marks: ['dark'],
    refusalMark: () => null,
    on: (store, _before, changed) => {
      const decide = () => ({ granted: store.read(column.lit, 0) === 1, note: 0 });
      const dark: Case = { look: () => (look(store, changed) ? sight.met : sight.nothing), met: 0, broken: null };
      return {
        boot: () => store.write(column.lit, 0, 1),
        act: () => {
          const outcome = decide();
          if (outcome.granted) for (const effect of effects) effect(store);
          return outcome;
        },
        inParts: { decide, effects: () => effects.map((effect) => () => effect(store)) },
        stateCases: [],
        stepCases: (_, { granted }) => (granted ? [dark] : []),
      };
    },
  };
}

const isDark = (store: Store): boolean => !store.some(column.lit, 1, 0, rooms);

describe('an action of too many ways to be traced as one', () => {
  const program = house(all.map(closeRoom), isDark);

  it('is traced effect by effect, and what changes alike is one part', () => {
    const { actions, parts } = trace(program);
    expect(actions[0]).toMatchObject({ kind: 'switch', cell: 0 });
    expect(parts[0]).toHaveLength(rooms + 1);
    const [rest, calm] = parts[0] as unknown as [{ cell: number; branches: { codes: number; next: object }[] }, object];
    expect(rest).toMatchObject({ kind: 'switch', cell: 2 * rooms });
    expect(rest.branches).toMatchObject([
      { codes: 1, next: { value: 1, writes: [{ cell: 0 }, { cell: rooms }] } },
      { codes: 14, next: { value: 0 } },
    ]);
    // What a room held decides what it comes to hold: that is a write and no test.
    expect(calm).toMatchObject({ kind: 'leaf', value: 1, writes: { length: rooms } });
    expect(calm).toMatchObject({ writes: { 0: { cell: 2 * rooms, map: [0, 0, 2, 3] } } });
  });

  it('does what it does as it is written, and shows the same', () => {
    const plain = new PlainSystem(program);
    const compiled = new OneByOne(new CompiledSystem(trace(program)));
    for (let lit = 0; lit < 1 << rooms; lit += 7) {
      const words = new Int32Array(plain.width);
      words[0] = lit | ((lit * 2654435761) & 0x7ffffe00);
      const { generated: _, ...expected } = behaviour(plain, words);
      expect(behaviour(compiled, words)).toMatchObject(expected);
    }
  });

  it('has parts of its own where it is taken over from what was traced before', () => {
    const traced = trace(program);
    expect(trace(program, { traced, same: () => true }).parts).toEqual(traced.parts);
  });

  it('can be asked whether it has changed anything', () => {
    const [seen] = trace(house(all.map(closeRoom), (_, changed) => changed())).sought;
    const changes = (lit: number, mood0: number): number => {
      const cells = new Int32Array(layout.cells);
      cells[0] = lit;
      cells.fill(2, 2 * rooms);
      cells[2 * rooms] = mood0;
      return leafOf(seen?.tree as Tree, cells).value;
    };
    expect([changes(1, 0), changes(1, 1), changes(1, 2), changes(0, 1)]).toEqual([1, 1, 0, 0]);
  });

  it('is refused by who needs all its ways', () => {
    expect(() => traceWhole(program)).toThrow('close cannot be traced: it has more than 4096 paths, most by room.mood');
  });

  it('is refused if one of its effects has as many by itself', () => {
    const atOnce: Effect = (store) => all.every((room) => closeRoom(room)(store));
    expect(() => trace(house([atOnce], isDark))).toThrow('close cannot be traced: it has more than 4096 paths');
  });

  it('is refused if one of its effects may fail', () => {
    const busy: Effect = (store) => store.read(column.mood, 0) !== 2;
    expect(() => trace(house([...all.map(closeRoom), busy], isDark))).toThrow(
      'close cannot be traced: it has too many ways as one, and an effect of it may fail; bound it more narrowly',
    );
  });

  it('throws its own errors, which are no defects of the specification', () => {
    const mistaken: Effect = (store) => {
      if (store.read(column.mood, 0) === 3) throw new TypeError('a mistake in the program');
      return true;
    };
    // As one it has too many ways before it comes there.
    expect(() => trace(house([...all.toReversed().map(closeRoom), mistaken], isDark))).toThrow(TypeError);
  });
});
