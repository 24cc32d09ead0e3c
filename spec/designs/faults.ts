/**
 * Seeded faults: each is the golden design with one switch turned (two where one alone does nothing), named by what
 * goes wrong; the ids in brackets are those of docs/faults.md. Every invariant names the faults it must catch.
 */
import { type Source, sources } from '../source.ts';
import { type Design, decided, type Policy } from './design.ts';

const fault = (name: string, about: string, turned: Partial<Policy>, ...cited: Source[]): Design => ({
  name,
  about,
  sources: cited,
  policy: { ...decided, ...turned },
});

export const faults = [
  fault(
    'fault/gpasid-in-hardware',
    'a bind writes its entry at the guest PASID',
    { entryRow: 'gpasid' },
    sources.gpasidMapping,
  ),
  fault(
    'fault/foreign-pasid',
    'nobody checks who owns the host PASID that is bound (SF-V8)',
    { ownership: 'unchecked' },
    sources.vfioBindReview,
  ),
  fault(
    'fault/foreign-free',
    'nobody checks who owns the host PASID that is freed (SF-I7)',
    { freeOwnership: 'unchecked' },
    sources.ioasidCore,
  ),
  fault(
    'fault/foreign-container',
    'a container does what anyone asks who got hold of its file',
    { opener: 'unchecked' },
    sources.ioasidOwnership,
  ),
  fault(
    'fault/inner-break',
    'the error of an earlier domain is overwritten by a later success (SF-V1)',
    { bindLoop: 'inner-break' },
    sources.vfioBindV1,
  ),
  fault(
    'fault/rollback-over-all',
    'a failed bind unbinds every device, older bindings included (SF-V2)',
    { bindLoop: 'inner-break', bindRollback: 'every-device' },
    sources.vfioBindV1,
  ),
  fault(
    'fault/free-leaves-bindings',
    'a host PASID is free while devices are still bound to it (SF-V9)',
    { freeWhileBound: 'leaves-bindings' },
    sources.vfioPasidRequest,
  ),
  fault(
    'fault/reclaim-waits',
    'a reclaim waits for the last unbind, which is refused while the host PASID waits to be freed',
    { reclaim: 'waits-for-unbind' },
    sources.ioasidNotification,
    sources.ioasidOwnership,
  ),
  fault(
    'fault/partial-unbind',
    'an unbind visits the first device only (SF-V6)',
    { unbindLoop: 'first-device' },
    sources.vfioBindV1,
  ),
  fault(
    'fault/two-hpasids-per-gpasid',
    'a gpasid may stand for two host PASIDs, and bindings of one may differ (SF-D1, SF-D2)',
    { agreement: 'unchecked' },
    sources.ioasidSpid,
    sources.vtdBind,
  ),
  fault(
    'fault/truncated-unbind',
    'an unbind narrows the host PASID to 32 bits (SF-D4)',
    { unbindWidth: '32-bit' },
    sources.vtdUnbind,
  ),
  fault('fault/no-drain', 'an unbind leaves page requests pending (SF-P15)', { drain: 'skipped' }, sources.vtdDrain),
  fault(
    'fault/response-to-other-device',
    'a response through one device file answers a request of another device (SF-P8)',
    { responseMatch: 'pasid-index' },
    sources.responseOnDeviceFd,
  ),
  fault(
    'fault/response-by-index-only',
    'a response with another PASID answers a request with the same index',
    { responseMatch: 'device-index' },
    sources.pageResponse,
  ),
  fault(
    'fault/double-allocation',
    'an allocation hands out a host PASID that is in use',
    { allocation: 'any' },
    sources.ioasidCore,
  ),
  fault(
    'fault/bind-while-free-pending',
    'a host PASID that waits to be freed can still be bound (SF-I14)',
    { bindWhileFreePending: 'accepted' },
    sources.ioasidNotification,
  ),
  fault(
    'fault/over-capacity',
    'a quota is held against all capacity, not against what is left',
    { capacity: 'in-all' },
    sources.ioasidSetApi,
  ),
  fault('fault/no-quota', 'an allocation ignores the quota', { quota: 'unchecked' }, sources.ioasidSetApi),
  fault(
    'fault/reference-kept',
    "the last unbind keeps the IOMMU driver's reference",
    { lastUnbind: 'keeps-reference' },
    sources.ioasidDocument,
  ),
  fault(
    'fault/response-by-fd-holder',
    'whoever holds the device file may answer',
    { responder: 'fd-holder' },
    sources.responseOnDeviceFd,
  ),
  fault(
    'fault/unasked-response',
    'a response is sent although nothing is pending',
    { response: 'unchecked' },
    sources.pageResponse,
  ),
  fault(
    'fault/double-response',
    'a request can be answered twice (SF-P9)',
    { responseConsumes: 'keeps-pending' },
    sources.pageResponse,
  ),
] as const satisfies readonly Design[];
