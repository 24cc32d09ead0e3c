import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchArrays } from '../../checker/batch-arrays.ts';
import { BatchTable } from '../../checker/batch-table.ts';
import { StateLog } from '../../checker/state-log.ts';
import type { TableKind } from '../../checker/table-source.ts';
import { grid } from './small-systems.ts';

const KINDS: readonly TableKind[] = ['index', 'inline', 'fingerprint'];
/** States that one call adds here. */
const PORTION = 64;

/** A table of `kind` over an empty log, with room for portions of 64 states. */
function emptyTable(kind: TableKind, width: number, slots: number) {
  const log = new StateLog(width, 2 ** 18, undefined);
  const arrays = batchArrays({ ...grid(1, 1), width, branching: PORTION }, 1, log.states, null);
  return { log, arrays, table: new BatchTable(kind, slots, log, arrays, undefined) };
}

/** Adds `states` in portions, as a search does. */
function addAll({ log, arrays, table }: ReturnType<typeof emptyTable>, states: readonly (readonly number[])[]): void {
  for (let from = 0; from < states.length; from += PORTION) {
    const portion = states.slice(from, from + PORTION);
    table.reserve(log.size + portion.length);
    arrays.successors.set(portion.flat());
    arrays.ends[0] = portion.length;
    table.code.locate(portion.length);
    log.size = table.code.insert(1, -1, log.size, log.room, 0, 0);
    expect(table.code.looked()).toBe(portion.length);
  }
}

/** The states of the log, in order. */
function statesOf({ log }: ReturnType<typeof emptyTable>): number[][] {
  return Array.from({ length: log.size }, (_, i) => [...log.states.subarray(i * log.width, (i + 1) * log.width)]);
}

/** `states` without those that came before. */
function firstOccurrences(states: readonly (readonly number[])[]): number[][] {
  return [...new Map(states.map((state) => [JSON.stringify(state), [...state]])).values()];
}

const word = fc.oneof(fc.constantFrom(0, 1, -1, 2 ** 31 - 1, -(2 ** 31)), fc.integer());
const sequences = fc
  .integer({ min: 1, max: 16 })
  .chain((width) => fc.array(fc.array(word, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 90 }));

for (const kind of KINDS) {
  describe(`a table of kind ${kind}`, () => {
    it('keeps each state once, in the order in which they come, though it is nearly full', () => {
      fc.assert(
        fc.property(sequences, (states) => {
          const filled = emptyTable(kind, (states[0] as number[]).length, 128);
          addAll(filled, [...states, ...states]);
          const kept = statesOf(filled);
          expect(kept).toEqual(firstOccurrences(states.map((state) => state.map((value) => value | 0))));
          expect(filled.table.slots).toBe(128);
        }),
      );
    });

    it('has room for the state of zeros where others stand already', () => {
      for (let seed = 1; seed <= 20; seed++) {
        const states = Array.from({ length: 100 }, (_, i) => [seed, i]);
        const filled = emptyTable(kind, 2, 128);
        addAll(filled, [...states, [0, 0], ...states, [0, 0]]);
        expect(statesOf(filled)).toEqual([...states, [0, 0]]);
      }
    });

    it('finds each of 200,000 states again after it has grown twice, the one of zeros too', () => {
      const filled = emptyTable(kind, 2, 2 ** 18);
      const states = Array.from({ length: 200_000 }, (_, number) => [number % 512, (number >> 9) << 20]);
      addAll(filled, states);
      expect(filled.log.size).toBe(200_000);
      expect(filled.table.slots).toBe(2 ** 18);
      addAll(filled, states);
      expect(filled.log.size).toBe(200_000);
    });
  });
}

describe('the slots of a table', () => {
  it('take one word for an index, two for a fingerprint, and a whole state inline', () => {
    expect(KINDS.map((kind) => emptyTable(kind, 5, 16).table.bytes)).toEqual([16 * 4, 16 * 20, 16 * 8]);
  });

  it('are 2^15 at first if there is room, and at most as many as there is room for', () => {
    const { table } = emptyTable('index', 1, 2 ** 17);
    expect([table.slots, table.room]).toEqual([2 ** 15, Math.floor(2 ** 17 * 0.8)]);
    table.reserve(2 ** 16);
    expect(table.slots).toBe(2 ** 17);
    table.reserve(2 ** 20);
    expect(table.slots).toBe(2 ** 17);
    expect(emptyTable('index', 1, 256).table.slots).toBe(256);
  });

  it('grow eightfold while they are few and double when they are many', () => {
    const { table } = emptyTable('index', 1, 2 ** 22);
    table.reserve(60_000);
    expect(table.slots).toBe(2 ** 18);
    table.reserve(900_000);
    expect(table.slots).toBe(2 ** 21);
    table.reserve(1_700_000);
    expect(table.slots).toBe(2 ** 22);
  });
});
