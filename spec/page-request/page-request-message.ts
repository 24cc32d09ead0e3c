import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A device sends a page request message of any form and mode, where `page_request` is the plain last page: a page before
 * the last, a stop marker, or a page that it may not ask for. What the host makes of it is the thread's business
 * (`prq_event_thread`); where the queue has no slots, the thread takes it at once.
 * Not here: which page it asks for, and streams of requests that nobody groups.
 */
export const pageRequestMessage = command({
  kind: 'page_request_message',
  summary: 'A device sends a page request message of any form.',
  sources: [sources.prqThread, sources.pciePageRequest],
  args: {
    actor: args.hardware,
    pasid: args.rawPasid,
    grpid: args.hardwareGrpid,
    page: args.pageForm,
    mode: args.pageMode,
  },
  answers: 'zero',
  rules: [
    rule('page-request/message-disabled', 'ENODEV', 'the device was taken out of the queue', sources.iopfRemoveDevice),
    rule(
      'page-request/message-index-outstanding',
      'EBUSY',
      'the device still waits for a response to that group',
      sources.indexReuse,
      sources.pciePageRequest,
    ),
  ],
});
