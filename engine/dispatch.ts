/** Issues an encoded command to a host. */
import { opcodes } from './encoding.ts';
import type { Host } from './host.ts';

/** Calls the method that the words from `words[at]` on name, and gives its result in the numbers of the engine. */
export function dispatch(host: Host, words: Int32Array, at: number): number {
  const a = words[at + 1] as number;
  const b = words[at + 2] as number;
  const c = words[at + 3] as number;
  const d = words[at + 4] as number;
  switch (words[at]) {
    case opcodes.ioasid_set_alloc:
      return host.ioasidSetAlloc(a, b, c);
    case opcodes.ioasid_alloc:
      return host.ioasidAlloc(a, b);
    case opcodes.vfio_bind_gpasid:
      return bind(host, words, at);
    case opcodes.vfio_unbind_gpasid:
      return host.vfioUnbindGpasid(a, b, c, d);
    case opcodes.ioasid_free:
      return host.ioasidFree(a, b, c);
    case opcodes.ioasid_reclaim:
      return host.ioasidReclaim(a);
    case opcodes.inject_bind_failure:
      return host.injectBindFailure(a, b);
    case opcodes.iommu_dev_enable_feature:
      return host.iommuDevEnableFeature(a, b);
    case opcodes.vfio_cache_invalidate:
      return host.vfioCacheInvalidate(a, b, c, d, words[at + 5] as number, words[at + 6] as number);
    case opcodes.dma_translate:
      return host.dmaTranslate(a, b);
    case opcodes.page_request:
      return host.pageRequest(a, b, c);
    case opcodes.ioasid_get:
      return host.ioasidGet(a, b, c);
    case opcodes.ioasid_put:
      return host.ioasidPut(a, b, c);
    case opcodes.vfio_group_set_container:
      return host.vfioGroupSetContainer(a, b);
    case opcodes.vfio_group_unset_container:
      return host.vfioGroupUnsetContainer(a, b);
    case opcodes.vfio_set_iommu:
      return host.vfioSetIommu(a, b, c);
    case opcodes.vfio_container_close:
      return host.vfioContainerClose(a, b);
    case opcodes.guest_page_response:
      return host.guestPageResponse(a, b, c, d, words[at + 5] as number, words[at + 6] as number);
    case opcodes.iopf_queue_device:
      return host.iopfQueueDevice(a, b);
    case opcodes.iommu_device_fault_handler:
      return host.deviceFaultHandler(a, b);
    case opcodes.page_request_message:
      return host.pageRequestMessage(a, b, c, d, words[at + 5] as number);
    case opcodes.prq_event_thread:
      return host.prqEventThread();
    case opcodes.mm_exit:
      return host.mmExit(a);
    case opcodes.iommu_aux_attach_device:
      return host.iommuAuxAttachDevice(a);
    case opcodes.iommu_aux_detach_device:
      return host.iommuAuxDetachDevice(a);
    case opcodes.mm_reuse:
      return host.mmReuse(a);
    case opcodes.enqcmd:
      return host.enqcmd(a, b, c);
    case opcodes.mdev_config_write:
      return host.mdevConfigWrite(a, b);
    case opcodes.mdev_config_clear:
      return host.mdevConfigClear(a);
    case opcodes.vdcm_work:
      return host.vdcmWork(a);
    case opcodes.vcmd_alloc_pasid:
      return host.vcmdAllocPasid(a, b);
    case opcodes.guest_set_pasid_entry:
      return host.guestSetPasidEntry(a, b, c, d, words[at + 5] as number);
    case opcodes.pasid_cache_invalidate:
      return host.pasidCacheInvalidate(a, b);
    case opcodes.vcmd_free_pasid:
      return host.vcmdFreePasid(a, b);
    case opcodes.ioasid_set_put:
      return host.ioasidSetPut(a, b);
    case opcodes.ioasid_find_mm_set:
      return host.ioasidFindMmSet(a, b);
    case opcodes.ioasid_adjust_set:
      return host.ioasidAdjustSet(a, b);
    case opcodes.ioasid_install_capacity:
      return host.ioasidInstallCapacity(a);
    case opcodes.ioasid_reserve_capacity:
      return host.ioasidReserveCapacity(a);
    case opcodes.ioasid_attach_spid:
      return host.ioasidAttachSpid(a, b);
    case opcodes.ioasid_detach_spid:
      return host.ioasidDetachSpid(a);
    case opcodes.ioasid_find_by_spid:
      return host.ioasidFindBySpid(a, b, c);
    case opcodes.ioasid_alloc_range:
      return host.ioasidAllocRange(a, b, c, d);
    case opcodes.ioasid_attach_data:
      return host.ioasidAttachData(a, b, c);
    case opcodes.ioasid_detach_data:
      return host.ioasidDetachData(a, b, c);
    case opcodes.ioasid_register_notifier:
      return host.ioasidRegisterNotifier(a, b);
    case opcodes.ioasid_unregister_notifier:
      return host.ioasidUnregisterNotifier(a, b);
    case opcodes.ioasid_register_notifier_mm:
      return host.ioasidRegisterNotifierMm(a, b);
    case opcodes.ioasid_unregister_notifier_mm:
      return host.ioasidUnregisterNotifierMm(a, b);
    case opcodes.ioasid_find:
      return host.ioasidFind(a, b, c, d);
    case opcodes.ioasid_cancel_capacity:
      return host.ioasidCancelCapacity(a);
    case opcodes.vfio_pasid_request_alloc:
      return host.vfioPasidRequestAlloc(a, b, c, d);
    case opcodes.vfio_pasid_request_free:
      return host.vfioPasidRequestFree(a, b, c, d);
    case opcodes.vfio_dma_map:
      return host.vfioDmaMap(a, b, c, d);
    case opcodes.vfio_dma_unmap:
      return host.vfioDmaUnmap(a, b, c, d);
    default:
      return host.pageResponse(a, b, c, d, words[at + 5] as number, words[at + 6] as number, words[at + 7] as number);
  }
}

function bind(host: Host, words: Int32Array, at: number): number {
  return host.vfioBindGpasid(
    words[at + 1] as number,
    words[at + 2] as number,
    words[at + 3] as number,
    words[at + 4] as number,
    words[at + 5] as number,
    words[at + 6] as number,
    words[at + 7] as number,
    words[at + 8] as number,
    words[at + 9] as number,
    words[at + 10] as number,
    words[at + 11] as number,
    words[at + 12] as number,
  );
}
