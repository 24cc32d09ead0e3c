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
import { enqcmd } from './guest/enqcmd.ts';
import { mdevConfigClear, mdevConfigWrite, vdcmWork } from './guest/mdev.ts';
import { mmExit } from './guest/mm-exit.ts';
import { mmReuse } from './guest/mm-reuse.ts';
import { pasidCacheInvalidate } from './guest/pasid-cache-invalidate.ts';
import { guestSetPasidEntry } from './guest/set-pasid-entry.ts';
import { vcmdAllocPasid } from './guest/vcmd-alloc-pasid.ts';
import { vcmdFreePasid } from './guest/vcmd-free-pasid.ts';
import { ioasidAdjustSet } from './ioasid/adjust-set.ts';
import { ioasidAlloc } from './ioasid/alloc.ts';
import { ioasidAllocRange } from './ioasid/alloc-range.ts';
import { ioasidAttachData } from './ioasid/attach-data.ts';
import { ioasidAttachSpid } from './ioasid/attach-spid.ts';
import { ioasidCancelCapacity } from './ioasid/cancel-capacity.ts';
import { ioasidDetachData } from './ioasid/detach-data.ts';
import { ioasidDetachSpid } from './ioasid/detach-spid.ts';
import { ioasidFind } from './ioasid/find.ts';
import { ioasidFindBySpid } from './ioasid/find-by-spid.ts';
import { ioasidFindMmSet } from './ioasid/find-mm-set.ts';
import { ioasidFree } from './ioasid/free.ts';
import { ioasidGet } from './ioasid/get.ts';
import { ioasidInstallCapacity } from './ioasid/install-capacity.ts';
import { ioasidRegisterNotifier, ioasidUnregisterNotifier } from './ioasid/notifiers.ts';
import { ioasidPut } from './ioasid/put.ts';
import { ioasidReclaim } from './ioasid/reclaim.ts';
import { ioasidReserveCapacity } from './ioasid/reserve-capacity.ts';
import { ioasidSetAlloc } from './ioasid/set-alloc.ts';
import { ioasidSetPut } from './ioasid/set-put.ts';
import { ioasidRegisterNotifierMm, ioasidUnregisterNotifierMm } from './ioasid/waiting-notifiers.ts';
import { iommuAuxAttachDevice, iommuAuxDetachDevice } from './iommu/aux-domain.ts';
import { iommuDevEnableFeature } from './iommu/dev-enable-feature.ts';
import { dmaTranslate } from './iommu/dma-translate.ts';
import { injectBindFailure } from './iommu/inject-bind-failure.ts';
import { setBinding, setEntry } from './iommu/pasid-table.ts';
import { deviceFaultHandler, iopfQueueDevice } from './page-request/devices.ts';
import { pageRequest } from './page-request/page-request.ts';
import { pageRequestMessage } from './page-request/page-request-message.ts';
import { guestPageResponse, pageResponse } from './page-request/page-response.ts';
import { prqEventThread } from './page-request/prq-event-thread.ts';
import { regionsOf } from './regions.ts';
import { vfioBindGpasid } from './vfio/bind-gpasid.ts';
import { vfioCacheInvalidate } from './vfio/cache-invalidate.ts';
import { vfioContainerClose } from './vfio/container-close.ts';
import { vfioDmaMap } from './vfio/dma-map.ts';
import { vfioDmaUnmap } from './vfio/dma-unmap.ts';
import { vfioGroupSetContainer } from './vfio/group-set-container.ts';
import { vfioGroupUnsetContainer } from './vfio/group-unset-container.ts';
import { vfioPasidRequestAlloc } from './vfio/pasid-request-alloc.ts';
import { vfioPasidRequestFree } from './vfio/pasid-request-free.ts';
import { vfioSetIommu } from './vfio/set-iommu.ts';
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

    /** A user inside the kernel, 1 … 14, takes its reference. The numbers are the kernel's own and not checked. */
    ioasidGet(user: number, set: number, hpasid: number): number {
      return ioasidGet(this.words, regions, user, set, hpasid);
    }

    /** A user inside the kernel drops its reference. The numbers are the kernel's own and not checked. */
    ioasidPut(user: number, set: number, hpasid: number): number {
      return ioasidPut(this.words, regions, user, set, hpasid);
    }

    /** A user inside the kernel, or the kernel (0) for its creator, drops its reference on a set. */
    ioasidSetPut(actor: number, set: number): number {
      return ioasidSetPut(this.words, regions, actor, set);
    }

    /** A user inside the kernel finds the set of a process and holds it. Answers the number of the set. */
    ioasidFindMmSet(user: number, token: number): number {
      return ioasidFindMmSet(this.words, regions, user, token);
    }

    /** Gives a set another quota, any number from 0 on. */
    ioasidAdjustSet(set: number, quota: number): number {
      return ioasidAdjustSet(this.words, regions, set, quota);
    }

    /** Sets how many PASIDs there are to promise. */
    ioasidInstallCapacity(total: number): number {
      return ioasidInstallCapacity(this.words, regions, total);
    }

    /** Sets PASIDs aside, all that are left if `number` is 0. Answers how many. */
    ioasidReserveCapacity(number: number): number {
      return ioasidReserveCapacity(this.words, regions, number);
    }

    /** Gives PASIDs back that were set aside. Answers how many are left. */
    ioasidCancelCapacity(number: number): number {
      return ioasidCancelCapacity(this.words, regions, number);
    }

    /** Gives a host PASID the guest name `spid`, 0 for none. Numbers are the kernel's own and not checked. */
    ioasidAttachSpid(hpasid: number, spid: number): number {
      return ioasidAttachSpid(this.words, regions, hpasid, spid);
    }

    /** Takes the guest name of a host PASID away. The number is the kernel's own and not checked. */
    ioasidDetachSpid(hpasid: number): number {
      return ioasidDetachSpid(this.words, regions, hpasid);
    }

    /** A user inside the kernel looks a host PASID up by its guest name, and holds it. Answers the host PASID. */
    ioasidFindBySpid(user: number, set: number, spid: number): number {
      return ioasidFindBySpid(this.words, regions, user, set, spid);
    }

    /** A user inside the kernel leaves its record with a host PASID. The numbers are the kernel's own and not checked. */
    ioasidAttachData(user: number, set: number, hpasid: number): number {
      return ioasidAttachData(this.words, regions, user, set, hpasid);
    }

    /** A user inside the kernel takes its record away. The numbers are the kernel's own and not checked. */
    ioasidDetachData(user: number, set: number, hpasid: number): number {
      return ioasidDetachData(this.words, regions, user, set, hpasid);
    }

    /** `user` is 0 for the IOMMU driver, `rowOfSet` a set plus 1, or 0 for none. Answers whose data it is, or 0 for none. */
    ioasidFind(user: number, rowOfSet: number, hpasid: number, getter: number): number {
      return ioasidFind(this.words, regions, user, rowOfSet, hpasid, getter);
    }

    /** A user inside the kernel is told of the events of a set, given as its number plus 1, or of all (0). */
    ioasidRegisterNotifier(user: number, rowOfSet: number): number {
      return ioasidRegisterNotifier(this.words, regions, user, rowOfSet);
    }

    /** As before, told no more. */
    ioasidUnregisterNotifier(user: number, rowOfSet: number): number {
      return ioasidUnregisterNotifier(this.words, regions, user, rowOfSet);
    }

    /** A user inside the kernel is told of the events of the set of a VM's process (0 for none), once it has one. */
    ioasidRegisterNotifierMm(user: number, token: number): number {
      return ioasidRegisterNotifierMm(this.words, regions, user, token);
    }

    /** As before, and it waits no more. */
    ioasidUnregisterNotifierMm(user: number, token: number): number {
      return ioasidUnregisterNotifierMm(this.words, regions, user, token);
    }

    /** `set` is any number from 0 on. Answers the lowest free host PASID from `min` to `max`. */
    ioasidAllocRange(actor: number, set: number, min: number, max: number): number {
      return ioasidAllocRange(this.words, regions, actor, set, min, max);
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
      format: number,
      addressWidth: number,
      vtdFlags: number,
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
        format,
        addressWidth,
        vtdFlags,
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

    /** Enables (1) or disables (0) auxiliary domains of a device. */
    iommuDevEnableFeature(device: number, enabled: number): number {
      return iommuDevEnableFeature(this.words, regions, device, enabled);
    }

    /** Attaches the auxiliary domain of a device. Answers its default PASID: the lowest free one. */
    iommuAuxAttachDevice(device: number): number {
      return iommuAuxAttachDevice(this.words, regions, device);
    }

    /** Detaches the auxiliary domain of a device. */
    iommuAuxDetachDevice(device: number): number {
      return iommuAuxDetachDevice(this.words, regions, device);
    }

    /** Flushes what is cached of a host PASID (0 for none) on every device of the container. */
    vfioCacheInvalidate(
      actor: number,
      container: number,
      caches: number,
      granularity: number,
      hpasidLow: number,
      hpasidHigh: number,
    ): number {
      return vfioCacheInvalidate(this.words, regions, actor, container, caches, granularity, hpasidLow, hpasidHigh);
    }

    /** A device's DMA with a PASID is translated; `rawPasid` is what the hardware sends, any 32 bits. */
    dmaTranslate(device: number, rawPasid: number): number {
      return dmaTranslate(this.words, regions, device, rawPasid);
    }

    /** `rawPasid` is what the hardware sends, any 32 bits; `grpid` is 0 … 511. */
    pageRequest(device: number, rawPasid: number, grpid: number): number {
      return pageRequest(this.words, regions, device, rawPasid, grpid);
    }

    /** As `pageResponse`, by the guest's own number of the PASID. */
    guestPageResponse(
      actor: number,
      fd: number,
      gpasidLow: number,
      gpasidHigh: number,
      grpid: number,
      code: number,
    ): number {
      return guestPageResponse(this.words, regions, actor, fd, gpasidLow, gpasidHigh, grpid, code);
    }

    /** Puts a device into the page request queue (1) or takes it out (0). */
    iopfQueueDevice(device: number, enabled: number): number {
      return iopfQueueDevice(this.words, regions, device, enabled);
    }

    /** Registers the fault handler of a device (1) or unregisters it (0). */
    deviceFaultHandler(device: number, enabled: number): number {
      return deviceFaultHandler(this.words, regions, device, enabled);
    }

    /** As `pageRequest`; `page` and `mode` are numbers of the specification's forms and modes. */
    pageRequestMessage(device: number, rawPasid: number, grpid: number, page: number, mode: number): number {
      return pageRequestMessage(this.words, regions, device, rawPasid, grpid, page, mode);
    }

    /** The thread of the page request queue takes one descriptor. */
    prqEventThread(): number {
      return prqEventThread(this.words, regions);
    }

    /** Answers a request of the device behind a file; `grpid` and `code` are any 32 bits. */
    pageResponse(
      actor: number,
      fd: number,
      pasidLow: number,
      pasidHigh: number,
      grpid: number,
      code: number,
      type: number,
    ): number {
      return pageResponse(this.words, regions, actor, fd, pasidLow, pasidHigh, grpid, code, type);
    }

    /** Attaches a group to its container; refused while anything is bound there. */
    vfioGroupSetContainer(actor: number, group: number): number {
      return vfioGroupSetContainer(this.words, regions, actor, group);
    }

    /** Unbinds the devices of a group, and detaches it. */
    vfioGroupUnsetContainer(actor: number, group: number): number {
      return vfioGroupUnsetContainer(this.words, regions, actor, group);
    }

    /** Sets the type of a container that has none yet; `type` is any number from 0 on. */
    vfioSetIommu(actor: number, container: number, type: number): number {
      return vfioSetIommu(this.words, regions, actor, container, type);
    }

    /** Detaches all groups of a container. */
    vfioContainerClose(actor: number, container: number): number {
      return vfioContainerClose(this.words, regions, actor, container);
    }

    /** The process of a VM exits, and everything it has is torn down. */
    mmExit(vm: number): number {
      return mmExit(this.words, regions, vm);
    }

    /** A new process gets the address of that of a VM, which has exited. */
    mmReuse(vm: number): number {
      return mmReuse(this.words, regions, vm);
    }

    /** A guest submits work to a device; `rawPasid` is any 32 bits. */
    enqcmd(kvm: number, device: number, rawPasid: number): number {
      return enqcmd(this.words, regions, kvm, device, rawPasid);
    }

    /** A guest writes a PASID, any 32 bits, to its mediated device. */
    mdevConfigWrite(mdev: number, rawPasid: number): number {
      return mdevConfigWrite(this.words, regions, mdev, rawPasid);
    }

    /** A guest stops its mediated device. */
    mdevConfigClear(mdev: number): number {
      return mdevConfigClear(this.words, regions, mdev);
    }

    /** The VDCM clears what holds a freed host PASID. The number is the kernel's own and not checked. */
    vdcmWork(hpasid: number): number {
      return vdcmWork(this.words, regions, hpasid);
    }

    /** A guest has its VMM allocate a PASID by `gpasid`, 0 for an identity mapping. Answers the host PASID. */
    vcmdAllocPasid(viommu: number, gpasid: number): number {
      return vcmdAllocPasid(this.words, regions, viommu, gpasid);
    }

    /** A guest writes an entry of its own PASID table, present (1) or not (0); `rawPasid` is 1 … 2^20 - 1. */
    guestSetPasidEntry(viommu: number, rawPasid: number, present: number, pgdLow: number, pgdHigh: number): number {
      return guestSetPasidEntry(this.words, regions, viommu, rawPasid, present, pgdLow, pgdHigh);
    }

    /** A guest invalidates its PASID cache for one PASID, any 32 bits, and its VMM shadows. */
    pasidCacheInvalidate(viommu: number, rawPasid: number): number {
      return pasidCacheInvalidate(this, regions, viommu, rawPasid);
    }

    /** A guest has its VMM free a PASID, any 32 bits. */
    vcmdFreePasid(viommu: number, rawPasid: number): number {
      return vcmdFreePasid(this.words, regions, viommu, rawPasid);
    }

    /** `min` and `max` are any 32 bits. Answers the host PASID: the lowest free one of the range. */
    vfioPasidRequestAlloc(actor: number, container: number, min: number, max: number): number {
      return vfioPasidRequestAlloc(this.words, regions, actor, container, min, max);
    }

    /** Frees what the actor owns from `min` to `max`, which are any 32 bits. */
    vfioPasidRequestFree(actor: number, container: number, min: number, max: number): number {
      return vfioPasidRequestFree(this.words, regions, actor, container, min, max);
    }

    /** Maps guest memory up to an address. */
    vfioDmaMap(actor: number, container: number, topLow: number, topHigh: number): number {
      return vfioDmaMap(this.words, regions, actor, container, topLow, topHigh);
    }

    /** Unmaps guest memory from an address on; refused while a page directory that is bound lies there. */
    vfioDmaUnmap(actor: number, container: number, fromLow: number, fromHigh: number): number {
      return vfioDmaUnmap(this.words, regions, actor, container, fromLow, fromHigh);
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
