import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * `ioasid_alloc` where the caller asks for a host PASID of a range, both of whose ends belong to it: a device may have room
 * for few. Any free one of the range is a correct answer.
 */
export const ioasidAllocRange = command({
  kind: 'ioasid_alloc_range',
  summary: "Allocates a host PASID of a range out of the caller's set.",
  sources: [sources.ioasidCore, sources.vfioPasidRequest],
  args: { actor: args.principal, set: args.set, min: args.reclaimed, max: args.reclaimed },
  answers: 'hpasid',
  rules: [
    rule('ioasid/range-empty', 'EINVAL', 'the range ends before it begins', sources.svaAllocPasid),
    rule('ioasid/range-not-own-set', 'EINVAL', 'the caller has no such set', sources.ioasidSetApi, sources.silence),
    rule('ioasid/range-over-quota', 'ENOSPC', 'the set holds as many PASIDs as its quota', sources.ioasidSetApi),
    rule('ioasid/range-none-free', 'ENOSPC', 'no host PASID of the range is free', sources.ioasidCore),
  ],
});
