/** Who is told of the events of host PASIDs, and in which order. Where there are no chains, every user is told. */
import { type Chain, type Hpasid, type SetId, type Subscriber, type User, users, type Vm } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';

/** There is one pair of chains, of a set and of all, for each set. */
const theChain = 1 as Chain;

export const setNotifier = ({ state }: Host, set: SetId, user: User) => state.setNotifier.at(theChain, set, user);
export const globalNotifier = ({ state }: Host, user: User) => state.globalNotifier.at(theChain, user);
export const waitingNotifier = ({ state }: Host, vm: Vm, user: User) => state.waitingNotifier.at(theChain, vm, user);

/** Whether KVM, or the VDCM, has registered for the set of a VM when that was made, as one that it translates for. */
function isStanding({ topology, state }: Host, set: SetId, user: User): boolean {
  const { token } = state.ioasidSet.at(set);
  if (token === null) return false;
  const ofKvm = user === users.kvm && topology.kvmOf(token) !== null;
  return ofKvm || (user === users.vdcm && topology.mdevs.some((mdev) => topology.vmOfMdev(mdev) === token));
}

/** Whether a user is told of the events of a set's host PASIDs. */
export const isTold = (host: Host, set: SetId, user: User): boolean =>
  host.topology.chains.length === 0 ||
  globalNotifier(host, user).registered ||
  setNotifier(host, set, user).registered ||
  isStanding(host, set, user);

/** What waits for the set of a process is registered with it. */
export function comeAbout(host: Host, set: SetId, token: Vm): void {
  if (host.topology.chains.length === 0 || host.policy.waitingNotifier === 'forgotten') return;
  for (const user of host.topology.users) {
    const waiting = waitingNotifier(host, token, user);
    if (!waiting.pending) continue;
    waiting.pending = false;
    setNotifier(host, set, user).registered = !isTold(host, set, user);
  }
}

/** Those on the chain of a set go with it. */
export function dropChain({ state, topology }: Host, set: SetId): void {
  for (const chain of topology.chains) state.setNotifier.replace('registered', true, false, chain, set);
}

/** The IOMMU driver, which has the lowest priority. */
const driverOf = ({ subscribers }: Host['topology']): Subscriber => subscribers.at(-1) as Subscriber;

/** Those who are told of a free, in the order in which they are. */
function inOrder(host: Host, hpasid: Hpasid): readonly Subscriber[] {
  const { topology, state, policy } = host;
  const set = state.ioasid.at(hpasid).set as SetId;
  const told = topology.users.filter((user) => isTold(host, set, user));
  if (policy.chainOrder === 'by-priority') return [...told.map(blockOf), driverOf(topology)];
  const global = told.filter((user) => globalNotifier(host, user).registered);
  const ofSet = told.filter((user) => !global.includes(user));
  return [...global.map(blockOf), driverOf(topology), ...ofSet.map(blockOf)];
}

/** Users are numbered by priority. */
const blockOf = (user: User): Subscriber => user as number as Subscriber;

/** Keeps who was told of a free, and in which order. */
export function noteOrder(host: Host, hpasid: Hpasid): void {
  if (host.topology.chains.length === 0) return;
  const order = inOrder(host, hpasid);
  for (const subscriber of host.topology.subscribers) {
    host.state.lastFree.at(subscriber).place = order.indexOf(subscriber) + 1;
  }
}
