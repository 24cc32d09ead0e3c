/** Runs our own side of a comparison as the others are run: in a process of its own, whose start is paid for too. */
import { fileURLToPath } from 'node:url';
import { succeed } from './measure.ts';

/**
 * Runs a compiled script that prints something as JSON, and nothing else.
 *
 * @throws ToolFailed when it does not end with exit code 0.
 */
export function runOwn<Printed>(script: URL, args: readonly string[]): { printed: Printed; cpuSeconds: number } {
  const { output, cpuSeconds } = succeed(process.execPath, [fileURLToPath(script), ...args], '.');
  return { printed: JSON.parse(output) as Printed, cpuSeconds };
}
