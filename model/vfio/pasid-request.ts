/** What both requests for PASIDs through a container ask first, and whose set they are about. */
import type { Container, SetId, Vm } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { isLive } from '../ioasid/set-lifetime.ts';
import { typeOf } from './attachment.ts';

/** What both requests name. */
export interface PasidRequest {
  readonly actor: Vm;
  readonly container: Container;
  readonly min: number;
  readonly max: number;
}

export const isForeign = ({ policy, topology }: Host, { actor, container }: PasidRequest): boolean =>
  policy.opener === 'checked' && topology.vmOf(container) !== actor;

/** The process that is charged: the caller, which in a correct host is the one that opened the container. */
const chargedFor = (host: Host, { actor, container }: PasidRequest): Vm =>
  host.policy.charge === 'opener' ? host.topology.vmOf(container) : actor;

/** The set that VFIO made for the process, or null where it has no dealings with one. */
export function setOf(host: Host, request: PasidRequest): SetId | null {
  if (typeOf(host, request.container) !== 'nesting') return null;
  const set = host.state.ioasidSet.first('token', chargedFor(host, request));
  return set !== null && isLive(host, set) ? set : null;
}

/** Whether a host PASID lies in the range, both ends included. */
export const isInRange = ({ min, max }: PasidRequest, hpasid: number): boolean => hpasid >= min && hpasid <= max;
