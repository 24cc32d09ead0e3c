/** Sorting the members of a class as code over the words `w0`, `w1`, … of a packed state. */
import type { Packing } from '../../spec/schema/layout.ts';
import type { Members } from './members.ts';
import { type BitMove, gathered, shifted } from './moves.ts';
import {
  type Bag,
  type Bits,
  bitsOf,
  type Counts,
  codeBits,
  type Lane,
  type Signature,
  signatureOf,
} from './signature.ts';

const codeMask = (1 << codeBits) - 1;
/** Bits of one entry in the table of new codes. */
const entryBits = 4;

/** Part of the signature of a member. */
const partName = (member: number, part: number): string => `s${member}_${part}`;
const wordName = (word: number): string => `w${word}`;

/** The value of some bits of a word. */
const held = ({ word, shift, mask }: Bits): string => `(${shifted(`w${word}`, -shift)} & ${mask})`;

export class SortCode {
  readonly #packing: Packing;
  readonly #members: Members;
  /** Of more than one reference. */
  readonly #bags: readonly Bag[];
  readonly #codes: number;
  readonly #signature: Signature;

  /** @param bags those references that can be exchanged with each other. */
  constructor(packing: Packing, members: Members, bags: readonly Bag[]) {
    const { references } = members;
    const inBags = new Set(bags.flat());
    const single = references.filter((cell) => !inBags.has(cell)).map((cell) => [cell]);
    this.#packing = packing;
    this.#members = members;
    this.#bags = bags;
    this.#codes = references.reduce((most, cell) => Math.max(most, bitsOf(packing, cell).mask), 0) + 1;
    this.#signature = signatureOf(packing, members, [...single, ...bags], this.#codes);
  }

  /** Statements that bring the words into order. */
  get statements(): string {
    const { blocks } = this.#members;
    const last = blocks.length - 1;
    const signatures = blocks.map((_, member) => this.#sign(member));
    const swaps = blocks.flatMap((_, round) => blocks.slice(0, last - round).map((__, member) => this.#order(member)));
    return `{\n${this.#count()}${signatures.join('')}${swaps.join('')}${this.#moveOwn()}${this.#rename()}${this.#sortBags()}}\n`;
  }

  get #parts(): readonly number[] {
    return Array.from({ length: this.#signature.parts }, (_, part) => part);
  }

  /** The words of counts: how often each bag names each code. */
  #count(): string {
    const one = (cell: number, { bits, shift }: Lane): string => {
      const code = held(bitsOf(this.#packing, cell));
      return `(1 << ${shift} + ${bits === 1 ? code : `${bits} * ${code}`})`;
    };
    const sum = ({ lanes }: Counts): string =>
      lanes
        .map((lane) => lane.bag.map((cell) => one(cell, lane)).reduce((all, next) => `(${all} + ${next} | 0)`))
        .join(' | ');
    return this.#signature.counts.map((counts, at) => `const c${at} = ${sum(counts)};\n`).join('');
  }

  /** The signature of a member, as variables. */
  #sign(member: number): string {
    const { own, counts } = this.#signature;
    const block = this.#members.blocks[member] as readonly number[];
    const moves = block.map((cell, place): BitMove => {
      const { mask, ...from } = bitsOf(this.#packing, cell);
      return { from, to: own[place] as BitMove['to'], mask };
    });
    const terms = gathered(moves, wordName);
    return this.#parts
      .map((part) => {
        const code = part === 0 && counts.length > 0 ? [`${this.#members.codes[member]}`] : [];
        const named = counts.flatMap(({ bits, lanes, at }, place) => {
          if (at.word !== part) return [];
          const mask = lanes.reduce((all, { shift }) => all | (((1 << bits) - 1) << shift), 0);
          const down = shifted(`c${place}`, -bits * (this.#members.codes[member] as number));
          return [`(${shifted(`(${down} & ${mask})`, at.shift)})`];
        });
        return `let ${partName(member, part)} = ${[...(terms.get(part) ?? []), ...named, ...code].join(' | ')};\n`;
      })
      .join('');
  }

  /** Puts a member and the next in order. The last part counts most. */
  #order(member: number): string {
    const names = this.#parts.map((part) => [partName(member, part), partName(member + 1, part)] as const);
    const [only, ...others] = names as [readonly [string, string]];
    if (others.length === 0) {
      const [one, other] = only;
      return `t = (${one} ^ ${other}) & (${other} - ${one} >> 31); ${one} = ${one} ^ t; ${other} = ${other} ^ t;\n`;
    }
    const greater = names.reduce(
      (lower, [one, other]) =>
        lower === '' ? `${one} > ${other}` : `${one} > ${other} || ${one} === ${other} && (${lower})`,
      '',
    );
    const swap = names.map(([one, other]) => `t = ${one}; ${one} = ${other}; ${other} = t;`).join(' ');
    return `if (${greater}) { ${swap} }\n`;
  }

  /** The own cells of all members, from their signatures. */
  #moveOwn(): string {
    const { blocks } = this.#members;
    const { own } = this.#signature;
    const cleared = new Map<number, number>();
    const terms = new Map<number, string[]>();
    blocks.forEach((block, member) => {
      const moves = block.map((cell, place): BitMove => {
        const { mask, ...to } = bitsOf(this.#packing, cell);
        cleared.set(to.word, (cleared.get(to.word) ?? 0) | (mask << to.shift));
        return { from: own[place] as BitMove['from'], to, mask };
      });
      for (const [word, each] of gathered(moves, (part) => partName(member, part))) {
        terms.set(word, [...(terms.get(word) ?? []), ...each]);
      }
    });
    return [...terms]
      .map(([word, each]) => `w${word} = w${word} & ${~(cleared.get(word) as number)} | ${each.join(' | ')};\n`)
      .join('');
  }

  /** References follow the members. The table has, for each code before, the code after. */
  #rename(): string {
    const { references, codes } = this.#members;
    if (references.length === 0) return '';
    const still = Array.from({ length: this.#codes }, (_, code) => code).filter((code) => !codes.includes(code));
    const fixed = still.reduce((all, code) => all | (code << (entryBits * code)), 0);
    const moved = codes.map((code, member) => `(${code} << ((${partName(member, 0)} & ${codeMask}) << 2))`);
    return `const table = ${[String(fixed), ...moved].join(' | ')};\n${this.#write(references, (bits) => `(table >>> (${held(bits)} << 2) & ${codeMask})`)}`;
  }

  /** New codes for some cells, each by its bits. */
  #write(cells: readonly number[], code: (bits: Bits, place: number) => string): string {
    const byWord = new Map<number, { mask: number; readonly terms: string[] }>();
    cells.forEach((cell, place) => {
      const bits = bitsOf(this.#packing, cell);
      const known = byWord.get(bits.word) ?? { mask: 0, terms: [] };
      byWord.set(bits.word, known);
      known.mask |= bits.mask << bits.shift;
      known.terms.push(`(${shifted(code(bits, place), bits.shift)})`);
    });
    return [...byWord]
      .map(([word, { mask, terms }]) => `w${word} = w${word} & ${~mask} | ${terms.join(' | ')};\n`)
      .join('');
  }

  #sortBags(): string {
    return this.#bags
      .map((bag) => {
        const names = bag.map((_, place) => `b${place}`);
        const read = bag.map((cell, place) => `let b${place} = ${held(bitsOf(this.#packing, cell))};\n`).join('');
        const swaps = names.flatMap((_, round) =>
          names.slice(0, names.length - 1 - round).map((one, place) => {
            const other = names[place + 1] as string;
            return `t = (${one} ^ ${other}) & (${other} - ${one} >> 31); ${one} = ${one} ^ t; ${other} = ${other} ^ t;\n`;
          }),
        );
        return `{\n${read}${swaps.join('')}${this.#write(bag, (_, place) => names[place] as string)}}\n`;
      })
      .join('');
  }
}
