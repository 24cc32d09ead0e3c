import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A guest submits work to a device by ENQCMD, naming the PASID by its own number. The processor replaces that by what
 * KVM's translation table holds, so that the device is handed a host PASID, by which it then does DMA.
 * Not here: what the work is, and a device that has no room for it.
 */
export const enqcmd = command({
  kind: 'enqcmd',
  summary: 'A guest submits work to a device; its PASID is translated on the way.',
  sources: [sources.ioasidDocument, sources.enqcmd],
  args: { actor: args.kvmGuest, device: args.device, pasid: args.rawPasid },
  answers: 'zero',
  rules: [
    rule('guest/enqcmd-not-holder', 'ENODEV', 'the VM does not hold the device', sources.holder),
    rule(
      'guest/enqcmd-not-translated',
      'EFAULT',
      "no host PASID stands in KVM's table for that number of the guest's",
      sources.enqcmd,
    ),
    rule('guest/enqcmd-not-bound', 'EFAULT', 'nothing is bound on the device at the host PASID', sources.vtdNested),
  ],
});
