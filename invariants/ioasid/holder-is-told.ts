/** Who holds what is freed is told: nobody else would make it put its reference, and the host PASID would wait for ever. */
import { type Chain, type Hpasid, type User, users } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { HostState } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

const userCase =
  (hpasid: Hpasid, user: User): StateCase =>
  ({ state }, tally) => {
    if (state.ioasid.at(hpasid).state !== 'free_pending') return null;
    const { holds, notified } = state.ioasidUser.at(hpasid, user);
    if (!holds) return null;
    tally.antecedent++;
    return notified ? null : `p${hpasid} waits to be freed, and user${user}, who holds it, was not told`;
  };

/** Whether a user is on a chain on which the events of a host PASID go, or is told of what its VM has. */
function isRegistered(topology: Topology, state: HostState, chain: Chain, hpasid: Hpasid, user: User): boolean {
  const { set } = state.ioasid.at(hpasid);
  if (set === null || state.globalNotifier.at(chain, user).registered) return true;
  if (state.setNotifier.at(chain, set, user).registered) return true;
  const { token } = state.ioasidSet.at(set);
  if (token === null) return false;
  return user === users.kvm
    ? topology.kvmOf(token) !== null
    : topology.mdevs.some((mdev) => topology.vmOfMdev(mdev) === token);
}

/** Of one that is in use, where users register: of its free they would not be told. */
const registeredCase =
  (topology: Topology, chain: Chain, hpasid: Hpasid, user: User): StateCase =>
  ({ state }) => {
    if (!state.ioasidUser.at(hpasid, user).holds || state.ioasid.at(hpasid).state === 'free_pending') return null;
    return isRegistered(topology, state, chain, hpasid, user)
      ? null
      : `user${user} holds p${hpasid}, and is not registered for its events`;
  };

export const holderIsTold: StateInvariant = {
  id: 'ioasid/holder-is-told',
  of: 'state',
  property: 'R5, L2',
  sentence:
    'Every user that holds a host PASID is registered for its events, and was told of the free of one that waits to be freed.',
  sources: [sources.ioasidDocument, sources.notifiers],
  catches: ['fault/get-unregistered', 'fault/unregister-in-use'],
  cases: (topology) =>
    topology.hpasids.flatMap((hpasid) =>
      topology.users.flatMap((user) => [
        userCase(hpasid, user),
        ...topology.chains.map((chain) => registeredCase(topology, chain, hpasid, user)),
      ]),
    ),
};
