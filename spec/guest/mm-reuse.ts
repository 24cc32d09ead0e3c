import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A new process gets the address of one that has exited (its mm_struct). Sets and bindings know whose they are by that
 * address alone, so as long as there are any of the old process they hold a reference on it, and nobody else gets it.
 */
export const mmReuse = command({
  kind: 'mm_reuse',
  summary: 'A new process gets the mm address of one that has exited.',
  sources: [sources.setToken, sources.vtdOwner],
  args: { actor: args.environment, vm: args.leavingVm },
  answers: 'zero',
  rules: [
    rule('guest/mm-alive', 'EBUSY', 'the process that has the address lives', sources.mmHeld),
    rule(
      'guest/mm-held',
      'EBUSY',
      'a set has the address for its token still, or a binding for its owner',
      sources.setToken,
      sources.vtdOwner,
      sources.mmHeld,
    ),
  ],
});
