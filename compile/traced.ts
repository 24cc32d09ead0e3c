/**
 * A program as decision trees: for every action which answer it gives and what it writes, and for every mark where it
 * is seen. Everything compiled, exported or explained is made from these.
 */
import { NoSuchRow, OutOfRange } from '../spec/schema/view.ts';
import { Explorer, treeOver } from './explore.ts';
import { notTotal, TooManyPaths, writesAndRefuses } from './not-traceable.ts';
import { PartedAction } from './parts.ts';
import { type Case, defectMark, type Outcome, type Parts, type Program, type Sight, sight } from './program.ts';
import { Showings } from './showings.ts';
import { SymbolicStore } from './symbolic-store.ts';
import type { Leaf, Tree, Write } from './tree.ts';
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
  /**
   * By action, what else is written where it is granted: trees over the state before, of value 1 where they write, else 0,
   * no two to the same cell. There are none where the leaves of the action itself write everything.
   */
  readonly parts: readonly (readonly Tree[])[];
  /** What leaves stand for; null for a path that ends in a defect of the specification. */
  readonly outcomes: readonly (Outcome | null)[];
  /** Trees that are nowhere 1 are left out. */
  readonly sought: readonly Sought[];
  /** The marks that mean that something is wrong, and so are hardly ever seen. */
  readonly wrong: ReadonlySet<number>;
}

/** How a path of an action ends: a tree of its own, mostly a leaf, and trees for what is seen there. */
interface End {
  readonly own: Tree;
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

/** A program that was traced before, and the actions that do the same here. What is looked at is the same on all. */
export interface Alike {
  readonly traced: TracedProgram;
  readonly same: (action: number) => boolean;
}

class Tracing {
  readonly trees: Trees;
  readonly outcomes: (Outcome | null)[];
  readonly parts: (readonly Tree[])[] = [];
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

  constructor(program: Program, alike: TracedProgram | null) {
    this.#program = program;
    this.trees = alike?.trees ?? new Trees();
    this.outcomes = [...(alike?.outcomes ?? [])];
    this.wrong = new Set([defectMark(program), ...(alike?.wrong ?? [])]);
    this.#store = new SymbolicStore(program.layout);
    this.#run = program.on(this.#store, this.#store.before, () => this.#store.changed());
    this.#explorer = new Explorer(this.#store);
    this.#showings = new Showings(this.#store, (of) => this.#seen(of));
    this.#no = this.trees.leaf(0);
    this.#yes = this.trees.leaf(1);
  }

  /** How actions with too many ways are given, if they are. */
  get inParts(): Parts | null {
    return this.#run.inParts ?? null;
  }

  /** @param inParts null where it is to be traced as one. */
  action(action: number, name: string, inParts: Parts | null): Tree {
    if (inParts === null || !this.#hasManyWays(action, name)) {
      return this.#traced(action, name, (keys) => this.#step(action, name, keys));
    }
    const tools = { store: this.#store, explorer: this.#explorer, trees: this.trees };
    const parted = new PartedAction(name, inParts.effects(action), tools);
    this.parts[action] = parted.parts;
    const step = (keys: Set<number>): End => {
      const outcome = inParts.decide(action);
      return outcome.granted
        ? this.#grantInParts(action, name, outcome, parted, keys)
        : this.#end(action, name, outcome, [], keys);
    };
    return this.#traced(action, name, step, (tree) => parted.overBefore(tree));
  }

  /** Whether an action has too many ways to be traced as one; seen before anything is looked at on each of them. */
  #hasManyWays(action: number, name: string): boolean {
    try {
      this.#explorer.explore(name, () => this.#take(action));
      return false;
    } catch (error) {
      if (error instanceof TooManyPaths) return true;
      throw error;
    }
  }

  /** @param settle makes of a tree that says where something is seen one over the state before. */
  #traced(
    action: number,
    name: string,
    step: (keys: Set<number>) => End,
    settle: (tree: Tree) => Tree = (tree) => tree,
  ): Tree {
    const keys = new Set<number>();
    const paths = this.#explorer.explore(name, () => step(keys));
    for (const key of keys) {
      const tree = treeOver(paths, ({ sights }) => sights.get(key) ?? this.#no, this.trees);
      this.#seek(action, key, settle(tree));
    }
    return treeOver(paths, ({ own }) => own, this.trees);
  }

  states(): void {
    const sights = new Map<number, Tree>();
    this.#look('the state', this.#no, this.#run.stateCases, sights);
    for (const [key, tree] of sights) this.#seek(-1, key, tree);
  }

  #seek(action: number, key: number, tree: Tree): void {
    if (tree === this.#no) return;
    this.sought.push({ mark: Math.floor(key / sightsMax), action, tree });
  }

  /** One path of an action, with what is to be seen at its end. */
  #step(action: number, name: string, keys: Set<number>): End {
    const outcome = this.#take(action);
    // A defect leads nowhere, whatever it has written.
    const writes = outcome === null ? [] : this.#store.writes();
    const [write] = writes;
    if (outcome?.granted === false && write !== undefined) {
      throw writesAndRefuses(name, this.#program.layout, write.cell);
    }
    return this.#end(action, name, outcome, writes, keys);
  }

  #end(action: number, name: string, outcome: Outcome | null, writes: readonly Write[], keys: Set<number>): End {
    const own = this.trees.leaf(this.#numberOf(outcome), writes);
    const sights = new Map<number, Tree>();
    this.#see(this.#markOf(outcome), this.#yes, sights);
    if (outcome !== null) this.#look(name, own, this.#run.stepCases(action, outcome), sights);
    for (const key of sights.keys()) keys.add(key);
    return { own, sights };
  }

  /** One path of the decision of an action that is traced in parts, where it is granted. */
  #grantInParts(action: number, name: string, outcome: Outcome, parted: PartedAction, keys: Set<number>): End {
    const own = parted.unlessDefect(this.trees.leaf(this.#numberOf(outcome)), this.trees.leaf(this.#numberOf(null)));
    const sights = new Map<number, Tree>();
    this.#see(defectMark(this.#program), parted.unlessDefect(this.#no, this.#yes), sights);
    this.#name = name;
    this.#store.apart = true;
    for (const of of this.#run.stepCases(action, outcome)) {
      const seen = this.#seen(of);
      if (seen === null) continue;
      this.#see(of.met, parted.unlessDefect(seen.met, this.#no), sights);
      this.#see(of.broken, parted.unlessDefect(seen.broken, this.#no), sights);
      if (of.broken !== null) this.wrong.add(of.broken);
    }
    this.#store.apart = false;
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

function byAction(sought: readonly Sought[]): ReadonlyMap<number, readonly Sought[]> {
  const groups = new Map<number, Sought[]>();
  for (const each of sought) {
    const group = groups.get(each.action);
    if (group === undefined) groups.set(each.action, [each]);
    else group.push(each);
  }
  return groups;
}

/**
 * @param alike what is taken over where it is the same; its trees are added to.
 * @throws NotTraceable with the action, the field and what to do about it.
 */
export function trace(program: Program, alike: Alike | null = null): TracedProgram {
  const tracing = new Tracing(program, alike?.traced ?? null);
  return tracedBy(tracing, program, alike, tracing.inParts);
}

/**
 * As `trace`, for whoever needs all ways through an action: none is traced in parts.
 *
 * @throws NotTraceable likewise, and where an action has too many ways.
 */
export const traceWhole = (program: Program): TracedProgram =>
  tracedBy(new Tracing(program, null), program, null, null);

function tracedBy(tracing: Tracing, program: Program, alike: Alike | null, inParts: Parts | null): TracedProgram {
  const before = byAction(alike?.traced.sought ?? []);
  const seenBefore = (action: number): void => {
    for (const each of before.get(action) ?? []) tracing.sought.push(each);
  };
  if (alike === null) tracing.states();
  else seenBefore(-1);
  const actions = program.actions.map((name, action) => {
    if (alike === null || !alike.same(action)) return tracing.action(action, name, inParts);
    seenBefore(action);
    tracing.parts[action] = alike.traced.parts[action] as readonly Tree[];
    return alike.traced.actions[action] as Tree;
  });
  const { trees, outcomes, sought, wrong } = tracing;
  const parts = actions.map((_, action) => tracing.parts[action] ?? []);
  return { program, trees, actions, parts, outcomes, sought, wrong };
}
