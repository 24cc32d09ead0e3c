/** Which pending request a response answers, and that it is answered. */
import { match } from 'ts-pattern';
import { responseCodes, responseTypes } from '../../spec/arguments.ts';
import { type Device, type Fd, type Grpid, member, type Row, type Vm } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import type { Effect } from '../plan.ts';
import { type ResponseCode, respond } from './wire.ts';

/** A response as it is sent through a file; without a PASID it is null. */
export interface Response {
  readonly actor: Vm;
  readonly fd: Fd;
  readonly pasid: number | null;
  readonly grpid: number;
  readonly code: number;
  /** One of `responseTypes`; to a group if not given. */
  readonly type?: number;
}

/** The device behind a file that the caller was found to hold. */
const deviceOf = ({ state }: Host, { fd }: Pick<Response, 'fd'>): Device => state.deviceFd.at(fd).device as Device;

/** A page request group of a device. */
type Group = readonly [Device, Row, Grpid];

/** The groups among which a response looks for its request: in a correct host just the one that it names. */
function candidates(host: Host, response: Response): readonly Group[] {
  const { topology, policy } = host;
  const device = deviceOf(host, response);
  const index = member('grpid', topology.sizes.grpid, response.grpid);
  if (index === null) return [];
  if (response.pasid === null) return topology.rows.map((other) => [device, other, index]);
  const row = member('row', topology.sizes.row, response.pasid);
  if (row === null) return [];
  return match(policy.responseMatch)
    .returnType<readonly Group[]>()
    .with('device-pasid-index', () => [[device, row, index]])
    .with('pasid-index', () => topology.devices.map((other) => [other, row, index]))
    .with('device-index', () => topology.rows.map((other) => [device, other, index]))
    .exhaustive();
}

/** The pending group that a response answers, if there is one. */
const answered = (host: Host, response: Response): Group | undefined =>
  candidates(host, response).find((group) => host.state.pageRequest.at(...group).pending);

export const hasNoFile = ({ state }: Host, { actor, fd }: Response): boolean =>
  !state.fdHolder.at(fd, actor).held || state.deviceFd.at(fd).device === null;

export const isNotHolder = (host: Host, response: Response): boolean =>
  host.policy.responder === 'device-holder' && host.topology.holderOf(deviceOf(host, response)) !== response.actor;

/** Whether a response is refused at once for its code; where it consumes the request, that goes first. */
export const hasNoCode = ({ policy }: Host, { code }: Response): boolean =>
  code > responseCodes.FAILURE && policy.refusedCode === 'keeps-pending';

export const hasNothingPending = (host: Host, response: Response): boolean =>
  host.policy.response === 'pending-only' && answered(host, response) === undefined;

/** Answers the request on the wire, and takes it off the list. */
export const answer =
  (response: Response): Effect =>
  (host) => {
    const { state, policy } = host;
    const group = answered(host, response);
    if (group === undefined) {
      state.device.at(deviceOf(host, response)).uprgi = true;
      return null;
    }
    if (policy.responseConsumes === 'consumes') state.pageRequest.at(...group).pending = false;
    if (response.code > responseCodes.FAILURE) return 'EINVAL';
    if (policy.requesterId === 'stored') respond(host, ...group, response.code as ResponseCode);
    if (response.type === responseTypes.stream) answerRest(host, group, response.code as ResponseCode);
    return null;
  };

/** Whatever else is pending of the stream to which a group belongs gets the same answer. */
function answerRest(host: Host, [device, row]: Group, code: ResponseCode): void {
  for (const grpid of host.topology.grpids) {
    const other = host.state.pageRequest.at(device, row, grpid);
    if (!other.pending) continue;
    other.pending = false;
    respond(host, device, row, grpid, code);
  }
}
