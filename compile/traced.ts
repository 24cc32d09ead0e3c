/**
 * A program as decision trees: for every action which answer it gives and what it writes, and for every mark where it
 * is seen. Everything compiled, exported or explained is made from these.
 */
import { NoSuchRow, OutOfRange } from '../spec/schema/view.ts';
import { Explorer, treeOver } from './explore.ts';
import { notTotal, writesAndRefuses } from './not-traceable.ts';
import { type Case, defectMark, type Outcome, type Program, type Sight, sight } from './program.ts';
import { Showings } from './showings.ts';
import { SymbolicStore } from './symbolic-store.ts';
import type { Leaf, Tree } from './tree.ts';
import { Trees } from './trees.ts';

/** Where a mark is seen: the tree has value 1 there, 0 elsewhere. */
export interface Sought {
  readonly mark: number;
  /** The action on whose step it is seen, or -1 for the state itself. */
  readonly action: number;
  readonly tree: Tree;
}

export interface TracedProgram {
  readonly program: Program;
  readonly trees: Trees;
  /** By action; the value of a leaf is the number of an outcome. */
  readonly actions: readonly Tree[];
  /** What leaves stand for; null for a path that ends in a defect of the specification. */
  readonly outcomes: readonly (Outcome | null)[];
  /** Trees that are nowhere 1 are left out. */
  readonly sought: readonly Sought[];
  /** The marks that mean that something is wrong, and so are hardly ever seen. */
  readonly wrong: ReadonlySet<number>;
}

/** How a path of an action ends: a leaf of its own tree, and trees for what is seen there. */
interface End {
  readonly own: Leaf;
  /** By mark, and by how often it was seen before on the same path. */
  readonly sights: ReadonlyMap<number, Tree>;
}

/** Where a case shows something, or something wrong, as far as anybody asks: 1 there, 0 elsewhere. */
interface Seen {
  readonly met: Tree;
  readonly broken: Tree;
}

/** Sights of the same mark on one path. */
const sightsMax = 1 << 16;

class Tracing {
  readonly trees = new Trees();
  readonly outcomes: (Outcome | null)[] = [];
  readonly sought: Sought[] = [];
  readonly wrong: Set<number>;
  readonly #program: Program;
  readonly #store: SymbolicStore;
  readonly #run: ReturnType<Program['on']>;
  readonly #explorer: Explorer;
  readonly #showings: Showings<Seen>;
  /** Of the action in hand, for errors. */
  #name = '';
  readonly #no: Leaf;
  readonly #yes: Leaf;

  constructor(program: Program) {
    this.#program = program;
    this.wrong = new Set([defectMark(program)]);
    this.#store = new SymbolicStore(program.layout);
    this.#run = program.on(this.#store, this.#store.before, () => this.#store.changed());
    this.#explorer = new Explorer(this.#store);
    this.#showings = new Showings(this.#store, (of) => this.#seen(of));
    this.#no = this.trees.leaf(0);
    this.#yes = this.trees.leaf(1);
  }

  action(action: number, name: string): Tree {
    const keys = new Set<number>();
    const paths = this.#explorer.explore(name, () => this.#step(action, name, keys));
    for (const key of keys) {
      const tree = treeOver(paths, ({ sights }) => sights.get(key) ?? this.#no, this.trees);
      this.#seek(action, key, tree);
    }
    return treeOver(paths, ({ own }) => own, this.trees);
  }

  states(): void {
    const sights = new Map<number, Tree>();
    this.#look('the state', this.#no, this.#run.stateCases, sights);
    for (const [key, tree] of sights) this.#seek(-1, key, tree);
  }

  #seek(action: number, key: number, tree: Tree): void {
    this.sought.push({ mark: Math.floor(key / sightsMax), action, tree });
  }

  /** One path of an action, with what is to be seen at its end. */
  #step(action: number, name: string, keys: Set<number>): End {
    const outcome = this.#take(action);
    const number = this.#numberOf(outcome);
    const sights = new Map<number, Tree>();
    // A defect leads nowhere, whatever it has written.
    const writes = outcome === null ? [] : this.#store.writes();
    const own = this.trees.leaf(number, writes);
    this.#see(this.#markOf(outcome), this.#yes, sights);
    if (outcome?.granted === false) {
      const [write] = writes;
      if (write !== undefined) throw writesAndRefuses(name, this.#program.layout, write.cell);
    }
    if (outcome !== null) this.#look(name, own, this.#run.stepCases(action, outcome), sights);
    for (const key of sights.keys()) keys.add(key);
    return { own, sights };
  }

  /** The mark of an outcome that is not granted. */
  #markOf(outcome: Outcome | null): number | null {
    if (outcome === null) return defectMark(this.#program);
    return outcome.granted ? null : this.#program.refusalMark(outcome.note);
  }

  /** The outcome of an action; null where the specification leaves the range of a field. */
  #take(action: number): Outcome | null {
    try {
      return this.#run.act(action);
    } catch (error) {
      if (error instanceof OutOfRange || error instanceof NoSuchRow) return null;
      throw error;
    }
  }

  #numberOf(outcome: Outcome | null): number {
    const known = this.outcomes.findIndex(
      (other) => other === outcome || (other?.granted === outcome?.granted && other?.note === outcome?.note),
    );
    return known >= 0 ? known : this.outcomes.push(outcome) - 1;
  }

  #look(name: string, end: Leaf, cases: readonly Case[], sights: Map<number, Tree>): void {
    this.#name = name;
    this.#showings.each(cases, end, ({ met, broken }, seen) => {
      this.#see(met, seen.met, sights);
      this.#see(broken, seen.broken, sights);
      if (broken !== null) this.wrong.add(broken);
    });
  }

  /** Where a case shows something; null where it shows nothing at all. */
  #seen({ look, met, broken }: Case): Seen | null {
    const paths = this.#explorer.explore(this.#name, () => this.#shown(look));
    if (paths.test === null && paths.end === sight.nothing) return null;
    const atLeast = (least: Sight): Tree =>
      treeOver(paths, (seen) => (seen >= least ? this.#yes : this.#no), this.trees);
    return {
      met: met === null ? this.#no : atLeast(sight.met),
      broken: broken === null ? this.#no : atLeast(sight.broken),
    };
  }

  /** What a case shows. It must not go, even where no state does, to a row that is not there. */
  #shown(look: Case['look']): Sight {
    try {
      return look();
    } catch (error) {
      if (error instanceof NoSuchRow) throw notTotal(this.#name, error.message);
      throw error;
    }
  }

  #see(mark: number | null, tree: Tree, sights: Map<number, Tree>): void {
    if (mark === null || tree === this.#no) return;
    let key = mark * sightsMax;
    while (sights.has(key)) key++;
    sights.set(key, tree);
  }
}

/** @throws NotTraceable with the action, the field and what to do about it. */
export function trace(program: Program): TracedProgram {
  const tracing = new Tracing(program);
  tracing.states();
  const actions = program.actions.map((name, action) => tracing.action(action, name));
  const { trees, outcomes, sought, wrong } = tracing;
  return { program, trees, actions, outcomes, sought, wrong };
}
