import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * The work that the VDCM has queued when it was told of a free: it clears the registers that hold the host PASID, and
 * only then drops its reference, so that no other guest can meet the PASID there.
 */
export const vdcmWork = command({
  kind: 'vdcm_work',
  summary: 'The VDCM clears what holds a freed host PASID, and drops its reference.',
  sources: [sources.ioasidDocument],
  args: { actor: args.vdcm, hpasid: args.reclaimed },
  answers: 'zero',
  rules: [
    rule(
      'guest/vdcm-nothing-queued',
      'ENOENT',
      'the VDCM was told of no free of the host PASID',
      sources.ioasidDocument,
    ),
  ],
});
