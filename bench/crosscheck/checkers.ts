/** Our checker and the others, each asked the same, all searching breadth-first. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { murphi } from '../../compile/export/murphi.ts';
import { identifier } from '../../compile/export/names.ts';
import { promela } from '../../compile/export/promela.ts';
import { tla } from '../../compile/export/tla.ts';
import { CompiledSearch } from '../../conformance/compiled-search.ts';
import type { Findings } from '../tools/findings.ts';
import { buildRumur, runRumur } from '../tools/rumur.ts';
import { buildSpin, runSpin } from '../tools/spin.ts';
import { runTlc } from '../tools/tlc.ts';
import type { Subject } from './subject.ts';

/** The length of an error is that of the way to the state in which the exported invariant is violated. */
export type Checker = (subject: Subject) => Findings;

/** More than the distinct states of any subject. */
const statesMax = 1 << 22;

function within<T>(use: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'vsva-crosscheck-'));
  try {
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

export const vsva: Checker = ({ program, broken }) => {
  const search = new CompiledSearch(program, {});
  const isFound = () => broken !== null && search.saw(0);
  while (!isFound() && search.advance(4096));
  const moves = broken === null ? null : search.moves(0);
  // Exports state an invariant of steps of the state before the step.
  const last = broken?.of === 'step' ? 1 : 0;
  const errorLength = moves === null ? null : moves.length - last;
  return { distinct: search.distinct, generated: search.generated, depth: search.depth, errorLength };
};

export const spin: Checker = ({ traced, about }) =>
  within((directory) => runSpin(buildSpin(directory, promela(traced, about), 'breadth-first'), statesMax).findings);

export const rumur: Checker = ({ traced, about }) =>
  within((directory) => {
    const { findings } = runRumur(buildRumur(directory, murphi(traced, about), 'off'));
    // The rule that fails is a step of its own.
    return { ...findings, errorLength: findings.errorLength === null ? null : findings.errorLength - 1 };
  });

/** @param jar of the TLA+ tools. */
export const tlc =
  (jar: string): Checker =>
  ({ traced, about }) =>
    within((directory) => runTlc(jar, directory, identifier(about.name), tla(traced, about)).findings);
