/** Bits of words that go elsewhere, as expressions: those that move by the same distance move at once. */

/** A place of bits: which word, and how far from its lowest bit. */
export interface BitPlace {
  readonly word: number;
  readonly shift: number;
}

/** Bits that go from one place to another. */
export interface BitMove {
  readonly from: BitPlace;
  readonly to: BitPlace;
  /** As many ones as there are bits. */
  readonly mask: number;
}

/** `(v & mask) << by`, or to the right where `by` is negative. */
export const shifted = (value: string, by: number): string =>
  by === 0 ? value : by > 0 ? `${value} << ${by}` : `${value} >>> ${-by}`;

/**
 * The words that bits come together to, as terms to be joined by `|`.
 *
 * @param name the variable of a word that bits come from.
 */
export function gathered(
  moves: readonly BitMove[],
  name: (word: number) => string,
): ReadonlyMap<number, readonly string[]> {
  const masks = new Map<string, { readonly move: BitMove; mask: number }>();
  for (const move of moves) {
    const { from, to, mask } = move;
    const key = `${from.word} ${to.word} ${to.shift - from.shift}`;
    const known = masks.get(key) ?? { move, mask: 0 };
    known.mask |= mask << from.shift;
    masks.set(key, known);
  }
  const terms = new Map<number, string[]>();
  for (const { move, mask } of masks.values()) {
    const { from, to } = move;
    const term = `(${shifted(`(${name(from.word)} & ${mask})`, to.shift - from.shift)})`;
    terms.set(to.word, [...(terms.get(to.word) ?? []), term]);
  }
  return terms;
}
