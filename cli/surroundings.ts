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
  /** How many threads there are for instances that are searched side by side, unless the user says otherwise. */
  readonly threads: number;
  /** Least time from one checkpoint of a search to the next. */
  readonly checkpointSeconds: number;
  /** The instances that are checked where none is named. */
  readonly instances: readonly Instance[];
  /** Those that are checked when they are named. */
  readonly deepInstances: readonly Instance[];
  /** Makes what is held against the model. On threads of their own it is always the engine. */
  readonly implementation: (topology: Topology) => LoadableImplementation;
}
