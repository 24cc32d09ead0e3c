import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A guest writes a PASID, by its own number, to the configuration of its mediated device. The device is composed of
 * parts of a physical one by the VDCM, which looks up the host PASID in the set of the VM, takes its reference and puts
 * the host PASID into the register of the physical device.
 * Not here: what the device does with the register.
 */
export const mdevConfigWrite = command({
  kind: 'mdev_config_write',
  summary: 'A guest writes a PASID to a mediated device; the VDCM translates it.',
  sources: [sources.gpasidMapping, sources.ioasidDocument],
  args: { actor: args.mdev, pasid: args.rawPasid },
  answers: 'zero',
  rules: [
    rule('guest/mdev-in-use', 'EBUSY', 'the register holds a PASID', sources.ioasidDocument, sources.registerOnce),
    rule(
      'guest/mdev-not-found',
      'ENXIO',
      'no host PASID of the VM that is in use has that number for the guest',
      sources.ioasidSpid,
    ),
  ],
});
