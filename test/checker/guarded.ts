/** Random systems of guarded commands over small cells, whose independence follows from what each reads and writes. */
import fc from 'fast-check';
import type { Independence } from '../../checker/batch-system.ts';
import type { System } from '../../checker/system.ts';

/** Adds `add` to the cell `write`, modulo `VALUES`, when the cell `read` holds one of the values in the bit set `when`. */
export interface Guarded {
  readonly read: number;
  readonly when: number;
  readonly write: number;
  readonly add: number;
}

const CELLS = 6;
const VALUES = 3;

const cell = fc.nat(CELLS - 1);
/** Up to 70 commands, so that masks have up to three words. */
export const guardedCommands: fc.Arbitrary<Guarded[]> = fc
  .tuple(
    fc.array(
      fc.record({ read: cell, when: fc.integer({ min: 1, max: 7 }), write: cell, add: fc.integer({ min: 1, max: 2 }) }),
      {
        minLength: 1,
        maxLength: 14,
      },
    ),
    fc.constantFrom(1, 3, 5),
  )
  .map(([commands, times]) => Array.from({ length: times }, () => commands).flat());

/** The cells, each in a word of its own; a command's label is its place. Commands are tried from the last to the first. */
export function guardedSystem(commands: readonly Guarded[]): System {
  return {
    width: CELLS,
    initial(into) {
      const to = into.add(0);
      into.words.fill(0, to, to + CELLS);
    },
    expand(words, at, into) {
      for (const [label, { read, when, write, add }] of [...commands.entries()].reverse()) {
        if (((when >> (words[at + read] as number)) & 1) === 0) continue;
        const to = into.add(label);
        for (let i = 0; i < CELLS; i++) into.words[to + i] = words[at + i] as number;
        into.words[to + write] = ((words[at + write] as number) + add) % VALUES;
      }
    },
  };
}

/** Two commands are independent when neither writes what the other reads. Both add, so writing to the same cell is no conflict. */
export function independenceOf(commands: readonly Guarded[]): Independence {
  const masks = Math.ceil(commands.length / 32);
  const before = new Int32Array(commands.length * masks);
  const independent = new Int32Array(commands.length * masks);
  commands.forEach((one, label) => {
    commands.forEach((other, bit) => {
      const at = label * masks + (bit >> 5);
      if (bit > label) before[at] = (before[at] as number) | (1 << (bit & 31));
      if (one.write === other.read || other.write === one.read) return;
      independent[at] = (independent[at] as number) | (1 << (bit & 31));
    });
  });
  return { masks, before, independent };
}
