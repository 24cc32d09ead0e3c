/** Every invariant, by subsystem. */
import { failureChangesNothing } from './host/failure-changes-nothing.ts';
import { illFormedRefused } from './host/ill-formed-refused.ts';
import { successIsComplete } from './host/success-is-complete.ts';
import type { Invariant } from './invariant.ts';
import { freeIsClean } from './ioasid/free-is-clean.ts';
import { freedByOwner } from './ioasid/freed-by-owner.ts';
import { noHandoverWhileCarried } from './ioasid/no-handover-while-carried.ts';
import { quota } from './ioasid/quota.ts';
import { references } from './ioasid/references.ts';
import { entryOwner } from './iommu/entry-owner.ts';
import { noGpasidInHardware } from './iommu/no-gpasid-in-hardware.ts';
import { expectedResponse } from './page-request/expected-response.ts';
import { noneAfterUnbind } from './page-request/none-after-unbind.ts';
import { responseByHolder } from './page-request/response-by-holder.ts';
import { responseToItsRequest } from './page-request/response-to-its-request.ts';
import { bindAllOrNothing } from './vfio/bind-all-or-nothing.ts';
import { gpasidNamesOneHpasid } from './vfio/gpasid-names-one-hpasid.ts';
import { noForeignBind } from './vfio/no-foreign-bind.ts';
import { unbindLeavesNothing } from './vfio/unbind-leaves-nothing.ts';

export const invariants: readonly Invariant[] = [
  noGpasidInHardware,
  entryOwner,
  noForeignBind,
  bindAllOrNothing,
  unbindLeavesNothing,
  gpasidNamesOneHpasid,
  successIsComplete,
  failureChangesNothing,
  illFormedRefused,
  quota,
  references,
  freedByOwner,
  freeIsClean,
  noHandoverWhileCarried,
  expectedResponse,
  responseByHolder,
  responseToItsRequest,
  noneAfterUnbind,
];
