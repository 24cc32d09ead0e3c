/** `ioasid_find_mm_set`: see spec/ioasid/find-mm-set.ts. */
import type { ioasidFindMmSet as Spec } from '../../spec/ioasid/find-mm-set.ts';
import type { SetId, Vm } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { isLive } from './set-lifetime.ts';

/** The set that the process has from its creator still, or null. */
function setOf(host: Host, token: Vm): SetId | null {
  const set = host.state.ioasidSet.first('token', token);
  return set !== null && isLive(host, set) ? set : null;
}

export const ioasidFindMmSet: Transition<typeof Spec> = {
  refuses: {
    'ioasid/find-no-set': (host, { token }) => setOf(host, token) === null,
    'ioasid/find-held': (host, { actor, token }) =>
      host.state.ioasidSetUser.at(setOf(host, token) as SetId, actor).holds,
  },
  choice: {
    among: ({ sets }) => sets,
    allows: (host, { token }, set) => setOf(host, token) === set,
  },
  plan: (_host, { actor }, set) =>
    inOrder(({ state }) => {
      state.ioasidSetUser.at(set as SetId, actor).holds = true;
      return null;
    }),
};
