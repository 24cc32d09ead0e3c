/**
 * A store that stands for many states at once. Of every cell it knows which codes it may have held at the beginning,
 * and what has become of each of them since. A read whose answer is not the same for all of these states is a *test*:
 * it asks the chooser, and from then on stands for the states with that answer only.
 *
 * It does not choose, and it does not go back by itself: see `mark` and `undo`.
 */
import type { Column, Layout } from '../spec/schema/layout.ts';
import type { Store } from '../spec/schema/store.ts';
import { fieldOf, NotTraceable, tangled } from './not-traceable.ts';
import { allCodes, type Codes, codesOf, type Literal, onlyCode, type Write } from './tree.ts';

/**
 * A test, with the answers that are possible: of a `switch` sets of codes of its one literal's cell, else how many of
 * the literals hold (of `some`: 0, and 1 for any more).
 */
export interface Test {
  readonly kind: 'switch' | 'some' | 'count';
  readonly literals: readonly Literal[];
  readonly answers: readonly number[];
}

/** Picks one of at least two answers, by its place. Every answer is that of some state that the store stands for. */
export type Chooser = (test: Test) => number;

/** What is known of several cells together: at least `min` and at most `max` of the literals hold. */
interface Constraint {
  readonly literals: readonly Literal[];
  readonly min: number;
  readonly max: number;
}

/** What a cell has come to hold, by the code that it held. Null: that code. */
type CodeMap = readonly number[] | null;

/** What is to be taken back: a constraint, or the codes of a cell, or what they had become. */
type Undo = 'constraint' | readonly [cell: number, was: Codes | CodeMap];

/** The most looks for a state that agrees with all that is known. */
const looksMax = 1 << 14;
/** The question what a cell holds now: by each answer, the codes that it held, the code that it holds. */
interface Question {
  readonly test: Test;
  readonly values: readonly number[];
}

function question(cell: number, possible: Codes, map: CodeMap): Question {
  const values: number[] = [];
  const answers: Codes[] = [];
  for (const from of codesOf(possible)) {
    const value = map === null ? from : (map[from] as number);
    const place = values.indexOf(value);
    if (place < 0) {
      values.push(value);
      answers.push(1 << from);
    } else answers[place] = (answers[place] as Codes) | (1 << from);
  }
  return { test: { kind: 'switch', literals: [{ cell, codes: 0 }], answers }, values };
}

/** Highest code of a cell that fits a set of codes. */
const highestCode = 31;

export class SymbolicStore implements Store {
  readonly layout: Layout;
  /** The state at the beginning, of which this store stands for what has become: read only. */
  readonly before: Store;
  chooser: Chooser = () => 0;

  /** What is being run, for errors. */
  name = 'the state';

  /** Where cells are noted that are read, or asked for; null where nobody wants to know. */
  reads: Set<number> | null = null;

  /**
   * Whether the store stands for pairs of states, of which nothing is known: one before and any other after. A test of a
   * cell after is then one of `cellAfter`, and of whether they differ one of `cellChanged`.
   */
  apart = false;

  readonly #columnOf: readonly Column[];
  readonly #possible: Int32Array;
  readonly #maps: CodeMap[];
  /** Cells that have a map, in the order in which they came to have it. */
  readonly #written: number[] = [];
  readonly #constraints: Constraint[] = [];
  readonly #trail: Undo[] = [];
  /** How often a state was looked for since the last answer. */
  #looks = 0;
  /** Of each cell that was asked about before it was written, by the codes that it may have held. */
  readonly #questions: readonly Map<Codes, Question>[];

  constructor(layout: Layout) {
    this.layout = layout;
    const columns = layout.columns.flatMap((column) => Array<Column>(column.rows).fill(column));
    this.#columnOf = [...columns, ...columns];
    for (const { table, name, max } of layout.columns) {
      if (max <= highestCode) continue;
      const why = `${table}.${name} has ${max + 1} values, and ${highestCode + 1} are the most`;
      throw new NotTraceable('the state', why, 'set narrower bounds');
    }
    this.#possible = Int32Array.from([...this.#columnOf.map(({ max }) => allCodes(max)), allCodes(1)]);
    this.#maps = this.#columnOf.map(() => null);
    this.#questions = Array.from(this.#possible, () => new Map());
    this.before = this.#before();
  }

  /** A place to go back to. */
  mark(): number {
    return this.#trail.length;
  }

  /** Goes back to a place: forgets every answer and every write since. */
  undo(place: number): void {
    while (this.#trail.length > place) {
      const undo = this.#trail.pop() as Undo;
      if (undo === 'constraint') {
        this.#constraints.pop();
        continue;
      }
      const [cell, was] = undo;
      if (typeof was === 'number') this.#possible[cell] = was;
      else {
        this.#maps[cell] = was;
        if (was === null) this.#written.pop();
      }
    }
  }

  /** Everything written, in the order of the cells. */
  writes(): Write[] {
    const writes: Write[] = [];
    for (const cell of this.#written) {
      const map = this.#maps[cell] as readonly number[];
      if (map.some((to, from) => to !== from)) writes.push({ cell, map });
    }
    return writes.sort((one, other) => one.cell - other.cell);
  }

  /** What stands for a cell after, where the store stands for pairs of states. */
  cellAfter(cell: number): number {
    return this.layout.cells + cell;
  }

  /** What stands for whether they differ: code 1 where they do. */
  get cellChanged(): number {
    return 2 * this.layout.cells;
  }

  /** Whether the state differs from what it was at the beginning. */
  changed(): boolean {
    if (this.apart) return this.#read(this.cellChanged, null) === 1;
    return this.#some(this.#written.map((cell) => this.#literal(cell, (to, from) => to !== from)));
  }

  /** The codes that a cell may have held at the beginning. */
  possible(cell: number): Codes {
    return this.#possible[cell] as Codes;
  }

  /** Whether more is known of a cell than which codes it may have held: how it goes with those of others. */
  entangled(cell: number): boolean {
    return this.#constraints.some(({ literals }) => literals.some((literal) => literal.cell === cell));
  }

  read(column: number, row: number): number {
    const cell = this.#cell(column, row);
    return this.#read(cell, this.#maps[cell] as CodeMap);
  }

  write(column: number, row: number, code: number): void {
    const cell = this.#cell(column, row);
    const { max } = this.#columnOf[cell] as Column;
    this.#setMap(cell, Array<number>(max + 1).fill(code));
  }

  some(column: number, code: number, from: number, to: number): boolean {
    return this.#some(this.#literals(column, from, to, (held) => held === code));
  }

  every(column: number, codes: readonly number[], from: number, to: number): boolean {
    return !this.#some(this.#literals(column, from, to, (held) => !codes.includes(held)));
  }

  count(column: number, code: number, from: number, to: number): number {
    return this.#count(this.#literals(column, from, to, (held) => held === code));
  }

  first(column: number, code: number, from: number, to: number): number {
    for (let row = from; row < to; row++) if (this.some(column, code, row, row + 1)) return row;
    return -1;
  }

  replace(column: number, code: number, next: number, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      const cell = this.#cell(column, row);
      const { max } = this.#columnOf[cell] as Column;
      const map = this.#maps[cell] ?? Array.from({ length: max + 1 }, (_, held) => held);
      this.#setMap(
        cell,
        map.map((held) => (held === code ? next : held)),
      );
    }
  }

  #before(): Store {
    const refuse = (): never => {
      throw new Error('the state before a step was written to');
    };
    const literals = (column: number, from: number, to: number, holds: (code: number) => boolean): Literal[] =>
      this.#literals(column, from, to, holds, true);
    const before: Store = {
      read: (column, row) => this.#read(this.#cell(column, row, true), null),
      some: (column, code, from, to) => this.#some(literals(column, from, to, (held) => held === code)),
      every: (column, codes, from, to) => !this.#some(literals(column, from, to, (held) => !codes.includes(held))),
      count: (column, code, from, to) => this.#count(literals(column, from, to, (held) => held === code)),
      first: (column, code, from, to) => {
        for (let row = from; row < to; row++) if (before.some(column, code, row, row + 1)) return row;
        return -1;
      },
      write: refuse,
      replace: refuse,
    };
    return before;
  }

  /** The cell of the state before where that is asked for, else of the state in hand. */
  #cell(column: number, row: number, before = false): number {
    const cell = (this.layout.columns[column] as Column).offset + row;
    return this.apart && !before ? this.cellAfter(cell) : cell;
  }

  #setMap(cell: number, map: readonly number[]): void {
    const was = this.#maps[cell] as CodeMap;
    if (was === null) this.#written.push(cell);
    this.#trail.push([cell, was]);
    this.#maps[cell] = map;
  }

  /** That what became of the code of a cell passes the test. */
  #literal(cell: number, holds: (to: number, from: number) => boolean, map = this.#maps[cell] as CodeMap): Literal {
    const { max } = this.#columnOf[cell] as Column;
    let codes = 0;
    for (let from = 0; from <= max; from++) {
      if (holds(map === null ? from : (map[from] as number), from)) codes |= 1 << from;
    }
    return { cell, codes };
  }

  #literals(column: number, from: number, to: number, holds: (code: number) => boolean, before = false): Literal[] {
    const literals: Literal[] = [];
    for (let row = from; row < to; row++) {
      const cell = this.#cell(column, row, before);
      literals.push(this.#literal(cell, holds, before ? null : this.#maps[cell]));
    }
    return literals;
  }

  #read(cell: number, map: CodeMap): number {
    this.reads?.add(cell);
    const possible = this.#possible[cell] as Codes;
    const only = onlyCode(possible);
    if (only >= 0) return map === null ? only : (map[only] as number);
    const { test, values } = map === null ? this.#plain(cell, possible) : question(cell, possible, map);
    if (values.length === 1) return values[0] as number;
    return values[test.answers.indexOf(this.#switch(test))] as number;
  }

  /** The question what a cell holds that was not written. It is asked again and again, on every path that goes the same way. */
  #plain(cell: number, possible: Codes): Question {
    const known = this.#questions[cell]?.get(possible);
    if (known !== undefined) return known;
    const made = question(cell, possible, null);
    (this.#questions[cell] as Map<Codes, Question>).set(possible, made);
    return made;
  }

  #some(literals: readonly Literal[]): boolean {
    const [held, open] = this.#open(literals, this.reads);
    if (held > 0) return true;
    if (open.length === 0) return false;
    if (open.length === 1) return this.#holds(open[0] as Literal);
    return this.#number('some', open, [0, 1]) > 0;
  }

  #count(literals: readonly Literal[]): number {
    const [held, open] = this.#open(literals, this.reads);
    if (open.length === 0) return held;
    if (open.length === 1) return held + (this.#holds(open[0] as Literal) ? 1 : 0);
    const numbers = Array.from({ length: open.length + 1 }, (_, number) => number);
    return held + this.#number('count', open, numbers);
  }

  /** Splits literals into how many hold in all states, and those that hold in some. */
  #open(literals: readonly Literal[], reads: Set<number> | null): readonly [held: number, open: readonly Literal[]] {
    let held = 0;
    const open: Literal[] = [];
    for (const literal of literals) {
      reads?.add(literal.cell);
      const possible = this.#possible[literal.cell] as Codes;
      if ((possible & ~literal.codes) === 0) held++;
      else if ((possible & literal.codes) !== 0) open.push(literal);
    }
    return [held, open];
  }

  /** Whether a literal holds that does in some states only. */
  #holds({ cell, codes }: Literal): boolean {
    const possible = this.#possible[cell] as Codes;
    const answers = [possible & codes, possible & ~codes];
    return (this.#switch({ kind: 'switch', literals: [{ cell, codes }], answers }) & codes) !== 0;
  }

  /** Takes one of several sets of codes of a cell. */
  #switch(test: Test): Codes {
    const [{ cell }] = test.literals as [Literal];
    this.#looks = 0;
    const answers = this.entangled(cell)
      ? test.answers.filter((codes) => this.#fits(() => this.#narrow(cell, codes)))
      : test.answers;
    const asked = answers.length === test.answers.length ? test : { ...test, answers };
    const codes = answers[answers.length === 1 ? 0 : this.chooser(asked)] as Codes;
    this.#narrow(cell, codes);
    return codes;
  }

  /** Takes one of several numbers of literals that may hold; of `some`, 1 stands for any more. */
  #number(kind: 'some' | 'count', literals: readonly Literal[], numbers: readonly number[]): number {
    const take = (number: number): void => {
      if (number === 0) for (const { cell, codes } of literals) this.#narrow(cell, this.possible(cell) & ~codes);
      else if (number === literals.length)
        for (const { cell, codes } of literals) this.#narrow(cell, this.possible(cell) & codes);
      else {
        this.#trail.push('constraint');
        this.#constraints.push({ literals, min: number, max: kind === 'some' ? literals.length : number });
      }
    };
    this.#looks = 0;
    const free = this.#constraints.length === 0;
    const answers = free ? numbers : numbers.filter((number) => this.#fits(() => take(number)));
    const number = answers[answers.length === 1 ? 0 : this.chooser({ kind, literals, answers })] as number;
    take(number);
    return number;
  }

  /** Whether the store would still stand for some state if it learnt something. */
  #fits(learn: () => void): boolean {
    const start = this.mark();
    learn();
    const fits = this.#consistent();
    this.undo(start);
    return fits;
  }

  /** Whether some state agrees with all that is known of several cells together. Where that overlaps, one is looked for. */
  #consistent(): boolean {
    this.#looks++;
    const loose = new Set<number>();
    let shared: Literal | null = null;
    for (const { literals, min, max } of this.#constraints) {
      const [held, open] = this.#open(literals, null);
      if (held > max || held + open.length < min) return false;
      if (held >= min && held + open.length <= max) continue;
      for (const literal of open) {
        if (loose.has(literal.cell)) shared = literal;
        loose.add(literal.cell);
      }
    }
    if (shared === null) return true;
    const { cell, codes } = shared;
    if (this.#looks > looksMax) throw tangled(this.name, fieldOf(this.layout, cell));
    const possible = this.possible(cell);
    return [possible & codes, possible & ~codes].some((each) => this.#fits(() => this.#narrow(cell, each)));
  }

  #narrow(cell: number, codes: Codes): void {
    this.#trail.push([cell, this.#possible[cell] as Codes]);
    this.#possible[cell] = codes;
  }
}
