/**
 * What is compiled: a transition system over a schema, written to be read and run on any store. The same program runs
 * on packed cells, where it is the plain model, and under the tracer, from which everything compiled is derived.
 * It must be a function of the cells it reads and of nothing else.
 */
import type { Layout } from '../spec/schema/layout.ts';
import type { Store } from '../spec/schema/store.ts';

/** What an action came to. */
export interface Outcome {
  /** Whether it leads to a successor. If not, it must have written nothing. */
  readonly granted: boolean;
  /** The program's own note, any integer: which rule refused, what was answered. */
  readonly note: number;
}

/** What there is to see, from the least to the most: nothing; something to check, and it is right; something wrong. */
export const sight = { nothing: 0, met: 1, broken: 2 } as const;
export type Sight = (typeof sight)[keyof typeof sight];

/** One small thing to look at. It should read few cells: many small cases are cheap where one large one explodes. */
export interface Case {
  /** Writes nothing. */
  readonly look: () => Sight;
  /** The mark of `met` (and of `broken`, which includes it); null if nobody asks for it. */
  readonly met: number | null;
  /** The mark of `broken`; null if nobody asks for it. */
  readonly broken: number | null;
}

/** What an action does, part by part. */
export interface Parts {
  /** The outcome of an action if no effect fails. Writes nothing. */
  readonly decide: (action: number) => Outcome;
  /** What it does where it is granted, in order, whatever the state. Each answers whether it was done, or failed. */
  readonly effects: (action: number) => readonly (() => boolean)[];
}

/** A program at work on a store. */
export interface Run {
  /** Writes the initial state to a store whose cells are all 0. */
  readonly boot: () => void;
  /** Takes the action of this number. */
  readonly act: (action: number) => Outcome;
  /** The same in parts, for actions with too many ways to be traced as one; not given where none has. */
  readonly inParts?: Parts;
  /** What to look at in every state. */
  readonly stateCases: readonly Case[];
  /**
   * What to look at on the step that `act` has just taken. The same list may be given for many steps, and should be
   * where that is so: what its cases show is then a function of the outcome and of the states before and after.
   */
  readonly stepCases: (action: number, outcome: Outcome) => readonly Case[];
}

export interface Program {
  readonly layout: Layout;
  /** Every action by name, in the order in which they are tried. */
  readonly actions: readonly string[];
  /** Every mark by name. */
  readonly marks: readonly string[];
  /** The mark of refusals with a note, null where nobody asks. */
  readonly refusalMark: (note: number) => number | null;
  /**
   * @param before shows the state in which the action in hand began. It is only read.
   * @param changed whether the store now holds another state than that.
   */
  readonly on: (store: Store, before: Store, changed: () => boolean) => Run;
}

/** The mark of ways that leave the range of a field or name a row that is not there: one past those of the program. */
export const defectMark = ({ marks }: Program): number => marks.length;
