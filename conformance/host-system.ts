/**
 * The model of an instance as a system that the checker can search edge by edge: every command is tried in every
 * state, refused ones too. With an implementation beside it, every edge is also compared. The model is asked through
 * what it has learnt (`compile/learnt.ts`), so that a way through a command is run once and remembered.
 * A label is an action. What is seen is counted here: `compiled-host.ts` is faster and counts nothing.
 */
import { type Expansion, IN_STATE } from '../checker/expansion.ts';
import type { System } from '../checker/system.ts';
import { LearntProgram } from '../compile/learnt.ts';
import { DenseStore } from '../spec/schema/dense.ts';
import { answerOf, type HostAction, type HostProgram } from './host-program.ts';
import type { LoadableImplementation } from './implementation.ts';
import { Lockstep } from './lockstep.ts';

export class HostSystem implements System {
  readonly width: number;
  /** The mark of an edge on which model and implementation differ. */
  readonly differenceMark: number;
  /** How often each mark was seen. */
  readonly tallies: Float64Array;

  readonly #program: HostProgram;
  readonly #model: LearntProgram;
  readonly #lockstep: Lockstep | null;
  /** The first action of each command, and their number at the end. */
  readonly #firstActions: readonly number[];

  constructor(program: HostProgram, implementation: LoadableImplementation | null) {
    const { hostActions, marks } = program;
    this.#program = program;
    this.#model = new LearntProgram(program);
    this.width = this.#model.width;
    this.differenceMark = marks.length;
    this.tallies = new Float64Array(marks.length);
    const firsts = hostActions.flatMap(({ refuses }, action) => (refuses ? [action] : []));
    this.#firstActions = [...firsts, hostActions.length];
    const commands = firsts.map((action) => (hostActions[action] as HostAction).command);
    this.#lockstep = implementation === null ? null : new Lockstep(implementation, commands, this.width);
  }

  /** Edges on which the implementation was compared. */
  get edgesCompared(): number {
    return this.#lockstep?.edges ?? 0;
  }

  initial(into: Expansion): void {
    const store = new DenseStore(this.#program.layout);
    this.#program.on(store, store, () => false).boot();
    const at = into.add(0);
    store.pack(into.words, at);
  }

  expand(words: Int32Array, at: number, into: Expansion): void {
    this.#model.store.unpack(words, at);
    this.#model.look((mark) => this.#see(mark, IN_STATE, into));
    this.#lockstep?.load(words, at);
    for (let command = 0; command + 1 < this.#firstActions.length; command++) this.#take(command, words, at, into);
  }

  /** Every allowed value is a successor; the implementation must be at the one whose value it answered. */
  #take(command: number, words: Int32Array, at: number, into: Expansion): void {
    const first = this.#firstActions[command] as number;
    const end = this.#firstActions[command + 1] as number;
    const answered = this.#lockstep?.execute(command);
    let same = this.#lockstep === null;
    for (let action = first; action < end; action++) {
      const way = this.#model.take(action);
      for (let place = 0; place < way.marks.length; place++) this.#see(way.marks[place] as number, action, into);
      const { outcome } = way;
      if (outcome.granted) {
        const to = into.add(action);
        this.#model.after(way, words, at, into.words, to);
        if (answered === outcome.note) same ||= this.#lockstep?.isAt(into.words, to) === true;
      } else if (outcome.note >= 0 && answered === answerOf(outcome)) {
        same ||= this.#lockstep?.isUntouched() === true;
      }
    }
    if (!same) into.mark(this.differenceMark, first);
    this.#lockstep?.restore();
  }

  /** Counts what is seen; of what is no defect the first sighting will do. */
  #see(mark: number, label: number, into: Expansion): void {
    const seen = (this.tallies[mark] as number) + 1;
    this.tallies[mark] = seen;
    if (seen === 1 || mark < this.#program.markOf.met) into.mark(mark, label);
  }
}
