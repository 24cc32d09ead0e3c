import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isPasid,
  ownerOf,
  pasidState,
  pasidWord,
  referencesOf,
  setRowOf,
  stateOf,
  tokenOf,
  typeOf,
} from '../../engine/pasid.ts';
import { hostSchema } from '../../spec/state.ts';

describe('the word of a host PASID', () => {
  it('holds its state, its references and its set', () => {
    const parts = fc.tuple(
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 0, max: 4096 }),
    );
    fc.assert(
      fc.property(parts, ([state, references, row]) => {
        const word = pasidWord(state, references, row);
        expect([stateOf(word), referencesOf(word), setRowOf(word)]).toEqual([state, references, row]);
      }),
    );
  });

  it('numbers the states as the specification does', () => {
    const { names } = hostSchema.ioasid.fields.state;
    expect(names).toEqual(['free', 'idle', 'active', 'free_pending']);
    expect(Object.values(pasidState)).toEqual([0, 1, 2, 3]);
  });
});

describe('a 64-bit number from user space', () => {
  it('is a PASID from 1 to 2^20 - 1', () => {
    expect([1, 2 ** 20 - 1].map((low) => isPasid(low, 0))).toEqual([true, true]);
    expect([0, 2 ** 20, -1].map((low) => isPasid(low, 0))).toEqual([false, false, false]);
  });

  it('is none when its high half is not 0', () => {
    expect([1, -1, 2 ** 31 - 1].map((high) => isPasid(5, high))).toEqual([false, false, false]);
  });
});

describe('the owner of a set', () => {
  it('is the kernel for type NULL and the VM that is the token for type MM', () => {
    const { names } = hostSchema.ioasidSet.fields.type;
    const told = (actor: number) => [names[typeOf(ownerOf(actor))], tokenOf(ownerOf(actor))];
    expect([told(0), told(1), told(1023)]).toEqual([
      ['NULL', 0],
      ['MM', 1],
      ['MM', 1023],
    ]);
  });
});
