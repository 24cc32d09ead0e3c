import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { sources } from '../source.ts';

/**
 * The environment decides whether a device's next binds fail, as when no memory is left for its record. What may
 * fail is part of the state, so that transitions stay deterministic. Setting what is set already changes nothing.
 */
export const injectBindFailure = command({
  kind: 'inject_bind_failure',
  summary: 'Makes the binds of a device fail, or succeed again.',
  sources: [sources.faultInjection, sources.vtdBind],
  args: { actor: args.environment, device: args.device, enabled: args.enabled },
  answers: 'zero',
  rules: [],
});
