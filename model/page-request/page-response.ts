/** `page_response`: see spec/page-request/page-response.ts. */
import { pasidLimit, responseCodes } from '../../spec/arguments.ts';
import type { CommandOf } from '../../spec/command.ts';
import type { pageResponse as Spec } from '../../spec/page-request/page-response.ts';
import { type Device, type Grpid, member, type Row } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { respond } from './wire.ts';

/** The device behind a file that has passed `response-bad-fd`. */
const deviceOf = ({ state }: Host, { fd }: CommandOf<typeof Spec>): Device => state.deviceFd.at(fd).device as Device;

/** The group that the caller's numbers name, if there is one. */
function groupOf({ topology }: Host, { pasid, grpid }: CommandOf<typeof Spec>): readonly [Row, Grpid] | null {
  const row = member('row', topology.sizes.row, pasid);
  const index = member('grpid', topology.sizes.grpid, grpid);
  return row === null || index === null ? null : [row, index];
}

export const pageResponse: Transition<typeof Spec> = {
  refuses: {
    'page-request/response-bad-fd': ({ state }, { actor, fd }) =>
      !state.fdHolder.at(fd, actor).held || state.deviceFd.at(fd).device === null,
    'page-request/response-not-holder': (host, command) =>
      host.policy.responder === 'device-holder' && host.topology.holderOf(deviceOf(host, command)) !== command.actor,
    'page-request/response-no-code': (_, { code }) => code > responseCodes.FAILURE,
    'page-request/response-no-pasid': (_, { pasid }) => pasid === 0 || pasid >= pasidLimit,
    'page-request/response-nothing-pending': (host, command) => {
      if (host.policy.response === 'unchecked') return false;
      const group = groupOf(host, command);
      return group === null || !host.state.pageRequest.at(deviceOf(host, command), ...group).pending;
    },
  },
  plan: (_host, command) =>
    inOrder((host) => {
      const device = deviceOf(host, command);
      const group = groupOf(host, command);
      if (group === null) {
        host.state.device.at(device).uprgi = true;
        return null;
      }
      if (host.policy.responseConsumes === 'consumes') host.state.pageRequest.at(device, ...group).pending = false;
      respond(host, device, ...group);
      return null;
    }),
};
