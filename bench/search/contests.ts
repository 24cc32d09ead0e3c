/** The contests: the same model given to our checker and to others. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { About } from '../../compile/export/model.ts';
import { murphi } from '../../compile/export/murphi.ts';
import { identifier } from '../../compile/export/names.ts';
import { promela } from '../../compile/export/promela.ts';
import { tla } from '../../compile/export/tla.ts';
import { type TracedProgram, trace } from '../../compile/traced.ts';
import { threeVms } from '../../generators/instances/three-vms.ts';
import { exhausted } from '../crosscheck/subject.ts';
import { type Configuration, type Counts, configurationF, configurationP } from '../protocol/configuration.ts';
import { protocol } from '../protocol/program.ts';
import { symmetricMurphi } from '../protocol/symmetric-murphi.ts';
import type { Contestant } from '../tools/contest.ts';
import { once, own, rumur, spin, tlc } from './contestants.ts';

export interface Contest {
  readonly title: string;
  /** What everyone must count. */
  readonly counts: Counts;
  /** Ours first. */
  readonly contestants: readonly Contestant[];
}

/** Of configuration F, one state for each orbit of the permutations of host PASIDs. */
const symmetricCounts: Counts = { distinct: 182_183, generated: 1_992_154, depth: 31 };

function exportOf(configuration: Configuration): { readonly traced: TracedProgram; readonly about: About } {
  const { name, counts } = configuration;
  const traced = trace(protocol(configuration));
  const broken = traced.program.marks.map((_, mark) => mark);
  const title = `The benchmark protocol in configuration ${name}.`;
  return { traced, about: { title, name: `benchmark ${name}`, counts, broken } };
}

function folderIn(base: string, name: string): string {
  const folder = join(base, name);
  mkdirSync(folder);
  return folder;
}

/** @param jar an absolute path of tla2tools.jar; undefined where there is none. */
export function millionStates(base: string, jar: string | undefined): Contest {
  const folder = folderIn(base, 'F');
  const { counts, name } = configurationF;
  const { traced, about } = exportOf(configurationF);
  const module = identifier(about.name);
  const withTlc = jar === undefined ? [] : [once(tlc(folder, jar, module, tla(traced, about)))];
  return {
    title: 'benchmark protocol, configuration F',
    counts,
    contestants: [
      own('protocol-search', [name]),
      ...spin(folder, promela(traced, about), counts.distinct, ['depth-first', 'breadth-first', 'collapse']),
      rumur(folder, murphi(traced, about), 'off'),
      ...withTlc,
    ],
  };
}

export function bySymmetry(base: string): Contest {
  const folder = folderIn(base, 'symmetry');
  const text = symmetricMurphi(configurationF);
  return {
    title: 'the same by symmetry of host PASIDs',
    counts: symmetricCounts,
    contestants: [
      own('symmetric-search', [configurationF.name]),
      rumur(folder, text, 'heuristic'),
      rumur(folder, text, 'exhaustive'),
    ],
  };
}

/** Spin's searches take most of a minute each; collapsing states, which is the slowest at a million, is left out. */
export function sevenMillionStates(base: string): Contest {
  const { counts, name } = configurationP;
  const { traced, about } = exportOf(configurationP);
  return {
    title: 'benchmark protocol, configuration P',
    counts,
    contestants: [
      own('protocol-search', [name]),
      ...spin(folderIn(base, 'P'), promela(traced, about), counts.distinct, ['depth-first', 'breadth-first']).map(once),
    ],
  };
}

/** The largest default instance of the host. */
export function host(base: string): Contest {
  const { traced, about } = exhausted(threeVms);
  return {
    title: `host instance ${threeVms.name}`,
    counts: threeVms.counts,
    contestants: [
      own('host-search', [threeVms.name, 'compiled']),
      once(rumur(folderIn(base, 'host'), murphi(traced, about), 'off')),
    ],
  };
}
