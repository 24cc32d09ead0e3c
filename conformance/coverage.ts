/**
 * What an instance of the golden design can show: every behaviour class, with a shortest way to where it is seen, and
 * every witness. Of a class that is not seen: the invariants that exclude it, if any do. They do if no state that has all
 * facts of one of its ways satisfies them, which is decided on the trees of both and not by looking at states; but for
 * cells that stand still in any design, such as the device of a file, everything is possible there.
 */
import { setImmediate } from 'node:timers/promises';
import { type BehaviourClass, type Change, classesOf, type Fact } from '../compile/classes.ts';
import { someState } from '../compile/contradiction.ts';
import { TooManyPaths } from '../compile/not-traceable.ts';
import type { Outcome } from '../compile/program.ts';
import { codesReached, restricted } from '../compile/reach.ts';
import { type TracedProgram, trace, traceWhole } from '../compile/traced.ts';
import { type Codes, codesOf, type Tree } from '../compile/tree.ts';
import { Ways } from '../compile/ways.ts';
import { withBounds } from '../generators/bounds.ts';
import type { Instance } from '../generators/instance.ts';
import { commandsWithin } from '../generators/within.ts';
import { invariants } from '../invariants/invariants.ts';
import { witnesses } from '../invariants/reachable.ts';
import { type CommandKind, printAnswer, printCommand } from '../spec/commands.ts';
import { golden } from '../spec/designs/golden.ts';
import { DenseStore } from '../spec/schema/dense.ts';
import { Topology, type TopologyData } from '../spec/topology.ts';
import { type ClassShape, shapeKey, shapeOf } from './class-shape.ts';
import { CompiledSearch } from './compiled-search.ts';
import { type HostAction, type HostProgram, hostProgram } from './host-program.ts';
import type { HostSearch } from './host-search.ts';
import { ModelRun } from './model-run.ts';
import { NotReproduced } from './not-reproduced.ts';
import type { Move } from './story.ts';

/** Instances of more states than this are worth machine code. */
const manyStates = 500_000;

/** States looked at between two turns of the event loop. */
const portion = 4096;

/** A shortest way to where something is seen: each command with its answer. */
export type Steps = readonly string[];

export interface ClassCoverage {
  readonly shape: ClassShape;
  /** Null if it is not seen in this instance. */
  readonly steps: Steps | null;
  /** Ids of invariants that together exclude it in this instance; null if it is seen, or if they do not. */
  readonly excludedBy: readonly string[] | null;
}

export interface InstanceCoverage {
  readonly instance: string;
  readonly commands: readonly CommandKind[];
  readonly classes: readonly ClassCoverage[];
  readonly witnesses: readonly { readonly id: string; readonly steps: Steps | null }[];
  /** Commands that have too many ways here to be listed; of them only refusals are. */
  readonly unlisted: readonly CommandKind[];
}

/** What was found before there was a reason to stop; null if there was none. */
export interface CoverageFound extends InstanceCoverage {
  readonly reason: string | null;
}

/** A class of one action of the instance. */
interface Member {
  readonly action: number;
  readonly of: BehaviourClass;
}

/** A class with all ways that belong to it, and where it was first seen. */
interface Sought {
  readonly shape: ClassShape;
  readonly members: Member[];
  seen: { readonly state: number; readonly action: number } | null;
}

const stateInvariants = invariants.filter(({ of }) => of === 'state');

/**
 * A way as the plain model tells it.
 *
 * @param rule id of the rule that refuses the last command, null if none does; not given where either will do.
 * @throws NotReproduced if it ends otherwise.
 */
export function tellWay(topology: Topology, moves: readonly Move[], rule?: string | null): Steps {
  const run = new ModelRun(topology, golden);
  const told = moves.map(({ command, answer }) => run.take(command, answer));
  if (rule !== undefined && (told.at(-1)?.rule?.id ?? null) !== rule)
    throw new NotReproduced(`the way to ${rule ?? 'a grant'}`);
  return told.map(({ command, answer }) => `${printCommand(command)} = ${printAnswer(command, answer)}`);
}

class Covering {
  readonly #program: HostProgram;
  readonly #traced: TracedProgram;
  readonly #topology: Topology;
  /** Of each cell the codes that it may come to hold, taken by itself. */
  readonly #possible: readonly Codes[];
  /** What each action does, less what no cell ever holds. */
  readonly #trees: readonly Tree[];
  readonly #ways = new Ways();
  /** Of each action the classes in the order of its ways; null where there is none. */
  readonly #byWay: (Sought | null)[][] = [];
  readonly commands: readonly CommandKind[];
  readonly unlisted: readonly CommandKind[];
  readonly sought = new Map<string, Sought>();

  /**
   * @param traced traces it whole, or in parts where it must.
   * @throws NotTraceable, and what the specification throws.
   */
  constructor(topology: Topology, traced: (program: HostProgram) => TracedProgram) {
    const asked = witnesses.filter(({ within }) => within(topology));
    const commands = commandsWithin(topology);
    const subject = { topology, design: golden, commands, invariants: stateInvariants, witnesses: asked };
    this.#topology = topology;
    this.commands = [...new Set(commands.map(({ kind }) => kind))];
    this.#program = hostProgram({ ...subject, brokenOnly: true });
    this.#traced = traced(this.#program);
    const { trees, actions, parts, outcomes } = this.#traced;
    const never = trees.leaf(0);
    const grants = trees.mapLeaves(({ value, writes }) =>
      outcomes[value]?.granted === true ? trees.leaf(1, writes) : never,
    );
    this.#possible = codesReached(this.#program, trees, [...actions.map(grants), ...parts.flat()]);
    this.#trees = actions.map(restricted(trees, this.#possible));
    const { hostActions } = this.#program;
    const isInParts = (action: number): boolean => (parts[action] as readonly Tree[]).length > 0;
    this.unlisted = [
      ...new Set(hostActions.filter((_, action) => isInParts(action)).map(({ command }) => command.kind)),
    ];
    for (const [action, { command }] of hostActions.entries()) {
      const tree = this.#trees[action] as Tree;
      this.#byWay.push(
        classesOf(tree).map((way) => {
          const of = { ...way, changes: this.#changing(way.changes) };
          const shape = shapeOf(this.#program.layout, command, of, outcomes[of.value] as Outcome | null);
          const isListed = shape !== null && (shape.rule !== null || !isInParts(action));
          return isListed ? this.#join(shape, { action, of }) : null;
        }),
      );
    }
  }

  /** The changes that do change something, of a cell that may come to hold what they find. */
  #changing(changes: readonly Change[]): readonly Change[] {
    return changes
      .map((change) => ({ ...change, known: change.known & (this.#possible[change.cell] as Codes) }))
      .filter(({ known, map }) => codesOf(known).some((code) => map[code] !== code));
  }

  #join(shape: ClassShape, member: Member): Sought {
    const key = shapeKey(shape);
    const known = this.sought.get(key) ?? { shape, members: [], seen: null };
    this.sought.set(key, known);
    known.members.push(member);
    return known;
  }

  /**
   * Searches to the end, and looks for every class in every state.
   *
   * @param ahead whether there are so many states that machine code pays.
   */
  async search(
    ahead: boolean,
    stop: (states: number) => string | null,
  ): Promise<{ readonly search: CompiledSearch; readonly reason: string | null }> {
    const search = new CompiledSearch(this.#program, { traced: this.#traced, ahead });
    const store = new DenseStore(this.#program.layout);
    const words = new Int32Array(store.packing.words);
    let next = 0;
    for (let more = true; more || next < search.distinct; ) {
      more = more && search.advance(portion);
      // States are found in order of their distance, so that the first sighting is a nearest one.
      const open = this.#open();
      for (const end = Math.min(search.distinct, next + portion); next < end; next++) {
        search.read(next, words);
        store.unpack(words, 0);
        this.#look(next, store.cells, open);
      }
      await setImmediate();
      const reason = stop(search.distinct);
      if (reason !== null) return { search, reason };
    }
    return { search, reason: search.limit };
  }

  /** Actions some of whose classes have not been seen. */
  #open(): readonly number[] {
    return [...this.#byWay.keys()].filter((action) => this.#classesOf(action).some((each) => each?.seen === null));
  }

  #classesOf(action: number): readonly (Sought | null)[] {
    return this.#byWay[action] as readonly (Sought | null)[];
  }

  #look(state: number, cells: Int32Array, actions: readonly number[]): void {
    for (const action of actions) {
      const way = this.#ways.of(this.#trees[action] as Tree, cells);
      const seen = this.#classesOf(action)[way] as Sought | null;
      if (seen?.seen === null) seen.seen = { state, action };
    }
  }

  /** The way to where a class was seen; null if it was not. */
  stepsTo({ shape, seen }: Sought, search: HostSearch): Steps | null {
    if (seen === null) return null;
    const { command, value } = this.#program.hostActions[seen.action] as HostAction;
    return tellWay(this.#topology, [...search.movesTo(seen.state), { command, answer: value }], shape.rule);
  }

  /** The ways to all witnesses. */
  witnesses(search: HostSearch): InstanceCoverage['witnesses'] {
    const { markOf, topology } = this.#program;
    const asked = witnesses.filter(({ within }) => within(topology));
    return asked.map(({ id }, index) => {
      const moves = search.moves(markOf.witness + index);
      return { id, steps: moves === null ? null : tellWay(topology, moves) };
    });
  }

  /** What excludes classes in this instance: a function, since it takes some preparation. */
  excluding(): (of: Sought) => readonly string[] | null {
    const broken = new Map<string, Tree[]>(stateInvariants.map(({ id }) => [id, []]));
    for (const { mark, action, tree } of this.#traced.sought) {
      const invariant = stateInvariants[mark];
      if (action < 0 && invariant !== undefined) broken.get(invariant.id)?.push(tree);
    }
    const contradict = (facts: readonly Fact[], ids: readonly string[]): boolean =>
      someState(
        this.#possible,
        facts,
        ids.flatMap((id) => broken.get(id) as Tree[]),
      ) === false;
    return ({ members }) => {
      const ways = new Map(members.map(({ of: { facts } }) => [JSON.stringify(facts), facts]));
      let excludedBy: readonly string[] = [];
      for (const facts of ways.values()) {
        const by = reasons([...broken.keys()], excludedBy, (ids) => contradict(facts, ids));
        if (by === null) return null;
        excludedBy = [...new Set([...excludedBy, ...by])];
      }
      return excludedBy;
    };
  }
}

/**
 * Some ids that suffice, none of which can be left out; null if all together do not.
 *
 * @param likely are tried before others.
 */
function reasons(
  ids: readonly string[],
  likely: readonly string[],
  suffices: (ids: readonly string[]) => boolean,
): readonly string[] | null {
  if (suffices(likely)) return likely;
  if (!suffices(ids)) return null;
  return ids.reduce((kept, id) => {
    const rest = kept.filter((each) => each !== id);
    return suffices(rest) ? rest : kept;
  }, ids);
}

/** The covering of a topology whose commands do not have too many ways; else null. */
function wholeCovering(data: TopologyData): Covering | null {
  try {
    return new Covering(new Topology(data), traceWhole);
  } catch (error) {
    if (error instanceof TooManyPaths) return null;
    throw error;
  }
}

/** Bounds within which an instance is looked at whose commands have too many ways as it is, and how that is said. */
const fewer = { hpasids: 1, gpasids: 1 };
const withFewer = ' with hpasids=1';

/**
 * @param stop told between portions how many states there are; a reason to stop, or null.
 * @throws NotTraceable, and what the specification throws.
 */
export async function coverInstance(
  { name, topology: data, counts }: Instance,
  stop: (states: number) => string | null,
): Promise<CoverageFound> {
  const asIs = wholeCovering(data);
  const bounded = asIs === null ? wholeCovering(withBounds(data, fewer)) : null;
  const covering = asIs ?? bounded ?? new Covering(new Topology(data), trace);
  const { search, reason } = await covering.search(counts.distinct > manyStates, stop);
  try {
    const excluding = covering.excluding();
    const classes = [...covering.sought.values()].map((sought): ClassCoverage => {
      const { shape, seen } = sought;
      const excludedBy = seen === null && reason === null ? excluding(sought) : null;
      return { shape, steps: covering.stepsTo(sought, search), excludedBy };
    });
    return {
      instance: bounded === null ? name : `${name}${withFewer}`,
      commands: covering.commands,
      classes,
      witnesses: covering.witnesses(search),
      unlisted: covering.unlisted,
      reason,
    };
  } finally {
    search.close();
  }
}
