/**
 * A prompt without a process: what a user types, what is printed, the exit code; and a tiny instance, which is
 * exhausted within one turn of the event loop, beside the real ones.
 */
import { main } from '../../cli/main.ts';
import type { Sink, Surroundings } from '../../cli/surroundings.ts';
import { EngineInstance } from '../../engine/instance.ts';
import type { Instance } from '../../generators/instance.ts';
import { identity } from '../../generators/instances/identity.ts';
import { oneGuest } from '../conformance/planted.ts';

export const tiny: Instance = {
  name: 'tiny',
  purpose: 'tests of the command line',
  lockstep: true,
  topology: oneGuest,
  counts: { distinct: 1, generated: 2, depth: 3 },
};

/** Bounds within which the instance `identity` is exhausted in about a second, with the engine. */
export const small = 'hpasids=1,gpasids=1,grpids=1';

/** A sink that remembers. */
export class Paper implements Sink {
  text = '';
  readonly isTTY: boolean;
  constructor(isTTY = false) {
    this.isTTY = isTTY;
  }
  write(text: string): void {
    this.text += text;
  }
}

/** The surroundings of a program that nobody interrupts, on one thread. */
export function surroundings(changed: Partial<Surroundings> = {}): Surroundings {
  return {
    stdout: new Paper(),
    stderr: new Paper(),
    env: {},
    cwd: '.',
    interrupt: new AbortController().signal,
    now: Date.now,
    threads: 1,
    checkpointSeconds: 30,
    instances: [tiny, identity],
    deepInstances: [],
    implementation: (topology) => new EngineInstance(topology),
    ...changed,
  };
}

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Types a line, whose words are parted by blanks. */
export async function type(line: string, changed: Partial<Surroundings> = {}): Promise<Printed> {
  const stdout = new Paper();
  const stderr = new Paper();
  const argv = line === '' ? [] : line.split(' ');
  const code = await main(argv, surroundings({ stdout, stderr, ...changed }));
  return { code, out: stdout.text, err: stderr.text };
}
