/** `guest_page_response`: see spec/page-request/guest-page-response.ts. */
import { pasidLimit } from '../../spec/arguments.ts';
import type { CommandOf } from '../../spec/command.ts';
import type { guestPageResponse as Spec } from '../../spec/page-request/guest-page-response.ts';
import { member } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { answer, hasNoCode, hasNoFile, hasNothingPending, isNotHolder, type Response } from './answered.ts';

type Answer = CommandOf<typeof Spec>;

/** The host PASID for which the guest PASID stands in the map of the caller's own VM; null if it stands for none. */
function hpasidOf({ state, topology, policy }: Host, { actor, gpasid: value }: Answer): number | null {
  if (policy.guestResponse === 'untranslated') return value;
  const gpasid = member('gpasid', topology.sizes.gpasid, value);
  return gpasid === null ? null : state.guestToHost.at(actor, gpasid).hpasid;
}

/** The answer in the numbers of the host; one that names no host PASID has got no further than that. */
const translated = (host: Host, answered: Answer): Response => ({
  ...answered,
  pasid: hpasidOf(host, answered) ?? 0,
});

const asSent = (answered: Answer): Response => ({ ...answered, pasid: null });

export const guestPageResponse: Transition<typeof Spec> = {
  refuses: {
    'page-request/guest-bad-fd': (host, command) => hasNoFile(host, asSent(command)),
    'page-request/guest-not-holder': (host, command) => isNotHolder(host, asSent(command)),
    'page-request/guest-no-code': (host, command) => hasNoCode(host, asSent(command)),
    'page-request/guest-no-pasid': (_, { gpasid }) => gpasid === 0 || gpasid >= pasidLimit,
    'page-request/guest-unmapped': (host, command) => hpasidOf(host, command) === null,
    'page-request/guest-nothing-pending': (host, command) => hasNothingPending(host, translated(host, command)),
  },
  plan: (_host, command) => inOrder((host) => answer(translated(host, command))(host)),
};
