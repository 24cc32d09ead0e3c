/**
 * The reference model: decide, then perform. `decide` walks the rules of a command in their order and writes nothing;
 * `perform` runs the plan of a command that nothing refuses. The engine does the same, fast.
 */
import { type Command, type CommandKind, commandKinds, commandSpecs, type SpecOf } from '../spec/commands.ts';
import { type Answer, errnoNumbers } from '../spec/errno.ts';
import type { Rule } from '../spec/rule.ts';
import type { Topology } from '../spec/topology.ts';
import { enqcmd } from './guest/enqcmd.ts';
import { mdevConfigClear } from './guest/mdev-config-clear.ts';
import { mdevConfigWrite } from './guest/mdev-config-write.ts';
import { mmExit } from './guest/mm-exit.ts';
import { mmReuse } from './guest/mm-reuse.ts';
import { pasidCacheInvalidate } from './guest/pasid-cache-invalidate.ts';
import { guestSetPasidEntry } from './guest/set-pasid-entry.ts';
import { vcmdAllocPasid } from './guest/vcmd-alloc-pasid.ts';
import { vcmdFreePasid } from './guest/vcmd-free-pasid.ts';
import { vdcmWork } from './guest/vdcm-work.ts';
import type { Host, Stationary } from './host.ts';
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
import { ioasidPut } from './ioasid/put.ts';
import { ioasidReclaim } from './ioasid/reclaim.ts';
import { ioasidRegisterNotifier } from './ioasid/register-notifier.ts';
import { ioasidRegisterNotifierMm } from './ioasid/register-notifier-mm.ts';
import { ioasidReserveCapacity } from './ioasid/reserve-capacity.ts';
import { ioasidSetAlloc } from './ioasid/set-alloc.ts';
import { ioasidSetPut } from './ioasid/set-put.ts';
import { ioasidUnregisterNotifier } from './ioasid/unregister-notifier.ts';
import { ioasidUnregisterNotifierMm } from './ioasid/unregister-notifier-mm.ts';
import { iommuAuxAttachDevice } from './iommu/aux-attach-device.ts';
import { iommuAuxDetachDevice } from './iommu/aux-detach-device.ts';
import { iommuDevEnableFeature } from './iommu/dev-enable-feature.ts';
import { dmaTranslate } from './iommu/dma-translate.ts';
import { injectBindFailure } from './iommu/inject-bind-failure.ts';
import { deviceFaultHandler } from './page-request/device-fault-handler.ts';
import { guestPageResponse } from './page-request/guest-page-response.ts';
import { iopfQueueDevice } from './page-request/iopf-queue-device.ts';
import { pageRequest } from './page-request/page-request.ts';
import { pageRequestMessage } from './page-request/page-request-message.ts';
import { pageResponse } from './page-request/page-response.ts';
import { prqEventThread } from './page-request/prq-event-thread.ts';
import { type Effect, effectsOf, type Plan, runPlan } from './plan.ts';
import type { Transition } from './transition.ts';
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

const transitions: { readonly [Kind in CommandKind]: Transition<SpecOf<Kind>> } = {
  ioasid_set_alloc: ioasidSetAlloc,
  ioasid_alloc: ioasidAlloc,
  vfio_bind_gpasid: vfioBindGpasid,
  vfio_unbind_gpasid: vfioUnbindGpasid,
  ioasid_free: ioasidFree,
  ioasid_reclaim: ioasidReclaim,
  inject_bind_failure: injectBindFailure,
  iommu_dev_enable_feature: iommuDevEnableFeature,
  dma_translate: dmaTranslate,
  vfio_cache_invalidate: vfioCacheInvalidate,
  page_request: pageRequest,
  page_response: pageResponse,
  ioasid_get: ioasidGet,
  ioasid_put: ioasidPut,
  vfio_group_set_container: vfioGroupSetContainer,
  vfio_group_unset_container: vfioGroupUnsetContainer,
  vfio_set_iommu: vfioSetIommu,
  vfio_container_close: vfioContainerClose,
  guest_page_response: guestPageResponse,
  iopf_queue_device: iopfQueueDevice,
  iommu_device_fault_handler: deviceFaultHandler,
  page_request_message: pageRequestMessage,
  prq_event_thread: prqEventThread,
  vcmd_alloc_pasid: vcmdAllocPasid,
  guest_set_pasid_entry: guestSetPasidEntry,
  pasid_cache_invalidate: pasidCacheInvalidate,
  vcmd_free_pasid: vcmdFreePasid,
  ioasid_set_put: ioasidSetPut,
  ioasid_find_mm_set: ioasidFindMmSet,
  ioasid_adjust_set: ioasidAdjustSet,
  ioasid_install_capacity: ioasidInstallCapacity,
  ioasid_reserve_capacity: ioasidReserveCapacity,
  ioasid_cancel_capacity: ioasidCancelCapacity,
  enqcmd,
  mdev_config_write: mdevConfigWrite,
  mdev_config_clear: mdevConfigClear,
  vdcm_work: vdcmWork,
  vfio_pasid_request_alloc: vfioPasidRequestAlloc,
  vfio_pasid_request_free: vfioPasidRequestFree,
  vfio_dma_map: vfioDmaMap,
  vfio_dma_unmap: vfioDmaUnmap,
  ioasid_attach_spid: ioasidAttachSpid,
  ioasid_detach_spid: ioasidDetachSpid,
  ioasid_find_by_spid: ioasidFindBySpid,
  ioasid_alloc_range: ioasidAllocRange,
  mm_exit: mmExit,
  mm_reuse: mmReuse,
  iommu_aux_attach_device: iommuAuxAttachDevice,
  iommu_aux_detach_device: iommuAuxDetachDevice,
  ioasid_attach_data: ioasidAttachData,
  ioasid_detach_data: ioasidDetachData,
  ioasid_find: ioasidFind,
  ioasid_register_notifier: ioasidRegisterNotifier,
  ioasid_unregister_notifier: ioasidUnregisterNotifier,
  ioasid_register_notifier_mm: ioasidRegisterNotifierMm,
  ioasid_unregister_notifier_mm: ioasidUnregisterNotifierMm,
};

type Refuses = (host: Host, command: Command) => boolean;
/** A transition of some command: the table above is where kinds and types are held together. */
interface AnyTransition {
  readonly refuses: Readonly<Record<string, Refuses>>;
  readonly choice?: {
    readonly among: (topology: Topology) => readonly number[];
    readonly allows: (host: Host, command: Command, value: number) => boolean;
  };
  readonly plan: (host: Stationary, command: Command, value: number) => Plan;
}
const transitionOf = (kind: CommandKind): AnyTransition => transitions[kind] as unknown as AnyTransition;

interface Ordered {
  readonly rule: Rule;
  readonly applies: Refuses;
}
/** The rules of every command in order, each beside its predicate. */
const precedence = Object.fromEntries(
  commandKinds.map((kind) => {
    const { refuses } = transitionOf(kind);
    const rules: readonly Rule[] = commandSpecs[kind].rules;
    return [kind, rules.map((rule) => ({ rule, applies: refuses[rule.id] }))];
  }),
) as unknown as Readonly<Record<CommandKind, readonly Ordered[]>>;

const zeroOnly: readonly number[] = [0];

/** The first rule that refuses the command in this state, or null: it is granted. Writes nothing. */
export function decide(host: Host, command: Command): Rule | null {
  for (const { rule, applies } of precedence[command.kind]) if (applies(host, command)) return rule;
  return null;
}

/** Every value that a granted command may answer, by kind, before the state is asked (see `allows`). */
export function candidates(topology: Topology, kind: CommandKind): readonly number[] {
  return transitionOf(kind).choice?.among(topology) ?? zeroOnly;
}

/** Whether a granted command may answer `value` in this state. */
export function allows(host: Host, command: Command, value: number): boolean {
  const { choice } = transitionOf(command.kind);
  return choice === undefined ? value === 0 : choice.allows(host, command, value);
}

/**
 * Performs a granted command that answers `value`, an allowed one. Answers `value`, or the negative errno with which
 * the plan ended although something may have changed.
 */
export function perform(host: Host, command: Command, value: number): Answer {
  const errno = runPlan(host, transitionOf(command.kind).plan(host, command, value));
  return errno === null ? value : -errnoNumbers[errno];
}

/** What `perform` does as one effect after another, where none of them fails. */
export function effectsInOrder(host: Host, command: Command, value: number): readonly Effect[] {
  return effectsOf(host, transitionOf(command.kind).plan(host, command, value));
}
