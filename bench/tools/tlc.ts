/** Runs TLC on a module: on one worker, so that the first violation is a nearest one. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { captured, type Findings } from './findings.ts';
import { type Measurement, measure, ToolFailed } from './measure.ts';

/** TLC's exit code where an invariant is violated. */
const violated = 12;

/**
 * @param jar an absolute path of tla2tools.jar.
 * @param module the name of the module, and so of its file.
 * @throws ToolFailed when TLC came to no verdict.
 */
export function runTlc(
  jar: string,
  directory: string,
  module: string,
  text: string,
): { findings: Findings; cpuSeconds: number } {
  writeFileSync(join(directory, `${module}.tla`), text);
  writeFileSync(join(directory, `${module}.cfg`), 'SPECIFICATION Spec\nINVARIANT Inv\n');
  const args = ['-cp', jar, 'tlc2.TLC', '-deadlock', '-workers', '1', '-cleanup', `${module}.tla`];
  const { output, exitCode, cpuSeconds }: Measurement = measure('java', args, directory);
  if (exitCode !== 0 && exitCode !== violated) throw new ToolFailed('TLC', output);
  return { findings: parseTlc(output), cpuSeconds };
}

/** What TLC says. A trace of it is one of states, of which the first is no step. */
export function parseTlc(output: string): Findings {
  const states = [...output.matchAll(/^State \d+: /gm)].length;
  const depth = /^The depth of the complete state graph search is (\d+)\.$/m.exec(output)?.[1];
  return {
    distinct: captured('TLC', output, /^\d+ states generated, (\d+) distinct states found/m),
    generated: captured('TLC', output, /^(\d+) states generated, \d+ distinct states found/m),
    depth: depth === undefined ? null : Number(depth),
    errorLength: states === 0 ? null : states - 1,
  };
}
