/**
 * A design: one value for each choice on which proposals for the host differ, or that a fault turns.
 * The first value of each switch is the decided (golden) one.
 */
import type { Source } from '../source.ts';

export const switches = {
  /** How a bind meets the devices of a container: asks every one before it binds any; or one after the other, where a failure leaves only the loop over its domain's groups. */
  bindLoop: ['ask-all-first', 'inner-break'],
  /** Who checks the arguments of a bind: VFIO before any effect; or the driver, device by device. */
  argumentChecks: ['before-any-effect', 'by-driver'],
  /** What a bind that failed midway undoes: nothing is left to undo; or every device of the container is unbound, or the first alone. */
  bindRollback: ['not-needed', 'every-device', 'first-device'],
  /** Which devices of a container a bind and an unbind are about: all; or those of its first group. */
  bindReach: ['every-group', 'first-group'],
  /** What a bind answers that failed midway and was rolled back: the error; or 0. */
  bindResult: ['first-error', 'swallowed'],
  /** Whether the driver's unbind can fail, as its bind can. */
  driverUnbind: ['cannot-fail', 'may-fail'],
  /** Whose host PASIDs a bind and an unbind accept: the caller's own; or anyone's. */
  ownership: ['own-set', 'unchecked'],
  /** Whose host PASIDs a free accepts. */
  freeOwnership: ['own-set', 'unchecked'],
  /** Who may use a container: the process that opened it; or whoever has its file. */
  opener: ['checked', 'unchecked'],
  /** Whether VFIO looks at the type of the container before the driver does, or nobody looks. */
  nesting: ['checked-by-vfio', 'left-to-driver', 'unchecked'],
  /** Whether a bind looks at where the guest page directory lies. */
  gpgdLimit: ['checked', 'unchecked'],
  /** Whether guest memory is unmapped in which a guest page directory lies that is bound. */
  unmap: ['refused-under-gpgd', 'unchecked'],
  /** Whose quota is charged with a PASID that is asked for through a container: the caller's; or that of the process that opened it. */
  charge: ['caller', 'opener'],
  /** Whether an allocation keeps to the range that was asked for. */
  pasidRange: ['kept', 'ignored'],
  /** What becomes of a group that is to join a container in which a host PASID is bound: it is refused; or joins, and is bound to it or not. */
  join: ['refused-while-bound', 'bound', 'unbound'],
  /** Whether a group that leaves its container is unbound first. */
  detach: ['unbinds', 'leaves-bindings'],
  /** What becomes of the host PASIDs of a process that has lost its last container. */
  lastContainer: ['frees-pasids', 'keeps-pasids'],
  /** Whether one gpasid may stand for two host PASIDs, and bindings of one host PASID may differ; or whether only that the name is given already goes unnoticed. */
  agreement: ['checked', 'unchecked', 'name-error-ignored'],
  /** What becomes of a host PASID that is freed while bound: free_pending until reclaimed; or free, and its bindings stay. */
  freeWhileBound: ['free-pending', 'leaves-bindings'],
  /** What a free does to a host PASID that waits to be freed already: nothing; or it drops one more reference. */
  repeatedFree: ['changes-nothing', 'drops-reference'],
  /** Whether a user inside the kernel still gets a reference on a host PASID that waits to be freed. */
  getWhileFreePending: ['refused', 'accepted'],
  /** Whether a look-up by guest name still finds a host PASID that waits to be freed. */
  findWhileFreePending: ['refused', 'accepted'],
  /** What becomes of a second guest name for a host PASID: it is refused; or it takes the place of the first. */
  reattach: ['refused', 'overwrites'],
  /** Whether the check that a guest name is free keeps a reference on what has it. */
  spidCheck: ['looks', 'keeps-reference'],
  /** In which order those are told who registered for one set and those who registered for all: by priority; or the latter first. */
  chainOrder: ['by-priority', 'global-first'],
  /** Whether a user inside the kernel that was not registered, and will not be told of a free, gets a reference. */
  getUnregistered: ['refused', 'accepted'],
  /** Whether a user inside the kernel can be told no more while it has a reference. */
  unregisterNotifier: ['refused-in-use', 'at-once'],
  /** What becomes of a registration that waits for a set when that is made. */
  waitingNotifier: ['comes-about', 'forgotten'],
  /** Whether a user inside the kernel that looks up private data must name its set, and finds nothing of another. */
  findSet: ['checked', 'unchecked'],
  /** What becomes of a second record for a host PASID: it is refused; or it takes the place of the first. */
  secondData: ['refused', 'overwrites'],
  /** Whose record a user inside the kernel can take away. */
  dataOwner: ['checked', 'unchecked'],
  /** Whether a record can still be left with a host PASID that waits to be freed. */
  attachWhileFreePending: ['refused', 'accepted'],
  /** What the last unbind does with the record of the IOMMU driver. */
  unbindData: ['detached', 'kept'],
  /** Whether the last number of a range belongs to it. */
  rangeEnd: ['inclusive', 'exclusive'],
  /** What a reclaim does about devices that are still bound: it unbinds them; or it waits for somebody else to. */
  reclaim: ['tears-down', 'waits-for-unbind'],
  /** How wide a host PASID is when it is unbound. */
  unbindWidth: ['64-bit', '32-bit'],
  /** Which devices an unbind visits; `inner-break`: in each domain those up to the first that fails. */
  unbindLoop: ['every-device', 'first-device', 'no-device', 'inner-break'],
  /** At which row of the PASID table a bind writes. */
  entryRow: ['hpasid', 'gpasid'],
  /** Which second-level page table a bind puts beneath the guest's: that of the domain in the container; or of the device's primary domain. */
  secondLevel: ['of-domain', 'of-primary-domain'],
  /** From which set the default PASID of an auxiliary domain is taken: the host's own; or that of a guest. */
  defaultPasidSet: ['of-host', 'of-guest'],
  /** Whether the detach of an auxiliary domain takes its entry away. */
  auxDetach: ['tears-down', 'keeps-entry'],
  /** By what an unbind on a device with auxiliary domains knows that no user is left: by what the bind counted; or by whether they are enabled now. */
  unbindCounts: ['user-as-bound', 'feature-as-now'],
  /** What an invalidation answers that names a cache which the driver cannot flush that way: an error; or 0, and the rest is not done. */
  unsupportedInvalidation: ['refused', 'ignored'],
  /** What a bind does on a device where the host PASID is bound already: it fails; or it binds again. */
  rebind: ['refused', 'overwrites'],
  /** Whether an unbind of a host PASID that waits to be freed does anything. */
  lateUnbind: ['refused', 'accepted'],
  /** Whether a tear-down takes the entry away before the record of the binding. */
  tearDown: ['entry-and-binding', 'binding-only'],
  /** By which requester id the driver addresses a device on which a guest's table is bound: its own; or 0, which is none. */
  requesterId: ['stored', 'zero'],
  /** Whether a tear-down flushes the PASID cache, and whether the IOTLB. */
  pasidCacheFlush: ['at-tear-down', 'skipped'],
  iotlbFlush: ['at-tear-down', 'skipped'],
  /** Whether a tear-down flushes the device's own TLB: always; not where the IOMMU is a virtual one; or never. */
  deviceTlbFlush: ['always', 'not-in-caching-mode', 'skipped'],
  /** By which domain id a tear-down flushes: the one in the entry; or that of the device's primary domain. */
  flushDomain: ['of-entry', 'of-primary-domain'],
  /** Whether an unbind answers what is pending: always; never; or only if it finds the entry present, which an exit clears first. */
  drain: ['answers-pending', 'skipped', 'of-present-entry'],
  /** What the quota of a new set is held against: the capacity that is left; or all there is. */
  capacity: ['what-is-left', 'in-all'],
  /** Whether sets of type NULL keep to the share of the host. */
  hostShare: ['kept', 'ignored'],
  /** How long a set lives: until the last member of one that was put is reclaimed; until it is put; or until its last member is reclaimed, put or not. */
  setLifetime: ['until-last-reclaim', 'until-put', 'until-empty'],
  /** Whether the quota of a set that is gone can be promised again. */
  quotaReturn: ['with-set', 'never'],
  /** Whether a process can have a second set. */
  setToken: ['unique', 'unchecked'],
  /** What of a new quota is held against the capacity that is left: what it adds; or all of it. */
  adjustment: ['by-difference', 'in-all'],
  /** What an allocation answers that the quota does not allow: an errno; or the id that it has given back on the way out. */
  allocFailure: ['answers-errno', 'answers-id'],
  /** Which host PASIDs an allocation hands out. */
  allocation: ['free-only', 'any'],
  /** Whether a host PASID that waits to be freed can be bound. */
  bindWhileFreePending: ['refused', 'accepted'],
  /** Whether an allocation looks at the quota of the set. */
  quota: ['checked', 'unchecked'],
  /** Whether the last unbind drops the IOMMU driver's reference. */
  lastUnbind: ['puts-reference', 'keeps-reference'],
  /** Who may answer a page request: the VM that holds the device; or whoever holds its file. */
  responder: ['device-holder', 'fd-holder'],
  /** By what a response finds its request: the device of the file, the PASID and the index; or less. */
  responseMatch: ['device-pasid-index', 'pasid-index', 'device-index'],
  /** Which responses reach the wire: those to a pending request; or all. */
  response: ['pending-only', 'unchecked'],
  /** Whether a response takes the request off the pending list. */
  responseConsumes: ['consumes', 'keeps-pending'],
  /** What becomes of a group of which a page before the last is not served: it fails; or that page is forgotten. */
  badPage: ['fails-group', 'forgotten'],
  /** Which bad pages are answered INVALID: last ones; or all. */
  badPageAnswer: ['last-only', 'every-page'],
  /** Which last page completes a kept page: that of its device, PASID and index; or of any PASID. */
  partialKey: ['device-pasid-index', 'device-index'],
  /** What becomes of a stop marker: it is dropped; or taken for the last page that it is marked as. */
  stopMarker: ['dropped', 'as-request'],
  /** Whether the thread looks at the address and the mode of a page. */
  pageMode: ['checked', 'unchecked'],
  /** Where a requested PASID must be bound: on the device that asks; or anywhere. */
  faultLookUp: ['device-and-pasid', 'pasid-only'],
  /** When an overflow is cleared: once the queue is empty; or only after a descriptor was taken, so never then. */
  overflowClear: ['when-empty', 'never-when-empty'],
  /** What the clearing of an overflow does to kept pages. */
  overflowPartials: ['discarded', 'kept'],
  /** How a response code goes on the wire: FAILURE as 0xf; or as the number that it has in the interface. */
  responseCode: ['translated', 'untranslated'],
  /** What becomes of a request whose response has a code that is none: it stays pending; or it is taken off the list. */
  refusedCode: ['keeps-pending', 'consumes'],
  /** Whether a response brings back the private data of its request. */
  privateData: ['returned', 'dropped'],
  /** What a response is to: a page request group; or a whole stream, if it says so. */
  responseType: ['group-only', 'stream-too'],
  /** Whether a response may leave out the PASID of a request that has one. */
  responsePasid: ['needed', 'optional'],
  /** Under which PASID a guest is shown a request: its own; or the host's. */
  shownPasid: ['gpasid', 'hpasid'],
  /** What is reported as the address of a page: that of its first byte; or the number of the page. */
  reportedAddress: ['of-page', 'page-number'],
  /** Which host PASID the answer of a guest is about: that for which the gpasid stands; or the one of the same number. */
  guestResponse: ['translated', 'untranslated'],
  /** Whether a device may ask again under an index for which it still waits. */
  indexReuse: ['refused', 'accepted'],
  /** What becomes of the requests of a device that is taken out of the queue: they are ended; or they go on. */
  removal: ['ends-requests', 'leaves-requests'],
  /** Whether a fault handler can be unregistered while a request is pending. */
  unregister: ['refused-while-pending', 'at-once'],
  /** What a drain ends besides pending requests. */
  drainReach: ['queue-and-partials', 'pending-only'],
  /** What a drain does with the slots of the requests that it ends: it leaves them to the thread to come past; or frees them. */
  drainedSlots: ['left-to-thread', 'freed'],
  /** Which host PASID a VMM binds for a number of its guest's: the one that it looks up; or the number itself. */
  vmmTranslation: ['looks-up', 'takes-gpasid'],
  /** What a VMM does when its guest invalidates an entry that is not present any more: unbinds; or nothing. */
  shadowing: ['follows-guest', 'binds-only'],
  /** What KVM's translation table gives a device for a guest PASID: the host PASID; or the guest PASID itself. */
  kvmTranslation: ['hpasid', 'gpasid'],
  /** What KVM does with its entry when the last device is unbound: clears it; or keeps it. */
  kvmUnbind: ['clears', 'keeps-entry'],
  /** What KVM does with its entry when the PASID is freed: clears it; or keeps it. */
  kvmFree: ['clears', 'keeps-entry'],
  /** What the VDCM puts into the register of a device: the host PASID; or what the guest has written. */
  vdcmTranslation: ['hpasid', 'as-written'],
  /** Whether the VDCM holds a reference on what is in a register. */
  vdcmReference: ['held', 'none'],
  /** What becomes of what a process has when it exits: it is torn down; all but its bindings; or all but its set. */
  mmExit: ['tears-down', 'keeps-bindings', 'keeps-set'],
  /** Whether what knows a process by its address holds a reference on that. */
  mmReference: ['held', 'none'],
  /** What a VMM does when its guest frees a PASID: frees the host PASID and forgets it; or forgets it. */
  vmmFree: ['frees', 'forgets'],
} as const;

export type Switch = keyof typeof switches;

/** The policy of a host: one value per switch. */
export type Policy = { readonly [Name in Switch]: (typeof switches)[Name][number] };

export interface Design {
  readonly name: string;
  /** What it is, in one sentence. */
  readonly about: string;
  readonly sources: readonly Source[];
  readonly policy: Policy;
}

/** The decided value of every switch. */
export const decided = Object.fromEntries(
  Object.entries(switches).map(([name, [first]]) => [name, first]),
) as unknown as Policy;
