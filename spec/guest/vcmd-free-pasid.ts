import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * The guest gives a PASID back by the virtual command interface. The VMM frees the host PASID that it looks up, and
 * forgets it. It does not ask whether the PASID is bound: a guest may free before it unbinds, and the host copes.
 * What the VMM's process has freed behind the look-up is only forgotten.
 */
export const vcmdFreePasid = command({
  kind: 'vcmd_free_pasid',
  summary: 'A guest has its VMM free a PASID.',
  sources: [sources.gpasidMapping, sources.ioasidDocument],
  args: { actor: args.guest, pasid: args.rawPasid },
  answers: 'zero',
  rules: [
    rule(
      'guest/vcmd-free-no-pasid',
      'ENOENT',
      'no PASID of that number is allocated to the guest',
      sources.gpasidMapping,
    ),
  ],
});
