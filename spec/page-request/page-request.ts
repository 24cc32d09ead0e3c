import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A device asks for a page, naming a PASID as a raw number and a group index. With a present entry the request is
 * reported and both sides remember it; without one the IOMMU answers INVALID itself and nobody is told.
 * It is a last page, and where there is no page request queue it is its whole group, and taken at once. Where there is
 * one, it is what `page_request_message` is with these values, and is refused nothing but the index.
 */
export const pageRequest = command({
  kind: 'page_request',
  summary: 'A device sends a page request.',
  sources: [sources.deviceFault, sources.responseOnDeviceFd],
  args: { actor: args.hardware, pasid: args.rawPasid, grpid: args.hardwareGrpid },
  answers: 'zero',
  rules: [
    rule('page-request/disabled', 'ENODEV', 'the device was taken out of the queue', sources.iopfRemoveDevice),
    rule('page-request/not-bound', 'EINVAL', 'no table is bound at that PASID of the device', sources.deviceFault),
    rule(
      'page-request/index-outstanding',
      'EBUSY',
      'the device still waits for a response to that group',
      sources.indexReuse,
      sources.pciePageRequest,
    ),
  ],
});
