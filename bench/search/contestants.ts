/** Who takes part in a contest. Verifiers are generated and compiled here, in folders of their own; only their runs count. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from '../tools/contest.ts';
import type { Findings } from '../tools/findings.ts';
import { runOwn } from '../tools/own.ts';
import { buildRumur, runRumur, type SymmetryReduction } from '../tools/rumur.ts';
import { buildSpin, runSpin, type SpinSearch } from '../tools/spin.ts';
import { runTlc } from '../tools/tlc.ts';

/** What our own side is called. */
export const ownName = 'vsva';

/** @param script in `bench/own`, that prints `Findings`. */
export function own(script: string, args: readonly string[]): Contestant {
  const url = new URL(`../own/${script}.js`, import.meta.url);
  return {
    name: ownName,
    run: () => {
      const { printed, cpuSeconds } = runOwn<Findings>(url, args);
      return { findings: printed, cpuSeconds };
    },
  };
}

function folderIn(base: string, name: string): string {
  const folder = join(base, name.replaceAll(' ', '-'));
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Exact searches of Spin. @param statesMax at least as many as there are. */
export function spin(
  base: string,
  promela: string,
  statesMax: number,
  searches: readonly SpinSearch[],
): readonly Contestant[] {
  return searches.map((search) => {
    const name = `Spin ${search}`;
    const pan = buildSpin(folderIn(base, name), promela, search);
    return { name, run: () => runSpin(pan, statesMax) };
  });
}

export function rumur(base: string, murphi: string, symmetry: SymmetryReduction): Contestant {
  const name = symmetry === 'off' ? 'Rumur' : `Rumur ${symmetry} symmetry`;
  const verifier = buildRumur(folderIn(base, name), murphi, symmetry);
  return { name, run: () => runRumur(verifier) };
}

/** @param jar an absolute path of tla2tools.jar. */
export function tlc(base: string, jar: string, module: string, text: string): Contestant {
  const folder = folderIn(base, 'TLC');
  return { name: 'TLC', run: () => runTlc(jar, folder, module, text) };
}

/** The same, in one round only. */
export const once = (contestant: Contestant): Contestant => ({ ...contestant, roundsMax: 1 });
