/** What became of scenarios, in text: a line for each, and below it what is not as it is written. */
import type { Problem } from '../conformance/scenario-run.ts';
import type { Paint } from './paint.ts';

export interface ScenarioVerdict {
  readonly path: string;
  readonly title: string;
  /** How many commands it has. */
  readonly commands: number;
  /** Whether its file was changed. */
  readonly rewritten: boolean;
  readonly onModel: readonly Problem[];
  readonly onEngine: readonly Problem[];
}

const problemLines = (path: string, who: string, problems: readonly Problem[]): string[] =>
  problems.map(({ line, what }) => `  ${path}:${line + 1}: ${who}: ${what}`);

export function scenarioText(verdicts: readonly ScenarioVerdict[], paint: Paint): string {
  const lines = verdicts.flatMap(({ path, title, commands, rewritten, onModel, onEngine }) => {
    const good = onModel.length + onEngine.length === 0;
    const verdict = good ? paint('good', 'as told') : paint('bad', 'not so');
    const steps = commands === 1 ? '1 command' : `${commands} commands`;
    return [
      `${verdict}  ${path}: ${title} (${steps}${rewritten ? ', rewritten' : ''})`,
      ...problemLines(path, 'model', onModel),
      ...problemLines(path, 'engine', onEngine),
    ];
  });
  return `${lines.join('\n')}\n`;
}
