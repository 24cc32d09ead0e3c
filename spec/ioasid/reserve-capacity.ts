import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/** Sets PASIDs aside that no set can be promised; 0 asks for all that is left. Answers how many. */
export const ioasidReserveCapacity = command({
  kind: 'ioasid_reserve_capacity',
  summary: 'Sets PASIDs aside.',
  sources: [sources.ioasidSetApi],
  args: { actor: args.kernel, number: args.pooled },
  answers: 'amount',
  rules: [rule('ioasid/reserve-over-capacity', 'ENOSPC', 'not so many are left', sources.ioasidSetApi)],
});
