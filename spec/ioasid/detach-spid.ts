import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Takes the name of a host PASID away, which nothing is bound by: the end of a binding, or of the host PASID, takes the name
 * away by itself. Whoever registered for it is told (the UNBIND event).
 */
export const ioasidDetachSpid = command({
  kind: 'ioasid_detach_spid',
  summary: 'Takes away the name by which a guest calls a host PASID.',
  sources: [sources.ioasidSpid],
  args: { actor: args.kernel, hpasid: args.reclaimed },
  answers: 'zero',
  rules: [
    rule('ioasid/detach-spid-none', 'ENOENT', 'the host PASID has no name', sources.ioasidSpid),
    rule('ioasid/detach-spid-in-use', 'EBUSY', 'it is bound, or waits to be freed', sources.spidForLife),
  ],
});
