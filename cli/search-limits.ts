/** What can be searched at all: told before memory is spent on what cannot. */
import { thousands } from '../report/numbers.ts';
import type { CommandSpec } from '../spec/command.ts';
import { commandKinds, commandSpecs } from '../spec/commands.ts';
import { hostLayout } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';

/** A packed state has at most 16 words. */
const bitsMax = 16 * 32;
/** Every command is tried in every state. */
const commandsMax = 100_000;

const bitsOf = (topology: Topology): number =>
  hostLayout(topology).columns.reduce((sum, { rows, max }) => sum + rows * (32 - Math.clz32(max)), 0);

const commandsOf = (topology: Topology): number =>
  commandKinds.reduce((sum, kind) => {
    const { args }: CommandSpec = commandSpecs[kind];
    return sum + Object.values(args).reduce((product, { values }) => product * values(topology).length, 1);
  }, 0);

/** Why a host is too large to be searched, or null. */
export function tooLarge(topology: Topology): string | null {
  const bits = bitsOf(topology);
  if (bits > bitsMax) return `a state has ${thousands(bits)} bits; ${bitsMax} can be searched`;
  const commands = commandsOf(topology);
  if (commands <= commandsMax) return null;
  return `there are ${thousands(commands)} commands to try in every state; ${thousands(commandsMax)} are the most`;
}
