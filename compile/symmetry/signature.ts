/**
 * How a member of a class is written as a few integers: its own cells, and by which references it is named. Members
 * with equal signatures are equal, so that sorting members by signature gives one state for all their arrangements.
 */
import type { Packing } from '../../spec/schema/layout.ts';
import type { Members } from './members.ts';
import type { BitPlace } from './moves.ts';

/** Cells that name members and can be exchanged with each other; a reference by itself is a bag of one. */
export type Bag = readonly number[];

/** A place of bits, and as many ones as there are. */
export type Bits = BitPlace & { readonly mask: number };

/** Bits of a part: one fewer than a word has, so that parts are not negative and differences do not overflow. */
const partBits = 31;
/** Bits of the code of a member: they are the lowest of part 0, which is compared last. */
export const codeBits = 3;

export const widthOf = (mask: number): number => 32 - Math.clz32(mask);

/** Where a bag is counted: how often it names code `c` stands `bits` wide at `shift + bits * c` of a word of counts. */
export interface Lane {
  readonly bag: Bag;
  readonly bits: number;
  readonly shift: number;
}

/** Lanes of the same width, in one word of counts. */
export interface Counts {
  readonly bits: number;
  readonly lanes: readonly Lane[];
  /** Where the counts of a member, shifted down by its code, stand in its signature. */
  readonly at: BitPlace;
}

export interface Signature {
  /** Number of parts. */
  readonly parts: number;
  /** Where each own cell of a member stands, in the order of its block. */
  readonly own: readonly BitPlace[];
  readonly counts: readonly Counts[];
}

export function bitsOf({ word, shift, mask }: Packing, cell: number): Bits {
  return { word: word[cell] as number, shift: shift[cell] as number, mask: mask[cell] as number };
}

/** Room in the parts, first come, first served. */
class Room {
  readonly #ends: number[];

  constructor(reserved: number) {
    this.#ends = [reserved];
  }

  get parts(): number {
    return this.#ends.length;
  }

  take(width: number): BitPlace {
    const found = this.#ends.findIndex((end) => end + width <= partBits);
    const word = found < 0 ? this.#ends.push(0) - 1 : found;
    const shift = this.#ends[word] as number;
    this.#ends[word] = shift + width;
    return { word, shift };
  }
}

/** The cells of a member keep their distances as far as there is room, so that they are moved together. */
function placeOwn(packing: Packing, block: readonly number[], room: Room): readonly BitPlace[] {
  const places = new Map<number, BitPlace>();
  const sorted = block
    .map((cell) => ({ cell, ...bitsOf(packing, cell) }))
    .toSorted((one, other) => one.word - other.word || one.shift - other.shift);
  while (sorted.length > 0) {
    const { word, shift: low } = sorted[0] as Bits;
    const apart = sorted.findIndex((each) => each.word !== word || each.shift + widthOf(each.mask) - low > partBits);
    const together = sorted.splice(0, apart < 0 ? sorted.length : apart);
    const last = together.at(-1) as Bits;
    const at = room.take(last.shift + widthOf(last.mask) - low);
    for (const { cell, shift } of together) places.set(cell, { word: at.word, shift: at.shift + shift - low });
  }
  return block.map((cell) => places.get(cell) as BitPlace);
}

function placeCounts(bags: readonly Bag[], codes: number, room: Room): readonly Counts[] {
  const open: { readonly bits: number; readonly lanes: Lane[] }[] = [];
  for (const bag of bags) {
    const bits = widthOf(bag.length);
    const fits = ({ lanes }: { lanes: readonly Lane[] }): boolean => (lanes.length + 1) * bits * codes <= 32;
    const known = open.find((each) => each.bits === bits && fits(each));
    const counts = known ?? { bits, lanes: [] };
    if (known === undefined) open.push(counts);
    counts.lanes.push({ bag, bits, shift: counts.lanes.length * bits * codes });
  }
  return open.map(({ bits, lanes }) => ({ bits, lanes, at: room.take((lanes.at(-1) as Lane).shift + bits) }));
}

/**
 * @param bags all references, each in one bag.
 * @param codes how many codes a reference can hold.
 */
export function signatureOf(packing: Packing, { blocks }: Members, bags: readonly Bag[], codes: number): Signature {
  const room = new Room(bags.length > 0 ? codeBits : 0);
  const own = placeOwn(packing, blocks[0] as readonly number[], room);
  const counts = placeCounts(bags, codes, room);
  return { parts: room.parts, own, counts };
}
