/** `vsva explain`: all that is known of one thing; of a command, on request, every way in which it can go. */
import { hostProgram } from '../conformance/host-program.ts';
import { commandsWithin } from '../generators/within.ts';
import { explainText } from '../report/explain-text.ts';
import { explanations } from '../report/explanation.ts';
import { shapesOf } from '../report/shapes.ts';
import { treeText } from '../report/tree-text.ts';
import { type Command, printCommand } from '../spec/commands.ts';
import { designs } from '../spec/designs/designs.ts';
import { golden } from '../spec/designs/golden.ts';
import { Topology } from '../spec/topology.ts';
import { reporterFlag } from './common-flags.ts';
import { exitCodes } from './exit-codes.ts';
import type { Given } from './flags.ts';
import { type Report, Reporters } from './reporters.ts';
import type { Surroundings } from './surroundings.ts';
import { named, UsageError, unknown } from './usage-error.ts';
import type { Verb } from './verb.ts';

const nameOf = ({ name }: { readonly name: string }): string => name;

function explained(id: string): Report {
  const explanation = named('id', id, explanations(), (each) => each.id);
  return { json: { schema: 'vsva/explain/1', ...explanation }, text: () => explainText(explanation) };
}

/** All commands of a kind, or the only one that is written so; blanks do not matter. */
function commandsCalled(text: string, all: readonly Command[]): readonly Command[] {
  const bare = text.replaceAll(' ', '');
  const called = all.filter((command) => command.kind === bare || printCommand(command).replaceAll(' ', '') === bare);
  if (called.length > 0) return called;
  throw unknown('command', text, [...new Set(all.map(({ kind }) => kind)), ...all.map(printCommand)]);
}

function treeOf(text: string, given: Given, { instances }: Surroundings): Report {
  const instanceName = given.text('instance') ?? (instances[0] as Surroundings['instances'][number]).name;
  const instance = named('instance', instanceName, instances, nameOf);
  const design = named('design', given.text('design') ?? golden.name, designs, nameOf);
  const topology = new Topology(instance.topology);
  const commands = commandsCalled(text, commandsWithin(topology));
  const shapes = shapesOf(hostProgram({ topology, design, commands, invariants: [], witnesses: [] }));
  const json = { schema: 'vsva/tree/1', command: text, instance: instance.name, design: design.name, shapes };
  return { json, text: () => treeText(`${text} on ${instance.name}, ${design.name}`, shapes) };
}

export const explain: Verb = {
  name: 'explain',
  operands: 'ID',
  summary: 'Explains anything that has a name, such as a rule or a fault.',
  example: 'vsva explain vfio/bind-already-bound',
  flags: {
    tree: { about: 'every way in which a command can go: what is so, what it answers, what changes' },
    instance: { value: 'NAME', about: 'the instance on which --tree is told; the first if left out' },
    design: { value: 'NAME', about: 'the design of which --tree is told; golden if left out' },
    ...reporterFlag,
  },
  run: (given, surroundings) => {
    const [id, more] = given.positionals;
    if (id === undefined || more !== undefined) throw new UsageError('explain takes one id; vsva list names them');
    const unused = given.has('tree') ? undefined : ['instance', 'design'].find((flag) => given.has(flag));
    if (unused !== undefined) throw new UsageError(`--${unused} goes with --tree`);
    const reporters = new Reporters(given, surroundings.cwd);
    reporters.publish(given.has('tree') ? treeOf(id, given, surroundings) : explained(id), surroundings);
    return exitCodes.ok;
  },
};
