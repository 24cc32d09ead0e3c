/**
 * The walks of VFIO over the devices of a container: for each domain, for each group, for each device. Devices that are
 * not attached are passed over.
 */
import type { Policy } from '../../spec/designs/design.ts';
import type { Container, Device } from '../../spec/sorts.ts';
import type { Domain, Topology } from '../../spec/topology.ts';
import type { Effect, Plan, Step } from '../plan.ts';
import { ifAttached } from './attachment.ts';

/** The domains that a bind and an unbind are about. */
export const reached = (topology: Topology, { bindReach }: Policy, container: Container): readonly Domain[] => {
  const domains = topology.domainsOf(container);
  return bindReach === 'every-group' ? domains : domains.slice(0, 1).map((groups) => groups.slice(0, 1));
};

/** One device after the other, whatever becomes of each. */
export const throughAll = (domains: readonly Domain[], effect: (device: Device) => Effect): Plan =>
  domains.flat(2).map((device) => ({ effect: ifAttached(device, effect(device)) }));

/** The loop of the first posted patch: a failure leaves the rest of its own domain only. */
export function throughDomains(domains: readonly Domain[], effect: (device: Device) => Effect): Plan {
  const steps: Step[] = [];
  for (const domain of domains) {
    const devices = domain.flat();
    const otherwise = steps.length + devices.length;
    steps.push(...devices.map((device) => ({ effect: ifAttached(device, effect(device)), otherwise })));
  }
  return steps;
}
