/**
 * What an exported text says, read by a program of its own: one that rewrites the few constructs that exports use into
 * JavaScript and so knows nothing of how they were made.
 */

/** Values by the name of a variable. */
export type State = Readonly<Record<string, number>>;

export interface ReadRule {
  readonly name: string;
  /** The state after it, or null where it cannot fire. */
  readonly fire: (state: State) => State | null;
}

export interface ReadModel {
  readonly initial: State;
  readonly rules: readonly ReadRule[];
  /** Whether the invariant of that name is violated. */
  readonly violations: ReadonlyMap<string, (state: State) => boolean>;
}

/** Every match of an expression with the flags g and m, as its groups. */
export const matches = (text: string, pattern: RegExp): readonly (readonly string[])[] =>
  Array.from(text.matchAll(pattern), (match) => match.slice(1));

/**
 * The parts of a rule as functions of named numbers.
 *
 * @param constants as statements.
 * @param variables their names.
 */
export class Rewritten {
  readonly #constants: string;
  readonly #variables: string;

  constructor(constants: string, variables: readonly string[]) {
    this.#constants = constants;
    this.#variables = variables.join(', ');
  }

  test(guard: string): (state: State) => boolean {
    const evaluate = new Function('state', `${this.#constants} const { ${this.#variables} } = state; return ${guard};`);
    return (state) => Boolean(evaluate(state));
  }

  /** @param body statements that assign to the variables. */
  rule(name: string, guard: string, body: string): ReadRule {
    const holds = this.test(guard);
    const text = `${this.#constants} let { ${this.#variables} } = state; ${body} return { ${this.#variables} };`;
    const run = new Function('state', text) as (state: State) => State;
    return { name, fire: (state) => (holds(state) ? run(state) : null) };
  }
}
