/** `page_request_message`: see spec/page-request/page-request-message.ts. */
import type { CommandOf } from '../../spec/command.ts';
import type { pageRequestMessage as Spec } from '../../spec/page-request/page-request-message.ts';
import { type PageForm, type PageMode, pageForms, pageModes } from '../../spec/topology.ts';
import type { Stationary } from '../host.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { type Descriptor, descriptorOf, isOutstanding } from './descriptor.ts';
import { isGone } from './iopf-queue-device.ts';
import { send } from './send.ts';

const messageOf = (host: Stationary, command: CommandOf<typeof Spec>): Descriptor =>
  descriptorOf(host, command, pageForms[command.page] as PageForm, pageModes[command.mode] as PageMode);

export const pageRequestMessage: Transition<typeof Spec> = {
  refuses: {
    'page-request/message-disabled': (host, { actor }) => isGone(host, actor),
    'page-request/message-index-outstanding': (host, command) => {
      const message = messageOf(host, command);
      return message.page !== 'stop-marker' && isOutstanding(host, message);
    },
  },
  plan: (host, command) => inOrder(send(messageOf(host, command))),
};
