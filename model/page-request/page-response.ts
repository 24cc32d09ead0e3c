/** `page_response`: see spec/page-request/page-response.ts. */
import { match } from 'ts-pattern';
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

/** A page request group of a device. */
type Group = readonly [Device, Row, Grpid];

/** The groups among which a response looks for its request: in a correct host just the one that it names. */
function candidates(host: Host, command: CommandOf<typeof Spec>): readonly Group[] {
  const { topology, policy } = host;
  const device = deviceOf(host, command);
  const row = member('row', topology.sizes.row, command.pasid);
  const index = member('grpid', topology.sizes.grpid, command.grpid);
  if (row === null || index === null) return [];
  return match(policy.responseMatch)
    .returnType<readonly Group[]>()
    .with('device-pasid-index', () => [[device, row, index]])
    .with('pasid-index', () => topology.devices.map((other) => [other, row, index]))
    .with('device-index', () => topology.rows.map((other) => [device, other, index]))
    .exhaustive();
}

/** The pending group that a response answers, if there is one. */
const answered = (host: Host, command: CommandOf<typeof Spec>): Group | undefined =>
  candidates(host, command).find((group) => host.state.pageRequest.at(...group).pending);

export const pageResponse: Transition<typeof Spec> = {
  refuses: {
    'page-request/response-bad-fd': ({ state }, { actor, fd }) =>
      !state.fdHolder.at(fd, actor).held || state.deviceFd.at(fd).device === null,
    'page-request/response-not-holder': (host, command) =>
      host.policy.responder === 'device-holder' && host.topology.holderOf(deviceOf(host, command)) !== command.actor,
    'page-request/response-no-code': (_, { code }) => code > responseCodes.FAILURE,
    'page-request/response-no-pasid': (_, { pasid }) => pasid === 0 || pasid >= pasidLimit,
    'page-request/response-nothing-pending': (host, command) =>
      host.policy.response === 'pending-only' && answered(host, command) === undefined,
  },
  plan: (_host, command) =>
    inOrder((host) => {
      const group = answered(host, command);
      if (group === undefined) {
        host.state.device.at(deviceOf(host, command)).uprgi = true;
        return null;
      }
      if (host.policy.responseConsumes === 'consumes') host.state.pageRequest.at(...group).pending = false;
      respond(host, ...group);
      return null;
    }),
};
