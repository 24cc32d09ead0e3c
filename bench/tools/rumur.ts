/**
 * Runs Rumur on a model in Murphi: its verifier is generated, compiled, and run to the end, on one thread, so that the
 * first error is a nearest one.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { captured, type Findings } from './findings.ts';
import { measure, succeed } from './measure.ts';

/** How states that differ only by scalarsets are merged; exhaustively, or by sorting, which may miss some. */
export type SymmetryReduction = 'off' | 'heuristic' | 'exhaustive';

/**
 * Unpacked states are larger and a tenth faster; names of scalarsets in traces, which nobody reads here, cost time.
 * A state without successors is no error, as with ours.
 */
const options = [
  '--threads=1',
  '--deadlock-detection=off',
  '--pack-state=off',
  '--scalarset-schedules=off',
  '--output-format=machine-readable',
  '--output=model.c',
];
const flags = ['-std=c11', '-O3', '-march=native', '-mcx16', '-o', 'model', 'model.c', '-lpthread'];

/** A compiled verifier, by the directory it stands in. */
export interface RumurVerifier {
  readonly directory: string;
}

/** Generates and compiles the verifier of a Murphi model in `directory`. Throws `ToolFailed` when that fails. */
export function buildRumur(directory: string, murphi: string, symmetry: SymmetryReduction): RumurVerifier {
  writeFileSync(join(directory, 'model.m'), murphi);
  succeed('rumur', [...options, `--symmetry-reduction=${symmetry}`, 'model.m'], directory);
  succeed('gcc', flags, directory);
  return { directory };
}

/** Runs a verifier. It exits with 1 where it found an error, which is a finding. */
export function runRumur({ directory }: RumurVerifier): { findings: Findings; cpuSeconds: number } {
  const { output, cpuSeconds } = measure('./model', [], directory);
  return { findings: parseRumur(output), cpuSeconds };
}

/** What a verifier says. Throws an `Error` when it came to no end. */
export function parseRumur(output: string): Findings {
  const errors = captured('the verifier', output, /<summary [^>]*\berrors="(\d+)"/);
  return {
    distinct: captured('the verifier', output, /<summary states="(\d+)"/),
    // Rumur counts rules fired; our models have one initial state.
    generated: captured('the verifier', output, /<summary [^>]*\brules_fired="(\d+)"/) + 1,
    depth: null,
    errorLength: errors === 0 ? null : output.split('<transition>Rule').length - 1,
  };
}
