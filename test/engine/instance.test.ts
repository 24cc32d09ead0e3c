import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodedWords } from '../../engine/encoding.ts';
import { FullHost } from '../../engine/host.ts';
import { spreadInjection } from '../../engine/injection.ts';
import { EngineInstance } from '../../engine/instance.ts';
import { type Command, commandOf, printAnswer, printCommand } from '../../spec/commands.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import { diffCells } from '../../spec/schema/print.ts';
import { viewOf } from '../../spec/schema/view.ts';
import { boot } from '../../spec/state.ts';
import { Topology } from '../../spec/topology.ts';
import { anyCommand, data, layout, SmallClass, SmallHost, topology, width } from './small-host.ts';

const fresh = () => new EngineInstance(topology, { Host: SmallClass });

const story = fc.array(anyCommand, { maxLength: 60 });
/** Stories that start with everything bound, so that most of their commands find something to do. */
const prelude = (instance: EngineInstance) => {
  const run = (command: object) => instance.execute(command as Command);
  run({ kind: 'ioasid_set_alloc', actor: 0, type: 2, token: 1, quota: 2 });
  run({ kind: 'ioasid_set_alloc', actor: 0, type: 2, token: 2, quota: 1 });
  run({ kind: 'ioasid_alloc', actor: 1, set: 1 });
  run({ kind: 'ioasid_alloc', actor: 2, set: 2 });
  run(commandOf('vfio_bind_gpasid', [1, 1, 1, null, 1]));
  run(commandOf('vfio_bind_gpasid', [2, 2, 2, 2, 3]));
};

function saved(instance: EngineInstance): Int32Array {
  const words = new Int32Array(width);
  instance.save(words, 0);
  expect(instance.stray()).toBe(0);
  return words;
}

function cellsOf(words: Int32Array): Int32Array {
  const store = new DenseStore(layout);
  store.unpack(words, 0);
  return store.cells.slice();
}

describe('an instance on an engine', () => {
  it('starts as the specification says a host does after boot, with sets from boot too', () => {
    const vms = [{ pasidSpace: 'identity' }, { pasidSpace: 'guest-owned', quota: 2 }] as const;
    for (const booted of [topology, new Topology({ ...data, vms })]) {
      const store = new DenseStore(layout);
      boot(booted, viewOf(layout, store));
      const instance = new EngineInstance(booted, { Host: SmallClass });
      expect(diffCells(layout, store.cells, cellsOf(saved(instance)))).toEqual([]);
    }
  });

  it('is full-size by default, and the story is the same there', () => {
    const large = new EngineInstance(topology);
    expect(large.host).toBeInstanceOf(FullHost);
    const small = fresh();
    prelude(small);
    prelude(large);
    fc.assert(
      fc.property(story, (commands) => {
        for (const command of commands) expect(large.execute(command)).toBe(small.execute(command));
        expect(saved(large)).toEqual(saved(small));
      }),
    );
  });

  it('reads back every state that it was loaded with', () => {
    const other = fresh();
    fc.assert(
      fc.property(story, (commands) => {
        const instance = fresh();
        prelude(instance);
        for (const command of commands) instance.execute(command);
        const state = saved(instance);
        other.load(state, 0);
        expect(saved(other)).toEqual(state);
      }),
    );
  });

  it('goes on from a loaded state as from the same state reached by commands', () => {
    const loaded = fresh();
    fc.assert(
      fc.property(fc.boolean(), story, story, (bound, first, then) => {
        const replayed = fresh();
        if (bound) prelude(replayed);
        for (const command of first) replayed.execute(command);
        loaded.load(saved(replayed), 0);
        for (const command of then) {
          const answers = [loaded, replayed].map((instance) => printAnswer(command, instance.execute(command)));
          expect(answers[0], printCommand(command)).toBe(answers[1]);
          expect(diffCells(layout, cellsOf(saved(loaded)), cellsOf(saved(replayed)))).toEqual([]);
        }
      }),
    );
  });

  it('changes nothing when it refuses', () => {
    const instance = fresh();
    prelude(instance);
    fc.assert(
      fc.property(story, (commands) => {
        for (const command of commands) {
          const before = saved(instance);
          if (instance.execute(command) < 0) expect(saved(instance)).toEqual(before);
        }
      }),
    );
  });

  it('knows, without reading its state out, whether it is still the one that was loaded', () => {
    const loaded = fresh();
    expect(loaded.isUntouched()).toBe(false);
    fc.assert(
      fc.property(fc.boolean(), story, story, (bound, first, then) => {
        const replayed = fresh();
        if (bound) prelude(replayed);
        for (const command of first) replayed.execute(command);
        const state = saved(replayed);
        loaded.load(state, 0);
        expect(loaded.isUntouched()).toBe(true);
        for (const command of then) {
          loaded.execute(command);
          expect(loaded.isUntouched(), printCommand(command)).toBe(saved(loaded).join() === state.join());
        }
      }),
    );
  });

  it('notices a key of the instance that is added without being counted', () => {
    const instance = fresh();
    instance.load(saved(instance), 0);
    const { regions } = SmallClass;
    const { words } = instance.host;
    const counts = [regions.tables.count, regions.entries];
    const before = counts.map((count) => words[count] as number);
    const { device, pasid } = spreadInjection(topology.sizes, regions.geometry);
    instance.host.setEntry(device[1] as number, pasid[2] as number, 1, 0);
    counts.forEach((count, place) => {
      words[count] = before[place] as number;
    });
    expect(instance.isUntouched()).toBe(false);
  });

  it('notices what is added outside the instance', () => {
    const instance = fresh();
    instance.load(saved(instance), 0);
    instance.host.setEntry(40, 40, 1, 0);
    expect(instance.isUntouched()).toBe(false);
  });

  it('tells each cell, and how many are not at their default, as the whole state does', () => {
    const loaded = fresh();
    fc.assert(
      fc.property(fc.boolean(), story, (bound, commands) => {
        const replayed = fresh();
        if (bound) prelude(replayed);
        for (const command of commands) replayed.execute(command);
        const state = saved(replayed);
        loaded.load(state, 0);
        const cells = cellsOf(state);
        for (const { number, rows, offset } of layout.columns) {
          const column = [...cells.subarray(offset, offset + rows)];
          for (const instance of [replayed, loaded]) {
            expect(column.map((_, row) => instance.cell(number, row))).toEqual(column);
            expect(instance.occupied(number)).toBe(column.filter((code) => code !== 0).length);
          }
        }
      }),
    );
  });

  it('takes and gives words from anywhere in an array', () => {
    const instance = fresh();
    prelude(instance);
    const state = saved(instance);
    const words = new Int32Array(2 * width + 1).fill(-1);
    instance.save(words, 1);
    expect([...words]).toEqual([-1, ...state, ...Array(width).fill(-1)]);
    const other = fresh();
    other.load(words, 1);
    expect(saved(other)).toEqual(state);
  });

  it('issues commands that were encoded anywhere in an array', () => {
    const instance = fresh();
    const encoded = new Int32Array(2 * encodedWords);
    const alloc = { kind: 'ioasid_alloc', actor: 0, set: 0 } as Command;
    instance.encode(alloc, encoded, encodedWords);
    expect([instance.issue(encoded, encodedWords), instance.issue(encoded, encodedWords)]).toEqual([1, -28]);
  });
});

describe('a state that no commands reach', () => {
  it('is loaded as far as it goes, and whatever follows ends', () => {
    const anyState = fc.array(fc.nat(), { minLength: layout.cells, maxLength: layout.cells }).map((codes) => {
      const store = new DenseStore(layout);
      for (const { offset, rows, max } of layout.columns) {
        for (let cell = offset; cell < offset + rows; cell++) store.cells[cell] = (codes[cell] as number) % (max + 1);
      }
      const words = new Int32Array(width);
      store.pack(words, 0);
      return words;
    });
    const instance = fresh();
    fc.assert(
      fc.property(anyState, story, (state, commands) => {
        instance.load(state, 0);
        for (const command of commands) expect(Number.isInteger(instance.execute(command))).toBe(true);
        instance.save(new Int32Array(width), 0);
      }),
    );
    const before = new SmallHost({ Host: SmallClass });
    instance.load(saved(before.instance), 0);
    expect(saved(instance)).toEqual(saved(fresh()));
  });
});
