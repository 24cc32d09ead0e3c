import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/** The platform says how many PASIDs there are to promise: once, and not less than are promised already. */
export const ioasidInstallCapacity = command({
  kind: 'ioasid_install_capacity',
  summary: 'Sets how many PASIDs there are to promise.',
  sources: [sources.ioasidSetApi, sources.capacityOnce],
  args: { actor: args.kernel, total: args.pooled },
  answers: 'zero',
  rules: [
    rule('ioasid/capacity-installed', 'EBUSY', 'it was changed before', sources.ioasidSetApi),
    rule('ioasid/capacity-beyond-default', 'EINVAL', 'there are not so many', sources.capacityOnce),
    rule('ioasid/capacity-promised', 'EINVAL', 'more are promised or reserved already', sources.capacityOnce),
  ],
});
