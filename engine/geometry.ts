/**
 * How large a host an engine can be. Everything an engine will ever need is set aside when it is made, so these
 * are hard limits; where a host would pass one while it runs, the command answers -ENOMEM and nothing changes.
 */
export interface Geometry {
  /** First number past its host PASIDs, at most 2^20. Number 0 is none. */
  readonly pasids: number;
  /** First number past its devices. Number 0 is none, as for VMs, containers and device files. */
  readonly devices: number;
  /** First number past its VMs. */
  readonly vms: number;
  /** First number past its containers. */
  readonly containers: number;
  /** First number past its open device files. */
  readonly fds: number;
  /** Number of ioasid_sets, the host's own (number 0) included; at most 2^20. */
  readonly sets: number;
  /** How many pairs of host PASID and device can be bound at once. */
  readonly bindings: number;
  /**
   * How many blocks of page requests can wait at once; a block is the 32 group indices 32n … 32n+31 of one device
   * and PASID.
   */
  readonly requests: number;
  /** How many such blocks can have groups of several pages under way at once. */
  readonly partials: number;
  /** How many descriptors the page request queue can hold. */
  readonly slots: number;
  /** First number past its mediated devices. */
  readonly mdevs: number;
  /** First number past its vIOMMUs. */
  readonly viommus: number;
  /** How many numbers of guests with a vIOMMU can be in use at once. */
  readonly guestPasids: number;
}

/** A whole machine: every 20-bit PASID, and a million bindings. About 125 MB of addresses, touched as they are used. */
export const fullGeometry: Geometry = {
  pasids: 2 ** 20,
  devices: 4096,
  vms: 1024,
  containers: 4096,
  fds: 4096,
  sets: 4096,
  bindings: 2 ** 20,
  requests: 2 ** 18,
  partials: 2 ** 14,
  slots: 2 ** 11,
  mdevs: 256,
  viommus: 1024,
  guestPasids: 2 ** 20,
};
