/**
 * Every command within the bounds of a topology: all combinations of all values of all arguments, the ill-formed
 * ones included. Their order is fixed, since a search names commands by their place in it.
 */
import type { Argument, ArgumentValue } from '../spec/arguments.ts';
import { type Command, commandKinds, commandOf, commandSpecs } from '../spec/commands.ts';
import type { Topology } from '../spec/topology.ts';

function product(lists: readonly (readonly ArgumentValue[])[]): ArgumentValue[][] {
  return lists.reduce<ArgumentValue[][]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
    [[]],
  );
}

export function commandsWithin(topology: Topology): Command[] {
  return commandKinds.flatMap((kind) => {
    const args: readonly Argument[] = Object.values(commandSpecs[kind].args);
    return product(args.map(({ values }) => values(topology))).map((values) => commandOf(kind, values));
  });
}
