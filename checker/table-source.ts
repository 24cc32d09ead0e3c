/**
 * The source text of a table of states, written for one width and one way of telling states apart. The arrays it is
 * bound to are those of `TableArrays`; what its functions do is said at `TableCode`.
 *
 * The text has one habit for the sake of the optimising compiler: a function takes its arrays into locals before its
 * loops, for only there are their addresses and lengths sure to become constants.
 */

/**
 * How a table tells states apart. `inline`: the words of a state stand in its slot. `index`: a slot holds the number
 * of a state and some bits of its hash, and the words are compared where the state stands. `fingerprint`: a slot holds
 * two hashes of a state, and states that agree in both are taken for one.
 */
export type TableKind = 'inline' | 'index' | 'fingerprint';

/** 32-bit words per slot. A free slot is all zero. */
export function slotWidth(kind: TableKind, width: number): number {
  return { inline: width, index: 1, fingerprint: 2 }[kind];
}

/** Where the kinds differ. The text speaks of the `i`-th state in hand, whose words start at `words[at]`. */
interface Pieces {
  /** Hashes the state and keeps what the others need of it. */
  readonly keep: string;
  /** Reads what of the state is compared and written. */
  readonly load: string;
  /** Offset of the slot that the state would have in an empty table. */
  readonly home: string;
  /** Leaves the loop over slots: by `continue next` if `slot` holds the state, by `break` if it is free. */
  readonly compare: string;
  /** Passes over a state that is in the table without a slot. */
  readonly pass: string;
  /** Whether `slot` is taken. */
  readonly taken: string;
  /** Writes the state, which is to stand at `position`, into the slot `home`. */
  readonly put: string;
}

/** First value and odd factors of two hashes. */
const HASHES = {
  h: { first: 0x2545f491, factor: 0x9e3779b1, last: 0x85ebca6b },
  g: { first: 0x7b1d2e35, factor: 0xc2b2ae3d, last: 0x27d4eb2f },
} as const;

/** `text(0)` to `text(count - 1)`, put together. */
function each(count: number, text: (i: number) => string, separator = ' '): string {
  return Array.from({ length: count }, (_, i) => text(i)).join(separator);
}

/** Takes arrays into locals. */
function locals(...arrays: readonly string[]): string {
  return `const ${arrays.map((array) => `${array} = $${array}`).join(', ')};`;
}

/**
 * Declares `name` as a multiply–xorshift hash of the state. Each round is a bijection of the running value; the last
 * product has its best bits on top.
 */
function hash(name: 'h' | 'g', width: number): string {
  const { first, factor, last } = HASHES[name];
  const round = (i: number) => `${name} = Math.imul(${name} ^ words[at + ${i}], ${factor}); ${name} ^= ${name} >>> 15;`;
  return `let ${name} = ${first}; ${each(width, round)} ${name} = Math.imul(${name}, ${last});`;
}

/**
 * Slots that hold all that states are told apart by, `count` words. Where these are all zero the state would look like a
 * free slot: `zero` remembers whether it is in the table.
 */
function whole(count: number, word: (j: number) => string): Omit<Pieces, 'keep' | 'home'> {
  const any = (text: (j: number) => string) => `((${each(count, text, ' | ')}) !== 0)`;
  return {
    load: each(count, (j) => `const w${j} = ${word(j)};`),
    compare: `
      ${each(count, (j) => `const x${j} = table[slot + ${j}];`)}
      if (!${any((j) => `(x${j} ^ w${j})`)}) {
        if (${any((j) => `w${j}`)} || zero) continue next;
        zero = true;
        home = slot;
        break;
      }
      if (!${any((j) => `x${j}`)}) break;`,
    pass: `if (!${any((j) => `w${j}`)}) { zero = true; continue; }`,
    taken: any((j) => `table[slot + ${j}]`),
    put: each(count, (j) => `table[home + ${j}] = w${j};`),
  };
}

function pieces(kind: TableKind, width: number): Pieces {
  switch (kind) {
    case 'inline':
      return {
        ...whole(width, (j) => `words[at + ${j}]`),
        keep: `${hash('h', width)} hashes[i] = Math.imul(h >>> shift, KEY);`,
        home: 'hashes[i]',
      };
    case 'fingerprint':
      return {
        ...whole(2, (j) => `hashes[2 * i + ${j}]`),
        keep: `${hash('h', width)} ${hash('g', width)} hashes[2 * i] = h; hashes[2 * i + 1] = g;`,
        home: '(hashes[2 * i] >>> shift) * 2',
      };
    case 'index':
      return {
        keep: `${hash('h', width)} hashes[i] = h ^ (h >>> 13);`,
        load: 'const h = hashes[i];',
        home: 'hashes[i] & mask',
        compare: `
          const entry = table[slot];
          if (entry === 0) break;
          if (((entry ^ h) & ~mask) === 0) {
            const from = ((entry & mask) - 1) * WIDTH;
            if (${each(width, (j) => `states[from + ${j}] === words[at + ${j}]`, ' && ')}) continue next;
          }`,
        pass: '',
        taken: 'table[slot] !== 0',
        put: 'table[home] = (h & ~mask) | (position + 1);',
      };
  }
}

/**
 * @param width Words per state.
 * @param masks Words per sleep mask; 0 without sleep sets.
 */
export function tableSource(kind: TableKind, width: number, masks: number): string {
  const { keep, load, home, compare, pass, taken, put } = pieces(kind, width);
  const key = slotWidth(kind, width);
  const fallAsleep = (j: number) =>
    `sleep[sleepTo + ${j}] = (sleep[sleepFrom + ${j}] | before[label + ${j}]) & independent[label + ${j}];`;
  const onward = `slot += KEY; if (slot === end) slot = 0;`;
  // The newest state gets the first slot, for most successors that are not new were found not long ago.
  const makeRoom = `if (home !== slot) { ${each(key, (j) => `table[slot + ${j}] = table[home + ${j}];`)} }`;
  const take = `const mask = slotMask, shift = slotShift, end = slotEnd; ${locals('table', 'states', 'hashes')}`;
  return `
const WIDTH = ${width}, KEY = ${key}, MASKS = ${masks};
let slotMask = 0, slotShift = 0, slotEnd = 0, zero = false, looked = 0;

function resize(slots) {
  $table.fill(0, 0, slotEnd);
  slotMask = slots - 1;
  slotShift = Math.clz32(slotMask);
  slotEnd = slots * KEY;
}

function locate(count) {
  ${take} const words = $successors;
  for (let i = 0, at = 0; i < count; i++, at += WIDTH) { ${keep} }
  let sum = 0;
  for (let i = 0; i < count; i++) sum ^= table[${home}];
  return sum;
}

function insert(count, parent, first, limit, sleepAt, sleepEnd) {
  ${take} const words = $successors;
  ${locals('parents', 'labels', 'ends', 'sleep', 'before', 'independent')}
  let position = first, i = 0, at = 0, sleepFrom = sleepAt, sleepTo = sleepEnd;
  for (let k = 0; k < count; k++) {
    const stop = ends[k];
    next: for (; i < stop; i++, at += WIDTH) {
      ${load}
      let home = ${home}, slot = home;
      for (;;) { ${compare} ${onward} }
      ${makeRoom} ${put}
      const to = position * WIDTH;
      ${each(width, (j) => `states[to + ${j}] = words[at + ${j}];`)}
      parents[position++] = parent + k;
      ${masks === 0 ? '' : `const label = labels[i] * MASKS; ${each(masks, fallAsleep)} sleepTo += MASKS;`}
      if (position === limit) { looked = i + 1; return position; }
    }
    sleepFrom += MASKS;
  }
  looked = i;
  return position;
}

function place(count, first) {
  ${take} const words = $successors;
  for (let i = 0, at = 0; i < count; i++, at += WIDTH) {
    ${load} ${pass}
    const home = ${home}, position = first + i;
    let slot = home;
    while (${taken}) { ${onward} }
    ${makeRoom} ${put}
  }
}

return { resize, locate, insert, place, looked: () => looked };
`;
}
