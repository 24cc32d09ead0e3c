/**
 * Every command in play within the bounds of a topology: all combinations of all values of all arguments, the ill-formed
 * ones included. Their order is fixed, since a search names commands by their place in it.
 */
import type { Argument, ArgumentValue } from '../spec/arguments.ts';
import { type Command, type CommandKind, commandKinds, commandOf, commandSpecs } from '../spec/commands.ts';
import type { Topology } from '../spec/topology.ts';

function product(lists: readonly (readonly ArgumentValue[])[]): ArgumentValue[][] {
  return lists.reduce<ArgumentValue[][]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
    [[]],
  );
}

const argumentsOf = (kind: CommandKind): readonly Argument[] => Object.values(commandSpecs[kind].args);

/** The kinds of command in play that the topology has objects for, in order. */
export function kindsInPlay(topology: Topology): readonly CommandKind[] {
  const played = commandKinds.filter((kind) => topology.plays(kind));
  // Each is asked once: the values of some are as many as there are PASIDs.
  const all = [...new Set(played.flatMap(argumentsOf))];
  const without = new Set(all.filter(({ values }) => values(topology).length === 0));
  return played.filter((kind) => !argumentsOf(kind).some((argument) => without.has(argument)));
}

export function commandsWithin(topology: Topology): Command[] {
  return kindsInPlay(topology).flatMap((kind) =>
    product(argumentsOf(kind).map(({ values }) => values(topology))).map((values) => commandOf(kind, values)),
  );
}
