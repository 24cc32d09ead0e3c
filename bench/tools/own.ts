/** Runs our own side of a comparison as the others are run: in a process of its own, whose start is paid for too. */
import type { Findings } from './findings.ts';
import { succeed } from './measure.ts';

/**
 * Runs a compiled script that prints its findings, and nothing else, as JSON.
 *
 * @param options of Node itself, such as `--max-semi-space-size=64`.
 * @throws ToolFailed when it does not end with exit code 0.
 */
export function runOwn(
  script: string,
  args: readonly string[],
  options: readonly string[] = [],
): { findings: Findings; cpuSeconds: number } {
  const { output, cpuSeconds } = succeed(process.execPath, [...options, script, ...args], '.');
  return { findings: JSON.parse(output) as Findings, cpuSeconds };
}
