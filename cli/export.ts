/** `vsva export`: an instance as a model in the language of another checker. */
import type { About } from '../compile/export/model.ts';
import { murphi } from '../compile/export/murphi.ts';
import { promela } from '../compile/export/promela.ts';
import { tla } from '../compile/export/tla.ts';
import { type TracedProgram, traceWhole } from '../compile/traced.ts';
import { hostProgram } from '../conformance/host-program.ts';
import { withBounds } from '../generators/bounds.ts';
import { commandsWithin } from '../generators/within.ts';
import { invariants } from '../invariants/invariants.ts';
import { designs } from '../spec/designs/designs.ts';
import { golden } from '../spec/designs/golden.ts';
import { Topology } from '../spec/topology.ts';
import { boundsFlag, searchableBounds } from './bounds-flag.ts';
import { exitCodes } from './exit-codes.ts';
import { named, UsageError } from './usage-error.ts';
import type { Verb } from './verb.ts';

const languages: readonly { readonly name: string; readonly write: (traced: TracedProgram, about: About) => string }[] =
  [
    { name: 'murphi', write: murphi },
    { name: 'promela', write: promela },
    { name: 'tla', write: tla },
  ];

const nameOf = ({ name }: { readonly name: string }): string => name;
const idOf = ({ id }: { readonly id: string }): string => id;

export const exportVerb: Verb = {
  name: 'export',
  operands: `${languages.map(nameOf).join('|')} instance`,
  summary: 'Prints an instance as a model for Rumur, Spin or TLC.',
  example: 'vsva export promela identity > identity.pml',
  flags: {
    design: { value: 'NAME', about: 'the design to export (golden)' },
    ...boundsFlag,
    inv: { value: 'ID,…', about: 'invariants to export (all)' },
  },
  run: (given, { stdout, instances }) => {
    const [language, name, more] = given.positionals;
    if (language === undefined || name === undefined || more !== undefined) {
      throw new UsageError('export takes a language and an instance');
    }
    const { write } = named('language', language, languages, nameOf);
    const instance = named('instance', name, instances, nameOf);
    const design = named('design', given.text('design') ?? golden.name, designs, nameOf);
    const bounds = searchableBounds(given, [instance]);
    const asked = given.list('inv')?.map((id) => named('invariant', id, invariants, idOf)) ?? invariants;

    const topology = new Topology(withBounds(instance.topology, bounds));
    const commands = commandsWithin(topology);
    const program = hostProgram({ topology, design, commands, invariants: asked, witnesses: [] });
    const isPinned = design === golden && Object.keys(bounds).length === 0;
    const set = Object.entries(bounds).map(([bound, value]) => ` ${bound}=${value}`);
    stdout.write(
      write(traceWhole(program), {
        title: `The host of the instance ${name}, design ${design.name}${set.length === 0 ? '' : `, bounds${set.join()}`}.`,
        name,
        counts: isPinned ? instance.counts : null,
        // The marks of invariants come first.
        broken: asked.map((_, mark) => mark),
      }),
    );
    return exitCodes.ok;
  },
};
