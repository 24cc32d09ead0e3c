/**
 * The same intents as commands of fast-check's own model-based interface (`fc.commands`, `fc.modelRun`), for those who
 * use that. The model is what the sequence has met, the real system is model and implementation side by side.
 */
import fc from 'fast-check';
import { type Intent, resolve } from '../generators/intent.ts';
import type { Population } from '../generators/population.ts';
import { kindsInPlay } from '../generators/within.ts';
import { type CommandKind, printCommand } from '../spec/commands.ts';
import type { Topology } from '../spec/topology.ts';
import type { SideBySide } from './side-by-side.ts';

class HostCommand implements fc.Command<Population, SideBySide> {
  readonly #topology: Topology;
  readonly #kind: CommandKind;
  readonly #intent: Intent;
  /** What it came to when it was run last. */
  #printed: string;

  constructor(topology: Topology, kind: CommandKind, intent: Intent) {
    this.#topology = topology;
    this.#kind = kind;
    this.#intent = intent;
    this.#printed = `${kind}(${intent.join(', ')})`;
  }

  /** Every command is worth trying, the refused ones too. */
  check(): boolean {
    return true;
  }

  run(population: Population, both: SideBySide): void {
    const command = resolve(this.#kind, this.#topology, population, this.#intent);
    this.#printed = printCommand(command);
    const { judged, discord } = both.take(command);
    if (discord !== null) {
      const { what, model, implementation } = discord;
      throw new Error(`${what}: the model says ${model}, the implementation ${implementation}`);
    }
    population.note(command, judged.answer);
  }

  toString(): string {
    return this.#printed;
  }
}

/** Sequences of up to `steps` commands for `fc.modelRun`. */
export function hostCommands(
  topology: Topology,
  steps: number,
): fc.Arbitrary<Iterable<fc.Command<Population, SideBySide>>> {
  const number = fc.nat({ max: 0xffff });
  const intent = fc.tuple(number, number, number, number);
  const ofKind = (kind: CommandKind) => intent.map((numbers) => new HostCommand(topology, kind, numbers));
  return fc.commands(kindsInPlay(topology).map(ofKind), { maxCommands: steps, size: 'max' });
}
