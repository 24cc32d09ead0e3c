/** `guest_set_pasid_entry`: see spec/guest/set-pasid-entry.ts. */
import type { guestSetPasidEntry as Spec } from '../../spec/guest/set-pasid-entry.ts';
import type { Pgd } from '../../spec/sorts.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';

export const guestSetPasidEntry: Transition<typeof Spec> = {
  refuses: {},
  plan: (_host, { actor, pasid, gpgd }) =>
    inOrder(({ state }) => {
      state.guestPasidEntry.at(actor, pasid).pgd = gpgd as Pgd | null;
      return null;
    }),
};
