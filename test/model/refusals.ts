/**
 * The refusals of a command as one table, in the order of its rules. Each row breaks, besides its own rule, as many of
 * the later ones as can be broken with it, and says which; so it is the order that decides. The engine, put into the same
 * state, must refuse with the same errno; it is of the golden design.
 */
import { describe, expect, it } from 'vitest';
import type { Predicate, Transition } from '../../model/transition.ts';
import type { CommandOf, CommandSpec, RuleIdOf } from '../../spec/command.ts';
import { type CommandJson, commandFromJson } from '../../spec/commands.ts';
import type { StateJson } from '../../spec/schema/json.ts';
import { Bench, type BenchOptions } from './bench.ts';

export interface Row<Spec extends CommandSpec> {
  readonly rule: RuleIdOf<Spec>;
  /** Later rules that this row breaks as well. */
  readonly also?: readonly RuleIdOf<Spec>[];
  /** What the row is about where the rule alone does not say it. */
  readonly when?: string;
  /** Laid over the state after boot. */
  readonly states?: readonly StateJson[];
  readonly options?: BenchOptions;
  /** The arguments of the command. */
  readonly args: CommandJson;
}

export function describeRefusals<Spec extends CommandSpec>(
  spec: Spec,
  { refuses }: Transition<Spec>,
  rows: readonly Row<Spec>[],
): void {
  const order = spec.rules.map(({ id }) => id);

  describe(`the refusals of ${spec.kind}`, () => {
    it('have a row for each rule, in the order of the rules', () => {
      expect([...new Set<string>(rows.map(({ rule }) => rule))]).toEqual(order);
    });

    for (const { rule: id, also = [], when, states = [], options = {}, args } of rows) {
      const rule = spec.rules[order.indexOf(id)] as Spec['rules'][number];
      const json = { kind: spec.kind, ...args };
      const before = also.length === 0 ? '' : `, before ${also.join(', ')}`;

      it(`are ${rule.errno} because ${when ?? rule.because} (${id}${before})`, () => {
        const bench = new Bench(states, options);
        const applies = (other: RuleIdOf<Spec>) =>
          (refuses[other] as Predicate<Spec>)(bench.host, commandFromJson(json) as unknown as CommandOf<Spec>);
        expect(also.filter((other) => order.indexOf(other) <= order.indexOf(id) || !applies(other))).toEqual([]);
        expect(bench.refusal(json)).toBe(id);
        if (options.design === undefined) expect(bench.engineAnswer(json)).toBe(`-${rule.errno}`);
        expect(bench.issue(json)).toEqual([`-${rule.errno}`]);
      });
    }
  });
}
