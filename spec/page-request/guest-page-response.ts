import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A VMM passes on the answer of its guest, which knows the request by the guest PASID under which it was shown. The host
 * PASID for which that stands is looked up in the VM's own map, so that the response on the wire is to the request as
 * the device made it. What is refused is refused as a `page_response` is.
 */
export const guestPageResponse = command({
  kind: 'guest_page_response',
  summary: "Answers a pending page request of the device behind a file, by the guest's own number of its PASID.",
  sources: [sources.guestPasids, sources.gpasidMapping, sources.responseOnDeviceFd, sources.ioasidSpid],
  args: { actor: args.vm, fd: args.fd, gpasid: args.guestPasid, grpid: args.grpid, code: args.responseCode },
  answers: 'zero',
  rules: [
    rule('page-request/guest-bad-fd', 'EBADF', 'the caller does not hold that file', sources.responseOnDeviceFd),
    rule(
      'page-request/guest-not-holder',
      'ENODEV',
      'the caller is not the VM that holds the device',
      sources.vtdResponse,
      sources.holder,
    ),
    rule('page-request/guest-no-code', 'EINVAL', 'the code is none of the three', sources.smmuResponse),
    rule('page-request/guest-no-pasid', 'EINVAL', 'the guest PASID is 0 or has more than 20 bits', sources.fullWidth),
    rule('page-request/guest-unmapped', 'EINVAL', 'the guest PASID stands for no host PASID', sources.ioasidSpid),
    rule(
      'page-request/guest-nothing-pending',
      'EINVAL',
      'no request with the host PASID and that index is pending on the device',
      sources.pageResponse,
    ),
  ],
});
