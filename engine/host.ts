/**
 * The optimised host: the golden design in one array of 32-bit words. Integers go in, integers come out: a result
 * ≥ 0 or -errno. A number of 64 bits comes as two halves, the low one first. After construction nothing is allocated
 * and nothing is thrown.
 *
 * A class belongs to one geometry, so that every offset is a constant of it. Other designs are not here.
 */
import type { Attachment } from './attachment.ts';
import { boot } from './boot.ts';
import { fullGeometry, type Geometry } from './geometry.ts';
import { ioasidAlloc } from './ioasid/alloc.ts';
import { ioasidFree } from './ioasid/free.ts';
import { ioasidReclaim } from './ioasid/reclaim.ts';
import { ioasidSetAlloc } from './ioasid/set-alloc.ts';
import { injectBindFailure } from './iommu/inject-bind-failure.ts';
import { setBinding, setEntry } from './iommu/pasid-table.ts';
import { pageRequest } from './page-request/page-request.ts';
import { pageResponse } from './page-request/page-response.ts';
import { regionsOf } from './regions.ts';
import { vfioBindGpasid } from './vfio/bind-gpasid.ts';
import { vfioUnbindGpasid } from './vfio/unbind-gpasid.ts';

/**
 * The class of hosts of one geometry. Actors are VMs, 0 is the kernel. Numbers of actors, containers, devices and
 * files are the kernel's own and are not checked; what a user sends as data is.
 */
export const defineHost = (geometry: Geometry) => {
  const regions = regionsOf(geometry);

  return class Host {
    /** Where what lies in `words`, and the geometry. */
    static readonly regions = regions;
    /** The whole state. */
    readonly words = new Int32Array(regions.end);
    readonly #attachment: Attachment;

    /** A host after boot. All numbers of the attachment must be below the limits of the geometry. */
    constructor(attachment: Attachment) {
      this.#attachment = attachment;
      boot(this.words, regions, attachment);
    }

    /** Boots again. Costs as much as the geometry is large. */
    reset(): void {
      this.words.fill(0);
      boot(this.words, regions, this.#attachment);
    }

    /** `token` is a VM, or 0 for none; a `quota` of 0 asks for all that is left. Answers the number of the set. */
    ioasidSetAlloc(type: number, token: number, quota: number): number {
      return ioasidSetAlloc(this.words, regions, type, token, quota);
    }

    /** `set` is any number from 0 on. Answers the host PASID: the lowest free one. */
    ioasidAlloc(actor: number, set: number): number {
      return ioasidAlloc(this.words, regions, actor, set);
    }

    /** The owner gives a host PASID back. */
    ioasidFree(actor: number, hpasidLow: number, hpasidHigh: number): number {
      return ioasidFree(this.words, regions, actor, hpasidLow, hpasidHigh);
    }

    /** Tears down a host PASID that waits to be freed. The number is the kernel's own and not checked. */
    ioasidReclaim(hpasid: number): number {
      return ioasidReclaim(this.words, regions, hpasid);
    }

    /** Binds on every device of the container or on none. `flags` has `IOMMU_SVA_GPASID_VAL` when a gpasid is given. */
    vfioBindGpasid(
      actor: number,
      container: number,
      hpasidLow: number,
      hpasidHigh: number,
      flags: number,
      gpasidLow: number,
      gpasidHigh: number,
      pgdLow: number,
      pgdHigh: number,
    ): number {
      return vfioBindGpasid(
        this,
        regions,
        actor,
        container,
        hpasidLow,
        hpasidHigh,
        flags,
        gpasidLow,
        gpasidHigh,
        pgdLow,
        pgdHigh,
      );
    }

    /** Unbinds on every device of the container; 0 where nothing is bound. */
    vfioUnbindGpasid(actor: number, container: number, hpasidLow: number, hpasidHigh: number): number {
      return vfioUnbindGpasid(this.words, regions, actor, container, hpasidLow, hpasidHigh);
    }

    /** Makes the binds of a device fail (1) or succeed again (0). */
    injectBindFailure(device: number, enabled: number): number {
      return injectBindFailure(this.words, regions, device, enabled);
    }

    /** `rawPasid` is what the hardware sends, any 32 bits; `grpid` is 0 … 511. */
    pageRequest(device: number, rawPasid: number, grpid: number): number {
      return pageRequest(this.words, regions, device, rawPasid, grpid);
    }

    /** Answers a request of the device behind a file; `grpid` and `code` are any 32 bits. */
    pageResponse(actor: number, fd: number, pasidLow: number, pasidHigh: number, grpid: number, code: number): number {
      return pageResponse(this.words, regions, actor, fd, pasidLow, pasidHigh, grpid, code);
    }

    /**
     * Binds one device, as a step of a bind that was granted. `gpasid` is 0 for an identity mapping; it is here so
     * that a faulty host can be derived, and must never reach the hardware.
     */
    bindDevice(device: number, hpasid: number, _gpasid: number, pgdLow: number, pgdHigh: number): void {
      this.setBinding(device, hpasid, pgdLow, pgdHigh);
      this.setEntry(device, hpasid, pgdLow, pgdHigh);
    }

    /** Remembers a binding. */
    setBinding(device: number, hpasid: number, pgdLow: number, pgdHigh: number): void {
      setBinding(this.words, regions, device, hpasid, pgdLow, pgdHigh);
    }

    /** Writes an entry of the PASID table that the device's hardware walks. */
    setEntry(device: number, row: number, pgdLow: number, pgdHigh: number): void {
      setEntry(this.words, regions, device, row, pgdLow, pgdHigh);
    }
  };
};

/** A class of hosts; one derived from it to be at fault is one too. */
export type HostClass = ReturnType<typeof defineHost>;
export type Host = InstanceType<HostClass>;

/** Hosts of full size. */
export const FullHost = defineHost(fullGeometry);
