import { sources } from '../source.ts';
import { type Design, decided } from './design.ts';

/**
 * The patch as posted on 2020-03-22: the loop over devices breaks out of the innermost loop only, so that a later
 * domain's success overwrites an earlier error; a failed bind unbinds every device, older bindings included; nobody
 * tracks who owns a PASID, as its reviewer remarked; and freeing a PASID leaves its bindings.
 * Not here: containers whose file was passed on, against which it has no check either (fault/foreign-container).
 */
export const vfioV1: Design = {
  name: 'vfio-v1',
  about: 'the VFIO bind, unbind and free as first posted in March 2020, on the sets of the golden design',
  sources: [sources.vfioBindV1, sources.vfioBindReview, sources.vfioPasidRequest],
  policy: {
    ...decided,
    bindLoop: 'inner-break',
    argumentChecks: 'by-driver',
    bindRollback: 'every-device',
    ownership: 'unchecked',
    nesting: 'left-to-driver',
    agreement: 'unchecked',
    freeWhileBound: 'leaves-bindings',
    unbindWidth: '32-bit',
  },
};
