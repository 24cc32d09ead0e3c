/** The surroundings of a real process: its streams, its signals and its machine. */
import { availableParallelism } from 'node:os';
import { EngineInstance } from '../engine/instance.ts';
import { deepInstances } from '../generators/deep-instances.ts';
import { instances } from '../generators/instances.ts';
import { exitCodes } from './exit-codes.ts';
import type { Surroundings } from './surroundings.ts';

/** More threads would not help: the largest instance takes as long as the others together. */
const threadsMax = 2;

/** What is lost of a search when the machine fails is no longer than this, or little longer. */
const checkpointSeconds = 30;

/**
 * The first SIGINT or SIGTERM asks the program to end, a second one ends it. Whoever stops reading what is written (as
 * `head` does) does not disturb it; any other error of a stream ends it.
 */
export function surroundingsOf(program: NodeJS.Process): Surroundings {
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) program.once(signal, () => interrupt.abort());
  for (const stream of [program.stdout, program.stderr]) {
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code !== 'EPIPE') program.exit(exitCodes.system);
    });
  }
  return {
    stdout: program.stdout,
    stderr: program.stderr,
    env: program.env,
    cwd: program.cwd(),
    interrupt: interrupt.signal,
    now: Date.now,
    threads: Math.min(threadsMax, availableParallelism()),
    checkpointSeconds,
    instances,
    deepInstances,
    implementation: (topology) => new EngineInstance(topology),
  };
}
