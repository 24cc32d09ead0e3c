/**
 * Shrinks a sequence of commands that makes model and implementation differ, until no command can be left out.
 * PASIDs and sets are followed by acquaintance: a number that some allocation of the sequence answered is taken to
 * mean that answer, so that leaving out an earlier allocation renames the rest instead of spoiling it.
 * Not here: other values for arguments.
 */
import { wrap } from '../spec/arguments.ts';
import type { Command, CommandKind } from '../spec/commands.ts';
import type { Answer } from '../spec/errno.ts';

/** A command of the sequence, with the arguments that name the answer of an earlier one. */
interface Item {
  readonly command: Command;
  /** The item itself is what later ones refer to. */
  readonly refers: readonly { readonly name: string; readonly to: Item; readonly past: number }[];
}

/** What a trial needs: takes commands one by one from boot, and says after each what was answered, or that it differs. */
export interface Trial {
  take(command: Command): { readonly answer: Answer; readonly differs: boolean };
  /** Asked when all commands are taken. */
  differsAtEnd(): boolean;
}

export interface Shrunk {
  readonly commands: readonly Command[];
  /** How many sequences were tried. */
  readonly trials: number;
}

/** The arguments that can name what an earlier command answered, and the kind of that command. */
const namesAnswerOf = {
  hpasid: 'ioasid_alloc',
  gpasid: 'ioasid_alloc',
  pasid: 'ioasid_alloc',
  set: 'ioasid_set_alloc',
} as const satisfies Readonly<Record<string, CommandKind>>;

/** Finds what the PASIDs and sets of a sequence refer to, by running it once. */
function linked(commands: readonly Command[], trial: Trial): readonly Item[] {
  const answered = { ioasid_alloc: new Map<number, Item>(), ioasid_set_alloc: new Map<number, Item>() };
  return commands.map((command) => {
    const values = command as unknown as Readonly<Record<string, unknown>>;
    const refers = Object.entries(namesAnswerOf).flatMap(([name, kind]) => {
      const value = values[name];
      if (typeof value !== 'number') return [];
      const past = value > wrap ? wrap : 0;
      const to = answered[kind].get(value - past);
      return to === undefined ? [] : [{ name, to, past }];
    });
    const item: Item = { command, refers };
    const { answer } = trial.take(command);
    const { kind } = command;
    if (answer > 0 && (kind === 'ioasid_alloc' || kind === 'ioasid_set_alloc')) answered[kind].set(answer, item);
    return item;
  });
}

/** Items, and the commands they came to. */
interface Told {
  readonly items: readonly Item[];
  readonly commands: readonly Command[];
}

/** Runs items, and gives those up to the first difference; null if there is none. */
function run(items: readonly Item[], trial: Trial): Told | null {
  const answers = new Map<Item, Answer>();
  const commands: Command[] = [];
  for (const [place, item] of items.entries()) {
    // Without the PASID or set it is about a command means nothing; a gpasid that equalled one may stand for itself.
    if (item.refers.some(({ name, to }) => name !== 'gpasid' && !answers.has(to))) continue;
    const known = item.refers.filter(({ to }) => answers.has(to));
    const renamed = known.map(({ name, to, past }) => [name, (answers.get(to) as Answer) + past] as const);
    const command = { ...item.command, ...Object.fromEntries(renamed) } as Command;
    commands.push(command);
    const { answer, differs } = trial.take(command);
    if (differs) return { items: items.slice(0, place + 1), commands };
    if (answer > 0) answers.set(item, answer);
  }
  return trial.differsAtEnd() ? { items, commands } : null;
}

/**
 * Leaves out as much as it can: first large pieces, then small ones, then single commands until none can go.
 *
 * @param commands a sequence that differs.
 * @param begin starts a trial from boot.
 */
export function shrink(commands: readonly Command[], begin: () => Trial): Shrunk {
  let best: Told = { items: linked(commands, begin()), commands };
  let trials = 1;
  let size = Math.max(1, commands.length);
  for (;;) {
    const before = best.items.length;
    for (let end = best.items.length; end > 0; end = Math.min(end - size, best.items.length)) {
      const start = Math.max(0, end - size);
      trials++;
      const shorter = run([...best.items.slice(0, start), ...best.items.slice(end)], begin());
      if (shorter !== null) best = shorter;
    }
    if (size > 1) size = Math.ceil(size / 2);
    else if (best.items.length === before) break;
  }
  return { commands: best.commands, trials };
}
