import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Registers the handler to which the page requests of a device are reported, or unregisters it. Without one nothing is
 * reported: every last page is answered INVALID. One to which something was reported stays until that is answered.
 */
export const deviceFaultHandler = command({
  kind: 'iommu_device_fault_handler',
  summary: 'Registers the fault handler of a device, or unregisters it.',
  sources: [sources.faultHandler],
  args: { actor: args.kernel, device: args.device, enabled: args.enabled },
  answers: 'zero',
  rules: [
    rule('page-request/handler-registered', 'EBUSY', 'the device has a handler', sources.faultHandler),
    rule('page-request/handler-in-use', 'EBUSY', 'a request of the device is pending', sources.faultHandler),
  ],
});
