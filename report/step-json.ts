/** The steps of a story as plain data: what was asked, what was answered, and what changed. */
import type { Told } from '../conformance/model-run.ts';
import { type CommandJson, commandToJson, printAnswer } from '../spec/commands.ts';
import type { Change } from '../spec/schema/print.ts';

export interface StepJson {
  readonly command: CommandJson;
  /** `p1`, `0`, `-EBUSY` */
  readonly answer: string;
  /** The id of the rule that refused it, or null. */
  readonly rule: string | null;
  /** The cells that hold something else after it. */
  readonly diff: readonly Change[];
}

export const stepsJson = (steps: readonly Told[]): readonly StepJson[] =>
  steps.map(({ command, answer, rule, changes }) => ({
    command: commandToJson(command),
    answer: printAnswer(command, answer),
    rule: rule === null ? null : rule.id,
    diff: changes,
  }));
