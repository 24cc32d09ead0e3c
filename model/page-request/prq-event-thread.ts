/** `prq_event_thread`: see spec/page-request/prq-event-thread.ts. */
import type { prqEventThread as Spec } from '../../spec/page-request/prq-event-thread.ts';
import type { Prq } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { type Effect, inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { dequeue } from './slots.ts';
import { take } from './thread.ts';

/** Hardware queues again; of what came before nothing is left to be joined to what comes now. */
function clearOverflow({ state, policy }: Host, prq: Prq): void {
  state.prq.at(prq).overflow = false;
  if (policy.overflowPartials === 'kept') return;
  state.prqGroup.replace('partial', 'kept', 'none', prq);
  state.prqGroup.replace('partial', 'failed', 'none', prq);
  state.prqGroup.replace('dropped', true, false, prq);
}

const goOn =
  (prq: Prq): Effect =>
  (host) => {
    const { head } = host.state.prq.at(prq);
    if (head === null) {
      clearOverflow(host, prq);
      return null;
    }
    const descriptor = dequeue(host, prq, head);
    if (descriptor !== null) take(host, descriptor);
    return null;
  };

export const prqEventThread: Transition<typeof Spec> = {
  refuses: {
    'page-request/queue-empty': ({ state, topology, policy }) =>
      topology.prqs.every((prq) => {
        const { head, overflow } = state.prq.at(prq);
        return head === null && (!overflow || policy.overflowClear === 'never-when-empty');
      }),
  },
  plan: ({ topology }) => inOrder(...topology.prqs.map(goOn)),
};
