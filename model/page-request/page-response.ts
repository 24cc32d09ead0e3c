/** `page_response`: see spec/page-request/page-response.ts. */
import { pasidLimit, responseTypes } from '../../spec/arguments.ts';
import type { pageResponse as Spec } from '../../spec/page-request/page-response.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { answer, hasNoCode, hasNoFile, hasNothingPending, isNotHolder } from './answered.ts';

export const pageResponse: Transition<typeof Spec> = {
  refuses: {
    'page-request/response-bad-fd': hasNoFile,
    'page-request/response-not-holder': isNotHolder,
    'page-request/response-no-code': hasNoCode,
    'page-request/response-to-stream': ({ policy }, { type }) =>
      type === responseTypes.stream && policy.responseType === 'group-only',
    'page-request/response-no-pasid': ({ policy }, { pasid }) =>
      pasid === null ? policy.responsePasid === 'needed' : pasid === 0 || pasid >= pasidLimit,
    'page-request/response-nothing-pending': hasNothingPending,
  },
  plan: (_host, command) => inOrder(answer(command)),
};
