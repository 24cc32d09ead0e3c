/** An action on cells as code over packed words: from the words `v0`, `v1`, … those of the image, in the same variables. */
import type { Packing } from '../../spec/schema/layout.ts';
import type { CellAction } from '../../spec/schema/permute.ts';
import { type BitMove, gathered, shifted } from './moves.ts';
import { bitsOf, widthOf } from './signature.ts';

const name = (word: number): string => `v${word}`;

/**
 * For each bit of a code the bit that it becomes, where renaming only moves bits (as when 1 and 2 change places);
 * null where it does not.
 */
function bitsMoved(map: readonly number[], width: number): readonly number[] | null {
  const images = Array.from({ length: width }, (_, bit) => map[1 << bit] as number);
  const agrees = map.every(
    (to, from) => to === images.reduce((all, image, bit) => (((from >>> bit) & 1) === 1 ? all | image : all), 0),
  );
  const bits = images.map((image) => 31 - Math.clz32(image));
  return agrees && new Set(bits).size === width && images.every((image) => (image & (image - 1)) === 0) ? bits : null;
}

/** Statements. */
export function imageCode(packing: Packing, { to, codes }: CellAction): string {
  const moves: BitMove[] = [];
  const terms = new Map<number, string[]>();
  to.forEach((target, cell) => {
    const { mask, ...from } = bitsOf(packing, cell);
    const image = bitsOf(packing, target);
    const map = codes[cell] ?? null;
    const width = widthOf(mask);
    const bits = map === null ? null : bitsMoved(map, width);
    if (map === null) moves.push({ from, to: image, mask });
    else if (bits !== null) {
      bits.forEach((after, bit) => {
        const at = { word: image.word, shift: image.shift + after };
        moves.push({ from: { word: from.word, shift: from.shift + bit }, to: at, mask: 1 });
      });
    } else {
      const code = `(${shifted(name(from.word), -from.shift)} & ${mask})`;
      const cases = map.flatMap((after, before) => (after === before ? [] : [`${code} === ${before} ? ${after} : `]));
      terms.set(image.word, [
        ...(terms.get(image.word) ?? []),
        `(${shifted(`(${cases.join('')}${code})`, image.shift)})`,
      ]);
    }
  });
  for (const [word, each] of gathered(moves, name)) terms.set(word, [...(terms.get(word) ?? []), ...each]);
  const images = [...terms].map(([word, each]) => `const n${word} = ${each.join(' | ')};\n`);
  const kept = [...terms.keys()].map((word) => `v${word} = n${word};`);
  return `${images.join('')}${kept.join(' ')}\n`;
}
