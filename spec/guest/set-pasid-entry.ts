import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { sources } from '../source.ts';

/**
 * The guest writes an entry of its own PASID table, which lies in its memory: nobody notices, nobody refuses, and
 * nothing follows until it invalidates. No page directory: the entry is not present.
 */
export const guestSetPasidEntry = command({
  kind: 'guest_set_pasid_entry',
  summary: 'A guest writes an entry of its own PASID table.',
  sources: [sources.gpasidMapping],
  args: { actor: args.guest, pasid: args.guestRow, gpgd: args.pgdOrNone },
  answers: 'zero',
  rules: [],
});
