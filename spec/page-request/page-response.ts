import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A VMM answers a page request through a device file. The device follows from the file, never from the caller's
 * data, and the response on the wire carries PASID and index of the request that was pending. Holding the file is
 * not enough: only the VM that holds the device may answer, however the file came into other hands.
 * A refused response leaves the request pending.
 * Not here: what the code does to the device (every code ends its waiting); the answers of guests, which name PASIDs of
 * their own (`guest_page_response`).
 */
export const pageResponse = command({
  kind: 'page_response',
  summary: 'Answers a pending page request of the device behind a file.',
  sources: [sources.responseOnDeviceFd, sources.pageResponse, sources.vtdResponse],
  args: {
    actor: args.vm,
    fd: args.fd,
    pasid: args.responsePasid,
    grpid: args.grpid,
    code: args.responseCode,
    type: args.responseType,
  },
  answers: 'zero',
  rules: [
    rule('page-request/response-bad-fd', 'EBADF', 'the caller does not hold that file', sources.responseOnDeviceFd),
    rule(
      'page-request/response-not-holder',
      'ENODEV',
      'the caller is not the VM that holds the device',
      sources.vtdResponse,
      sources.holder,
    ),
    rule('page-request/response-no-code', 'EINVAL', 'the code is none of the three', sources.smmuResponse),
    rule(
      'page-request/response-to-stream',
      'EINVAL',
      'the response is to a stream, where every request belongs to a group',
      sources.responseOnDeviceFd,
      sources.groupsOnly,
    ),
    rule(
      'page-request/response-no-pasid',
      'EINVAL',
      'the PASID is missing, is 0 or has more than 20 bits',
      sources.vtdResponse,
    ),
    rule(
      'page-request/response-nothing-pending',
      'EINVAL',
      'no request with that PASID and index is pending on the device',
      sources.pageResponse,
      sources.responseOnDeviceFd,
    ),
  ],
});
