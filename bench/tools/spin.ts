/**
 * Runs Spin on a model: its verifier is generated, compiled, and run to the end. Only searches that keep every state
 * whole are offered: hash-compact and bitstate search lose states.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { captured, type Findings } from './findings.ts';
import { type Measurement, measure, succeed, ToolFailed } from './measure.ts';

/** The ways to search, by the options that compile the verifier for them. */
export const spinSearches = {
  'depth-first': [],
  'breadth-first': ['-DBFS'],
  collapse: ['-DCOLLAPSE'],
} as const;
export type SpinSearch = keyof typeof spinSearches;

/**
 * Nothing but safety, and every state: without partial order reduction all tools count the same. Our models are one
 * process each, so that there would be nothing to reduce.
 */
const flags = ['-O2', '-DSAFETY', '-DNOREDUCE'];

/** A compiled verifier. */
export interface Pan {
  readonly directory: string;
  readonly search: SpinSearch;
}

/** Generates and compiles the verifier of a Promela model in `directory`. Throws `ToolFailed` when that fails. */
export function buildSpin(directory: string, promela: string, search: SpinSearch): Pan {
  writeFileSync(join(directory, 'model.pml'), promela);
  succeed('spin', ['-a', 'model.pml'], directory);
  // From 10^8 on the verifier would round its counts.
  const verifier = join(directory, 'pan.c');
  writeFileSync(verifier, readFileSync(verifier, 'utf8').replaceAll('%9.8g', '%.15g'));
  succeed('gcc', [...flags, ...spinSearches[search], '-o', 'pan', 'pan.c'], directory);
  return { directory, search };
}

/**
 * Runs a verifier.
 *
 * @param statesMax at least the number of distinct states: it bounds the stack of a depth-first search, which no
 *   path without a repetition exceeds, and sets the size of the hash table.
 */
export function runSpin({ directory, search }: Pan, statesMax: number): { findings: Findings; cpuSeconds: number } {
  const slotsLog2 = Math.max(16, Math.ceil(Math.log2(statesMax)) + 1);
  const depth = search === 'breadth-first' ? [] : [`-m${statesMax + 1}`];
  const { output, exitCode, cpuSeconds }: Measurement = measure('./pan', [...depth, `-w${slotsLog2}`], directory);
  if (exitCode !== 0) throw new ToolFailed('pan', output);
  return { findings: parseSpin(output, search), cpuSeconds };
}

/**
 * What a verifier says. A depth-first search knows no levels.
 *
 * @throws ToolFailed when the search was cut off by anything but an error of the model.
 */
export function parseSpin(output: string, search: SpinSearch): Findings {
  const cut = /max search depth too small|out of memory|MEMLIM|VECTORSZ/.test(output);
  const failed = /assertion violated .*\(at depth (\d+)\)/.exec(output);
  const stopped = /errors: [1-9]|Search not completed/.test(output);
  if (cut || (stopped && failed === null)) throw new ToolFailed('pan', output);
  return {
    distinct: captured('pan', output, /^\s*(\d+) states, stored$/m),
    generated: captured('pan', output, /^\s*(\d+) transitions \(= stored\+matched\)$/m),
    // Spin counts the steps down to the last level.
    depth: search === 'breadth-first' ? captured('pan', output, /depth reached (\d+)/) + 1 : null,
    errorLength: failed === null ? null : Number(failed[1]),
  };
}
