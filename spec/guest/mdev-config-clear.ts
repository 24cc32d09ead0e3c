import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A guest stops its mediated device: the VDCM clears the register of the physical device, and, if that was the last
 * that held the host PASID, drops its reference.
 */
export const mdevConfigClear = command({
  kind: 'mdev_config_clear',
  summary: 'A guest stops a mediated device; the VDCM clears the register and drops its reference.',
  sources: [sources.ioasidDocument],
  args: { actor: args.mdev },
  answers: 'zero',
  rules: [rule('guest/mdev-not-in-use', 'ENOENT', 'the register holds no PASID', sources.ioasidDocument)],
});
