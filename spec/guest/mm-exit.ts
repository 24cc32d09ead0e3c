import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { sources } from '../source.ts';

/**
 * The process that runs a VM exits, of itself or because it has crashed, and whatever it had is torn down: first of all
 * what translates for it, the entries of its bindings; then registers of its mediated devices, the bindings, containers, host PASIDs, its ioasid_set, its device files, and its guest with all that
 * this has written. Nothing can refuse it, whatever goes on. What users inside the kernel still hold waits for them.
 * Another process may then run the VM, as one that has just been started.
 */
export const mmExit = command({
  kind: 'mm_exit',
  summary: "A VM's process exits or crashes, and everything that it has is torn down.",
  sources: [sources.ioasidDocument, sources.vfioPasidReview, sources.exitEndsAll],
  args: { actor: args.vm },
  answers: 'zero',
  rules: [],
});
