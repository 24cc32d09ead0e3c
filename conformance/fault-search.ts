/**
 * The search of one instance for what one design breaks in it, breadth-first. It knows of every state on the way which
 * invariants were broken before, so that it can tell a story that breaks one alone from a story that breaks others too. Of
 * stories that come to the same state one is gone on with if none has broken less.
 *
 * A story that has broken nothing is gone on with up to the depth. One that has is gone on with as long as an invariant
 * that claims the design could still be broken sooner than it is known to be.
 * Not here: leads-to properties, which need the whole graph (check.ts).
 */
import type { Invariant } from '../invariants/invariant.ts';
import type { Design } from '../spec/designs/design.ts';
import type { FaultGraph } from './fault-graph.ts';
import { NotReproduced } from './not-reproduced.ts';
import { emptySet } from './number-sets.ts';
import { type Move, tellViolation } from './story.ts';

/** An invariant that is broken. */
export interface Caught {
  readonly invariant: string;
  /** Commands of the shortest story that breaks it. */
  readonly length: number;
  /** Whether a story breaks it and no other, but for those that follow from others: then it follows from none. */
  readonly alone: boolean;
  /** Whether it is said to follow from others, and a story breaks it that has broken none of them. */
  readonly unexplained: boolean;
}

/** What is known of an invariant that was seen broken. */
interface Sighting {
  readonly length: number;
  /** The last node of the shortest story but for its last action; none of a state that is broken from boot on. */
  readonly node: number;
  readonly action: number;
  alone: boolean;
  unexplained: boolean;
}

const none = -1;

export interface FaultSearchOptions {
  /** The most commands of a story. */
  readonly maxDepth: number;
  /** The lengths of the shortest stories of this design that are known, by the id of what they break; added to. */
  readonly shortest: Map<string, number>;
}

export class FaultSearch {
  readonly #graph: FaultGraph;
  readonly #design: Design;
  readonly #maxDepth: number;
  readonly #shortest: Map<string, number>;
  readonly #claims: readonly Invariant[];
  /** By invariant: those from which it follows, null if it is said to follow from none. */
  readonly #from: readonly (readonly number[] | null)[];
  readonly #sightings = new Map<number, Sighting>();
  /** Commands of the stories that end at the nodes found last. */
  #length = 0;
  /** By node: a state, what was broken on the way there, the node and the action before; and the node that came to this state before. */
  readonly #states: number[] = [];
  readonly #broken: number[] = [];
  readonly #parents: number[] = [];
  readonly #actions: number[] = [];
  readonly #older: number[] = [];
  /** By state, the node that came to it last. */
  readonly #newest = new Map<number, number>();
  /** The first node that is not expanded. */
  #next = 0;

  constructor(graph: FaultGraph, design: Design, { maxDepth, shortest }: FaultSearchOptions) {
    const { invariants } = graph;
    this.#graph = graph;
    this.#design = design;
    this.#maxDepth = maxDepth;
    this.#shortest = shortest;
    this.#claims = invariants.filter(({ catches }) => catches.includes(design.name));
    this.#from = invariants.map(({ follows }) =>
      follows === undefined ? null : invariants.flatMap(({ id }, place) => (follows.from.includes(id) ? [place] : [])),
    );
    graph.play(design);
    this.#admit(graph.boot, this.#see(emptySet, graph.brokenIn(graph.boot), none, none), none, none);
  }

  /** Looks at stories of one command more; false when that was all. No other search of this graph may be under way. */
  deepen(): boolean {
    const { sets, edges } = this.#graph;
    this.#length++;
    const goesOn = this.#length <= this.#horizon();
    const end = this.#states.length;
    for (; this.#next < end; this.#next++) {
      const node = this.#next;
      const state = this.#states[node] as number;
      const before = this.#broken[node] as number;
      if (before !== emptySet && !goesOn) continue;
      this.#graph.expand(state);
      for (let at = 0; at < edges.length; at += 3) {
        const action = edges[at] as number;
        const target = edges[at + 2] as number;
        const seen = sets.union(edges[at + 1] as number, this.#graph.brokenIn(target));
        const broken = this.#see(before, seen, node, action);
        if (target !== state) this.#admit(target, broken, node, action);
      }
    }
    return this.#length < this.#maxDepth && end < this.#states.length;
  }

  /**
   * What the design breaks, each invariant once, in their order.
   *
   * @throws NotReproduced where the plain model does not tell a story that is shorter than those known before.
   */
  caught(): readonly Caught[] {
    return this.#graph.invariants.flatMap((invariant, place): Caught[] => {
      const sighting = this.#sightings.get(place);
      if (sighting === undefined) return [];
      const { length, alone, unexplained } = sighting;
      if (length < (this.#shortest.get(invariant.id) ?? Number.POSITIVE_INFINITY)) {
        this.#tell(invariant, sighting);
        this.#shortest.set(invariant.id, length);
      }
      return [{ invariant: invariant.id, length, alone, unexplained }];
    });
  }

  /** How long a story may be that breaks something which claims the design sooner than is known. */
  #horizon(): number {
    const lengths = this.#claims.map((claim) => {
      const here = this.#sightings.get(this.#graph.invariants.indexOf(claim))?.length ?? this.#maxDepth;
      return Math.min(here, this.#shortest.get(claim.id) ?? this.#maxDepth);
    });
    return Math.max(0, ...lengths);
  }

  /** Takes notice of what is broken at the end of a story, and gives it with what was broken before. */
  #see(before: number, seen: number, node: number, action: number): number {
    const { sets } = this.#graph;
    const after = sets.union(before, seen);
    if (after === before) return after;
    const all = sets.members(after);
    const basis = all.filter((place) => this.#from[place] === null);
    for (const place of all) {
      if (sets.members(before).includes(place)) continue;
      let sighting = this.#sightings.get(place);
      if (sighting === undefined) {
        sighting = { length: this.#length, node, action, alone: false, unexplained: false };
        this.#sightings.set(place, sighting);
      }
      sighting.alone ||= basis.every((other) => other === place);
      sighting.unexplained ||= this.#from[place]?.some((other) => all.includes(other)) === false;
    }
    return after;
  }

  #admit(state: number, broken: number, node: number, action: number): void {
    const newest = this.#newest.get(state) ?? none;
    for (let older = newest; older !== none; older = this.#older[older] as number) {
      if (this.#graph.sets.includes(broken, this.#broken[older] as number)) return;
    }
    this.#newest.set(state, this.#states.length);
    this.#states.push(state);
    this.#broken.push(broken);
    this.#parents.push(node);
    this.#actions.push(action);
    this.#older.push(newest);
  }

  /** The plain model must break the invariant with the last command, and not before. */
  #tell(invariant: Invariant, { node, action }: Sighting): void {
    const moves: Move[] = [];
    for (let at = node, last = action; last !== none; at = this.#parents[at] as number) {
      moves.unshift(this.#graph.move(last));
      last = this.#actions[at] as number;
    }
    const { steps, broken } = tellViolation(this.#graph.topology, this.#design, invariant, moves);
    if (broken === null || steps.length !== moves.length) throw new NotReproduced(`a violation of ${invariant.id}`);
  }
}
