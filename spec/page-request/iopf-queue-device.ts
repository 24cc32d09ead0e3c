import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A device is taken out of the queue, as when it is reset, disabled or unplugged, or put back into it. Whatever it waits
 * for is answered INVALID, what is queued or kept of it is gone, and until it is back it asks for nothing.
 * Not here: the steps of taking it out, between which the thread could run.
 */
export const iopfQueueDevice = command({
  kind: 'iopf_queue_device',
  summary: 'Puts a device into the page request queue, or takes it out.',
  sources: [sources.iopfRemoveDevice, sources.prqDeviceLookup],
  args: { actor: args.kernel, device: args.device, enabled: args.enabled },
  answers: 'zero',
  rules: [
    rule(
      'page-request/device-as-asked',
      'EBUSY',
      'the device is in the queue already, or out of it',
      sources.iopfRemoveDevice,
    ),
  ],
});
