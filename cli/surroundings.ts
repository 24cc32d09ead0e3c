/** What a verb has around it: where it writes, what it may be interrupted by, and what it works on. */
import type { LoadableImplementation } from '../conformance/implementation.ts';
import type { Instance } from '../generators/instance.ts';
import type { Topology } from '../spec/topology.ts';

/** Something that text is written to: the standard output, say. */
export interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal. */
  readonly columns?: number;
}

export interface Surroundings {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** Aborted when the user, or the system, wants the program to end. */
  readonly interrupt: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How many instances may be searched side by side, each on a thread of its own; 1 for none but this thread. */
  readonly threads: number;
  /** The instances that can be checked. */
  readonly instances: readonly Instance[];
  /** Makes what is held against the model. On threads of their own it is always the engine. */
  readonly implementation: (topology: Topology) => LoadableImplementation;
}
