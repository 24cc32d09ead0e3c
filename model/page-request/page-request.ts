/** `page_request`: see spec/page-request/page-request.ts. */
import type { pageRequest as Spec } from '../../spec/page-request/page-request.ts';
import { member, type Row } from '../../spec/sorts.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';

export const pageRequest: Transition<typeof Spec> = {
  refuses: {
    'page-request/not-bound': ({ state, topology }, { actor, pasid }) => {
      const row = member('row', topology.sizes.row, pasid);
      return row === null || state.pasidEntry.at(actor, row).pgd === null;
    },
    'page-request/index-outstanding': ({ state }, { actor, pasid, grpid }) =>
      state.pageRequest.at(actor, pasid as Row, grpid).outstanding,
  },
  plan: (_host, { actor, pasid, grpid }) =>
    inOrder(({ state }) => {
      const group = state.pageRequest.at(actor, pasid as Row, grpid);
      group.outstanding = true;
      group.pending = true;
      return null;
    }),
};
