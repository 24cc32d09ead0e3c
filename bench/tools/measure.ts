/**
 * Runs a program to its end and measures the processor time of its whole process. Elapsed time is not measured: on a
 * machine with other work it says little.
 */
import { spawnSync } from 'node:child_process';

export interface Measurement {
  /** Standard output and standard error, as they came. */
  readonly output: string;
  readonly exitCode: number;
  /** Processor time of the process and of those it waited for, in user and in system mode together. */
  readonly cpuSeconds: number;
}

/** A program that could not be run, or did not end as it should have. */
export class ToolFailed extends Error {
  constructor(command: string, output: string) {
    super(`${command} failed: ${output.trim().slice(-2000)}`);
    this.name = 'ToolFailed';
  }
}

/** Runs the program that follows with both outputs in one, then prints the times of its children to standard error. */
const script = '"$@" 2>&1; code=$?; times >&2; exit $code';

/** From the second line of `times`, such as `0m3.215s 0m0.178s`. */
function parseTimes(text: string): number {
  const times = [...(text.trim().split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  if (times.length !== 2) throw new ToolFailed('bash', text);
  return times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

/**
 * Runs `command`, found as a shell would find it, in `directory`.
 *
 * @throws ToolFailed when there is no shell that can measure (bash), or the program was killed.
 */
export function measure(command: string, args: readonly string[], directory: string): Measurement {
  const options = { cwd: directory, encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const { stdout, stderr, status, error } = spawnSync('bash', ['-c', script, 'bash', command, ...args], options);
  if (error !== undefined) throw new ToolFailed('bash', error.message);
  if (status === null || status > 128) throw new ToolFailed(command, stdout);
  return { output: stdout, exitCode: status, cpuSeconds: parseTimes(stderr) };
}

/** Like `measure`, for a program that is to succeed. Throws `ToolFailed` when it does not end with exit code 0. */
export function succeed(command: string, args: readonly string[], directory: string): Measurement {
  const measurement = measure(command, args, directory);
  if (measurement.exitCode !== 0) throw new ToolFailed(command, measurement.output);
  return measurement;
}
