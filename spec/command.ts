/**
 * What a command is to the specification: a name in the kernel's spelling, its arguments (the actor first), and the
 * ordered tuple of rules that may refuse it. That order is the errno precedence.
 */
import type { Argument, ArgumentValue } from './arguments.ts';
import type { Rule } from './rule.ts';
import type { Source } from './source.ts';

export type Args = Readonly<Record<string, Argument>>;

export interface CommandSpec<
  Kind extends string = string,
  A extends Args = Args,
  Rules extends readonly Rule[] = readonly Rule[],
> {
  readonly kind: Kind;
  /** What it does, in one sentence. */
  readonly summary: string;
  readonly sources: readonly Source[];
  /** Arguments in the order in which they are written; the first is `actor`. */
  readonly args: A;
  /** What it answers on success: the id of something it chose, an amount, a pointer to something, or 0. */
  readonly answers: 'zero' | 'amount' | 'set' | 'hpasid' | 'data';
  /** Rules in order of precedence: when several apply, the first decides the errno. */
  readonly rules: Rules;
}

export const command = <const Kind extends string, A extends Args, const Rules extends readonly Rule[]>(
  spec: CommandSpec<Kind, A, Rules>,
): CommandSpec<Kind, A, Rules> => spec;

/** A command as plain data: its kind, and a number (or null) for each argument. */
export type CommandOf<Spec extends CommandSpec> = { readonly kind: Spec['kind'] } & {
  readonly [Name in keyof Spec['args']]: Spec['args'][Name] extends Argument<infer V extends ArgumentValue> ? V : never;
};

/** The id of any rule of a command. */
export type RuleIdOf<Spec extends CommandSpec> = Spec['rules'][number]['id'];
