/** A registration has its set: else it would be told of nothing, or of the events of whoever gets that number next. */
import type { Chain, SetId, User, Vm } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

const waitingCase =
  (chain: Chain, vm: Vm, user: User): StateCase =>
  ({ state }, tally) => {
    if (!state.waitingNotifier.at(chain, vm, user).pending) return null;
    tally.antecedent++;
    const set = state.ioasidSet.first('token', vm);
    return set === null ? null : `user${user} waits for the set of vm${vm}, which is s${set}`;
  };

const registeredCase =
  (chain: Chain, set: SetId, user: User): StateCase =>
  ({ state }, tally) => {
    if (!state.setNotifier.at(chain, set, user).registered) return null;
    tally.antecedent++;
    return state.ioasidSet.at(set).type === 'none' ? `user${user} is registered with s${set}, which is gone` : null;
  };

export const notifierOfSet: StateInvariant = {
  id: 'ioasid/notifier-of-set',
  of: 'state',
  property: 'R5',
  sentence: 'A user is registered with a set that exists, or waits for the set of a process that has none.',
  sources: [sources.ioasidNotifierMm, sources.notifiers],
  catches: ['fault/waiting-notifier-forgotten'],
  cases: ({ chains, sets, vms, users }) =>
    chains.flatMap((chain) =>
      users.flatMap((user) => [
        ...vms.map((vm) => waitingCase(chain, vm, user)),
        ...sets.map((set) => registeredCase(chain, set, user)),
      ]),
    ),
};
