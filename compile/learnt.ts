/**
 * A program that remembers: what an action does depends on the cells it reads and on nothing else, so each way through
 * it is run once, on the first state that goes there, and looked up ever after. Unlike a traced program it never runs a
 * way that no state goes, so it does not mind how many there are.
 */
import { DenseStore } from '../spec/schema/dense.ts';
import { answerOf, Memory } from './memory.ts';
import { writesAndRefuses } from './not-traceable.ts';
import { type Case, type Outcome, type Program, type Run, sight } from './program.ts';
import { SymbolicStore, type Test } from './symbolic-store.ts';
import type { Write } from './tree.ts';

/** What an action does on one way through it. */
export interface Learnt {
  readonly outcome: Outcome;
  /** The words after are the words before with these bits cleared, and then those set … */
  readonly clear: Int32Array;
  readonly set: Int32Array;
  /** … and with these cells mapped, whose code after depends on their code before. */
  readonly moved: readonly Write[];
  /** Marks seen on the step, as often as they are. */
  readonly marks: readonly number[];
  /** The cells by which this way is told from others. */
  readonly asked: readonly number[];
}

/** What a case shows in a state. */
interface Shown {
  readonly marks: readonly number[];
}

function marksOf({ look, met, broken }: Case): readonly number[] {
  const seen = look();
  return [
    ...(seen >= sight.met && met !== null ? [met] : []),
    ...(seen === sight.broken && broken !== null ? [broken] : []),
  ];
}

export class LearntProgram {
  /** 32-bit words per packed state. */
  readonly width: number;
  /** The state in hand. */
  readonly store: DenseStore;
  /** How often the program itself was run. */
  runs = 0;
  readonly #program: Program;
  readonly #symbolic: SymbolicStore;
  readonly #run: Run;
  readonly #names: readonly string[];
  readonly #actions: readonly Memory<Learnt>[];
  readonly #cases: readonly Memory<Shown>[];

  constructor(program: Program) {
    this.#program = program;
    this.store = new DenseStore(program.layout);
    this.width = this.store.packing.words;
    this.#symbolic = new SymbolicStore(program.layout);
    this.#run = program.on(this.#symbolic, this.#symbolic.before, () => this.#symbolic.changed());
    this.#names = program.actions;
    this.#actions = program.actions.map((name) => new Memory(name));
    this.#cases = this.#run.stateCases.map(() => new Memory('the state'));
  }

  /** What the action does in the state in hand. Throws what the program throws. */
  take(action: number): Learnt {
    const memory = this.#actions[action] as Memory<Learnt>;
    return (
      memory.recall(this.store.cells) ??
      this.#learn(memory, (tests) => this.#step(action, this.#names[action] as string, tests))
    );
  }

  /** Calls `see` with every mark seen in the state in hand. */
  look(see: (mark: number) => void): void {
    for (let place = 0; place < this.#cases.length; place++) {
      const memory = this.#cases[place] as Memory<Shown>;
      const { marks } = memory.recall(this.store.cells) ?? this.#learn(memory, () => this.#show(place));
      for (let at = 0; at < marks.length; at++) see(marks[at] as number);
    }
  }

  /** Writes the packed state after to `words[to]`, given the state in hand at `words[at]` of `from`. */
  after({ clear, set, moved }: Learnt, from: Int32Array, at: number, words: Int32Array, to: number): void {
    for (let word = 0; word < this.width; word++) {
      words[to + word] = ((from[at + word] as number) & ~(clear[word] as number)) | (set[word] as number);
    }
    const { word, shift, mask } = this.store.packing;
    for (let place = 0; place < moved.length; place++) {
      const { cell, map } = moved[place] as Write;
      const where = to + (word[cell] as number);
      const kept = (words[where] as number) & ~((mask[cell] as number) << (shift[cell] as number));
      words[where] = kept | ((map[this.store.cells[cell] as number] as number) << (shift[cell] as number));
    }
  }

  #learn<End extends object>(memory: Memory<End>, body: (tests: readonly Test[]) => End): End {
    this.runs++;
    const tests: Test[] = [];
    const { cells } = this.store;
    const start = this.#symbolic.mark();
    this.#symbolic.chooser = (test) => {
      tests.push(test);
      return answerOf(test, cells);
    };
    try {
      const end = body(tests);
      memory.note(cells, tests, end);
      return end;
    } finally {
      this.#symbolic.undo(start);
    }
  }

  #show(place: number): Shown {
    return { marks: marksOf(this.#run.stateCases[place] as Case) };
  }

  #step(action: number, name: string, tests: readonly Test[]): Learnt {
    const outcome = this.#run.act(action);
    const writes = this.#symbolic.writes();
    const [forbidden] = outcome.granted ? [] : writes;
    if (forbidden !== undefined) throw writesAndRefuses(name, this.#symbolic.layout, forbidden.cell);
    const clear = new Int32Array(this.width);
    const set = new Int32Array(this.width);
    const moved: Write[] = [];
    const { word, shift, mask } = this.store.packing;
    for (const write of writes) {
      const { cell, map } = write;
      const [first] = map as [number];
      if (!map.every((code) => code === first)) {
        moved.push(write);
        continue;
      }
      const at = word[cell] as number;
      clear[at] = (clear[at] as number) | ((mask[cell] as number) << (shift[cell] as number));
      set[at] = (set[at] as number) | (first << (shift[cell] as number));
    }
    const refusal = outcome.granted ? null : this.#program.refusalMark(outcome.note);
    const seen = this.#run.stepCases(action, outcome).flatMap(marksOf);
    const asked: number[] = [];
    for (const { literals } of tests) for (const { cell } of literals) asked.push(cell);
    return { outcome, clear, set, moved, marks: refusal === null ? seen : [refusal, ...seen], asked };
  }
}
