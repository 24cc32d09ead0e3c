/** `page_request`: see spec/page-request/page-request.ts. */
import type { pageRequest as Spec } from '../../spec/page-request/page-request.ts';
import { member } from '../../spec/sorts.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { descriptorOf, isOutstanding } from './descriptor.ts';
import { isGone } from './iopf-queue-device.ts';
import { send } from './send.ts';
import { isBoundThere } from './thread.ts';

export const pageRequest: Transition<typeof Spec> = {
  refuses: {
    'page-request/disabled': (host, { actor }) => isGone(host, actor),
    'page-request/not-bound': (host, { actor, pasid }) => {
      if (host.topology.prqs.length > 0) return false;
      const row = member('row', host.topology.sizes.row, pasid);
      return row === null || !isBoundThere(host, actor, row);
    },
    'page-request/index-outstanding': (host, command) => isOutstanding(host, descriptorOf(host, command, 'last')),
  },
  plan: (host, command) => inOrder(send(descriptorOf(host, command, 'last'))),
};
