/** Every invariant, by subsystem. */
import { lookupAgrees } from './guest/lookup-agrees.ts';
import { registerOfOwn } from './guest/register-of-own.ts';
import { shadowFollowsGuest } from './guest/shadow-follows-guest.ts';
import { translationAgrees } from './guest/translation-agrees.ts';
import { exitLeavesNothing } from './host/exit-leaves-nothing.ts';
import { failureChangesNothing } from './host/failure-changes-nothing.ts';
import { illFormedRefused } from './host/ill-formed-refused.ts';
import { nothingIsLeft } from './host/nothing-is-left.ts';
import { successIsComplete } from './host/success-is-complete.ts';
import type { Invariant } from './invariant.ts';
import { answerIsAllocated } from './ioasid/answer-is-allocated.ts';
import { capacity } from './ioasid/capacity.ts';
import { dataWhileBound } from './ioasid/data-while-bound.ts';
import { foundInSet } from './ioasid/found-in-set.ts';
import { freeIsClean } from './ioasid/free-is-clean.ts';
import { freeIsIdempotent } from './ioasid/free-is-idempotent.ts';
import { freedByOwner } from './ioasid/freed-by-owner.ts';
import { holderIsTold } from './ioasid/holder-is-told.ts';
import { lookUpByName } from './ioasid/look-up-by-name.ts';
import { membership } from './ioasid/membership.ts';
import { namesAlternate } from './ioasid/names-alternate.ts';
import { noHandoverWhileCarried } from './ioasid/no-handover-while-carried.ts';
import { nothingNewInFreePending } from './ioasid/nothing-new-in-free-pending.ts';
import { notifierOfSet } from './ioasid/notifier-of-set.ts';
import { oneSetPerProcess } from './ioasid/one-set-per-process.ts';
import { quota } from './ioasid/quota.ts';
import { quotaChange } from './ioasid/quota-change.ts';
import { range } from './ioasid/range.ts';
import { references } from './ioasid/references.ts';
import { setLifetime } from './ioasid/set-lifetime.ts';
import { shareForGuests } from './ioasid/share-for-guests.ts';
import { tokenOfLiving } from './ioasid/token-of-living.ts';
import { toldInOrder } from './ioasid/told-in-order.ts';
import { defaultPasidEntry } from './iommu/default-pasid-entry.ts';
import { entryAsBound } from './iommu/entry-as-bound.ts';
import { entryOwner } from './iommu/entry-owner.ts';
import { flushByStoredDomain } from './iommu/flush-by-stored-domain.ts';
import { nestedInItsDomain } from './iommu/nested-in-its-domain.ts';
import { noGpasidInHardware } from './iommu/no-gpasid-in-hardware.ts';
import { noTagAfterTearDown } from './iommu/no-tag-after-tear-down.ts';
import { ownerOfBinding } from './iommu/owner-of-binding.ts';
import { expectedResponse } from './page-request/expected-response.ts';
import { failedGroupNotReported } from './page-request/failed-group-not-reported.ts';
import { groupsStayApart } from './page-request/groups-stay-apart.ts';
import { indexAskedOnce } from './page-request/index-asked-once.ts';
import { keptOfOpenGroup } from './page-request/kept-of-open-group.ts';
import { modesServed } from './page-request/modes-served.ts';
import { noneAfterRemoval } from './page-request/none-after-removal.ts';
import { noneAfterUnbind } from './page-request/none-after-unbind.ts';
import { owedIsAwaited } from './page-request/owed-is-awaited.ts';
import { privateDataReturned } from './page-request/private-data-returned.ts';
import { queueWithoutGap } from './page-request/queue-without-gap.ts';
import { refusedStaysPending } from './page-request/refused-stays-pending.ts';
import { reportedAddress } from './page-request/reported-address.ts';
import { reportedWhereBound } from './page-request/reported-where-bound.ts';
import { responseByHolder } from './page-request/response-by-holder.ts';
import { responseCode } from './page-request/response-code.ts';
import { responseToItsRequest } from './page-request/response-to-its-request.ts';
import { shownUnderOwnPasid } from './page-request/shown-under-own-pasid.ts';
import { bindAllOrNothing } from './vfio/bind-all-or-nothing.ts';
import { bindOnlyNesting } from './vfio/bind-only-nesting.ts';
import { chargedToCaller } from './vfio/charged-to-caller.ts';
import { detachedIsClean } from './vfio/detached-is-clean.ts';
import { gpasidNamesOneHpasid } from './vfio/gpasid-names-one-hpasid.ts';
import { gpgdIsMapped } from './vfio/gpgd-is-mapped.ts';
import { joinsAsBound } from './vfio/joins-as-bound.ts';
import { lastContainerFrees } from './vfio/last-container-frees.ts';
import { lateUnbindDoesNothing } from './vfio/late-unbind-does-nothing.ts';
import { noForeignBind } from './vfio/no-foreign-bind.ts';
import { noSecondBind } from './vfio/no-second-bind.ts';
import { pasidInRange } from './vfio/pasid-in-range.ts';
import { unbindLeavesNothing } from './vfio/unbind-leaves-nothing.ts';

export const invariants: readonly Invariant[] = [
  noGpasidInHardware,
  entryOwner,
  entryAsBound,
  defaultPasidEntry,
  nestedInItsDomain,
  noTagAfterTearDown,
  flushByStoredDomain,
  noForeignBind,
  bindAllOrNothing,
  unbindLeavesNothing,
  lateUnbindDoesNothing,
  noSecondBind,
  bindOnlyNesting,
  joinsAsBound,
  detachedIsClean,
  lastContainerFrees,
  chargedToCaller,
  pasidInRange,
  gpgdIsMapped,
  gpasidNamesOneHpasid,
  successIsComplete,
  failureChangesNothing,
  illFormedRefused,
  membership,
  answerIsAllocated,
  range,
  namesAlternate,
  lookUpByName,
  tokenOfLiving,
  ownerOfBinding,
  holderIsTold,
  toldInOrder,
  notifierOfSet,
  dataWhileBound,
  foundInSet,
  oneSetPerProcess,
  setLifetime,
  quota,
  capacity,
  shareForGuests,
  quotaChange,
  references,
  freedByOwner,
  freeIsClean,
  freeIsIdempotent,
  nothingNewInFreePending,
  noHandoverWhileCarried,
  expectedResponse,
  responseByHolder,
  responseToItsRequest,
  noneAfterUnbind,
  reportedWhereBound,
  modesServed,
  failedGroupNotReported,
  owedIsAwaited,
  queueWithoutGap,
  keptOfOpenGroup,
  groupsStayApart,
  indexAskedOnce,
  noneAfterRemoval,
  responseCode,
  privateDataReturned,
  refusedStaysPending,
  shownUnderOwnPasid,
  reportedAddress,
  shadowFollowsGuest,
  lookupAgrees,
  translationAgrees,
  registerOfOwn,
  exitLeavesNothing,
  nothingIsLeft,
];
