/** `mm_reuse`: see spec/guest/mm-reuse.ts. */
import type { mmReuse as Spec } from '../../spec/guest/mm-reuse.ts';
import type { Mm, Vm } from '../../spec/sorts.ts';
import { isBound } from '../ioasid/lifecycle.ts';
import { ownerOf } from '../ioasid/spid.ts';
import { type Effect, inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';

/** There is one table of processes. */
const theTable = 1 as Mm;

/** What still says whose it is by the address is now taken to be of the new process. */
const inherit =
  (vm: Vm): Effect =>
  (host) => {
    const { state, topology } = host;
    state.exitedProcess.at(theTable, vm).exited = false;
    const set = state.ioasidSet.first('token', vm);
    if (set === null) return null;
    state.inheritedSet.at(theTable, set).inherited = true;
    for (const hpasid of topology.hpasids) {
      if (isBound(host, hpasid) && ownerOf(host, hpasid) === vm) {
        state.inheritedBinding.at(theTable, hpasid).inherited = true;
      }
    }
    return null;
  };

export const mmReuse: Transition<typeof Spec> = {
  refuses: {
    'guest/mm-alive': ({ state }, { vm }) => !state.exitedProcess.at(theTable, vm).exited,
    'guest/mm-held': ({ policy, state }, { vm }) => policy.mmReference === 'held' && state.ioasidSet.some('token', vm),
  },
  plan: (_host, { vm }) => inOrder(inherit(vm)),
};
