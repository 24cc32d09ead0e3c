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
  /** What a bind that failed midway undoes: nothing is left to undo; or every device of the container is unbound. */
  bindRollback: ['not-needed', 'every-device'],
  /** Whose host PASIDs a bind and an unbind accept: the caller's own; or anyone's. */
  ownership: ['own-set', 'unchecked'],
  /** Whose host PASIDs a free accepts. */
  freeOwnership: ['own-set', 'unchecked'],
  /** Who may use a container: the process that opened it; or whoever has its file. */
  opener: ['checked', 'unchecked'],
  /** Whether VFIO looks at the type of the container before the driver does. */
  nesting: ['checked-by-vfio', 'left-to-driver'],
  /** Whether one gpasid may stand for two host PASIDs, and bindings of one host PASID may differ. */
  agreement: ['checked', 'unchecked'],
  /** What becomes of a host PASID that is freed while bound: free_pending until reclaimed; or free, and its bindings stay. */
  freeWhileBound: ['free-pending', 'leaves-bindings'],
  /** What a reclaim does about devices that are still bound: it unbinds them; or it waits for somebody else to. */
  reclaim: ['tears-down', 'waits-for-unbind'],
  /** How wide a host PASID is when it is unbound. */
  unbindWidth: ['64-bit', '32-bit'],
  /** Which devices an unbind visits. */
  unbindLoop: ['every-device', 'first-device'],
  /** At which row of the PASID table a bind writes. */
  entryRow: ['hpasid', 'gpasid'],
  /** Whether an unbind answers what is pending. */
  drain: ['answers-pending', 'skipped'],
  /** What the quota of a new set is held against: the capacity that is left; or all there is. */
  capacity: ['what-is-left', 'in-all'],
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
