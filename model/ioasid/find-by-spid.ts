/** `ioasid_find_by_spid`: see spec/ioasid/find-by-spid.ts. */
import type { ioasidFindBySpid as Spec } from '../../spec/ioasid/find-by-spid.ts';
import type { Gpasid, Hpasid, SetId } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { getForUser } from './lifecycle.ts';
import { isTold } from './notifiers.ts';
import { namedBy } from './spid.ts';

/** The host PASID that is meant, or null. */
function meant(host: Host, set: SetId, spid: Gpasid): Hpasid | null {
  const { token } = host.state.ioasidSet.at(set);
  return token === null ? null : namedBy(host, token, spid);
}

export const ioasidFindBySpid: Transition<typeof Spec> = {
  refuses: {
    'ioasid/find-spid-none': (host, { set, spid }) => meant(host, set, spid) === null,
    'ioasid/find-spid-free-pending': (host, { set, spid }) =>
      host.policy.findWhileFreePending === 'refused' &&
      host.state.ioasid.at(meant(host, set, spid) as Hpasid).state === 'free_pending',
    'ioasid/find-spid-held': (host, { actor, set, spid }) =>
      host.state.ioasidUser.at(meant(host, set, spid) as Hpasid, actor).holds,
    'ioasid/find-spid-not-registered': (host, { actor, set }) =>
      host.policy.getUnregistered === 'refused' && !isTold(host, set, actor),
  },
  choice: {
    among: ({ hpasids }) => hpasids,
    allows: (host, { set, spid }, value) => meant(host, set, spid) === value,
  },
  plan: (_host, { actor }, hpasid) => inOrder(getForUser(hpasid as Hpasid, actor)),
};
