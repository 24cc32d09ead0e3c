/**
 * Commands as integers: an opcode and the arguments of the engine's method, in order. Encoding is done once per
 * command, so that issuing one touches nothing but a few words.
 */
import { pasidLimit, wrap } from '../spec/arguments.ts';
import type { Command, CommandKind } from '../spec/commands.ts';
import type { Injection } from './injection.ts';
import { pgdHigh, pgdLow } from './pgd.ts';
import { IOMMU_SVA_GPASID_VAL } from './vfio/bind-gpasid.ts';

/** First word of an encoded command. */
export const opcodes = {
  ioasid_set_alloc: 0,
  ioasid_alloc: 1,
  vfio_bind_gpasid: 2,
  vfio_unbind_gpasid: 3,
  ioasid_free: 4,
  ioasid_reclaim: 5,
  inject_bind_failure: 6,
  page_request: 7,
  page_response: 8,
  dma_translate: 9,
  ioasid_get: 10,
  ioasid_put: 11,
  iommu_dev_enable_feature: 12,
  vfio_group_set_container: 13,
  vfio_group_unset_container: 14,
  vfio_set_iommu: 15,
  vfio_container_close: 16,
  page_request_message: 17,
  prq_event_thread: 18,
  vfio_cache_invalidate: 19,
  vcmd_alloc_pasid: 20,
  guest_set_pasid_entry: 21,
  pasid_cache_invalidate: 22,
  vcmd_free_pasid: 23,
  ioasid_set_put: 24,
  ioasid_find_mm_set: 25,
  ioasid_adjust_set: 26,
  ioasid_install_capacity: 27,
  ioasid_reserve_capacity: 28,
  ioasid_cancel_capacity: 29,
  enqcmd: 30,
  mdev_config_write: 31,
  mdev_config_clear: 32,
  vdcm_work: 33,
  vfio_pasid_request_alloc: 34,
  vfio_pasid_request_free: 35,
  vfio_dma_map: 36,
  vfio_dma_unmap: 37,
  ioasid_attach_spid: 38,
  ioasid_detach_spid: 39,
  ioasid_find_by_spid: 40,
  ioasid_alloc_range: 41,
  guest_page_response: 42,
  iopf_queue_device: 43,
  iommu_device_fault_handler: 44,
  mm_exit: 45,
  mm_reuse: 53,
  iommu_aux_attach_device: 54,
  iommu_aux_detach_device: 55,
  ioasid_attach_data: 46,
  ioasid_detach_data: 47,
  ioasid_find: 48,
  ioasid_register_notifier: 49,
  ioasid_unregister_notifier: 50,
  ioasid_register_notifier_mm: 51,
  ioasid_unregister_notifier_mm: 52,
} as const satisfies Readonly<Record<CommandKind, number>>;

/** Words of an encoded command, whatever its kind. */
export const encodedWords = 13;

/** What stands for every number that has no 32 bits: larger than anything an engine would accept. */
const huge = 2 ** 31 - 1;
const amount = (value: number): number => Math.min(value, huge);

const highHalf = (value: number): number => Math.floor(value / wrap);

/** Encodes the commands of one instance. */
export class Encoder {
  readonly #injection: Injection;
  /** Which PASID or row of the instance has a number, 0 for none. */
  readonly #idOf = new Int32Array(pasidLimit);

  constructor(injection: Injection) {
    this.#injection = injection;
    injection.pasid.forEach((number, id) => {
      this.#idOf[number] = id;
    });
  }

  /**
   * Writes a command to `into`, from `into[at]` on. The objects that it names must exist; any number may be sent as
   * data, and one that is no id of the instance becomes one that is none in the engine either.
   */
  encode(command: Command, into: Int32Array, at: number): void {
    into.set(this.#words(command), at);
  }

  /**
   * The low half of a 64-bit PASID, or all of a row. Numbers that are no id go where the ids have made room: each
   * that is taken by an id is exchanged for that id, until one is not taken.
   */
  #pasid(value: number): number {
    const { pasid } = this.#injection;
    let number = value % wrap;
    if (number < pasid.length) return pasid[number] as number;
    while (number < pasidLimit && this.#idOf[number] !== 0) number = this.#idOf[number] as number;
    return number;
  }

  /** A row has 32 bits; a larger number is none, and neither is 0. */
  #row(value: number): number {
    return highHalf(value) === 0 ? this.#pasid(value) : 0;
  }

  #words(command: Command): number[] {
    const { vm, container, group, device, fd, set, pasid, grpid, viommu, kvm, mdev } = this.#injection;
    const opcode = opcodes[command.kind];
    switch (command.kind) {
      case 'ioasid_set_alloc':
        return [opcode, amount(command.type), vm[command.token ?? 0] as number, amount(command.quota)];
      case 'ioasid_alloc':
        return [opcode, vm[command.actor] as number, set[Math.min(command.set, set.length - 1)] as number];
      case 'vfio_bind_gpasid':
        return [
          opcode,
          vm[command.actor] as number,
          container[command.container] as number,
          this.#pasid(command.hpasid),
          highHalf(command.hpasid),
          command.gpasid === null ? 0 : IOMMU_SVA_GPASID_VAL,
          this.#pasid(command.gpasid ?? 0),
          highHalf(command.gpasid ?? 0),
          pgdLow(command.gpgd),
          pgdHigh(command.gpgd),
          command.format,
          command.addressWidth,
          command.flags,
        ];
      case 'vfio_unbind_gpasid':
        return [
          opcode,
          vm[command.actor] as number,
          container[command.container] as number,
          this.#pasid(command.hpasid),
          highHalf(command.hpasid),
        ];
      case 'ioasid_free':
        return [opcode, vm[command.actor] as number, this.#pasid(command.hpasid), highHalf(command.hpasid)];
      case 'ioasid_reclaim':
        return [opcode, pasid[command.hpasid] as number];
      case 'inject_bind_failure':
      case 'iopf_queue_device':
      case 'iommu_device_fault_handler':
      case 'iommu_dev_enable_feature':
        return [opcode, device[command.device] as number, command.enabled];
      case 'vfio_cache_invalidate':
        return [
          opcode,
          vm[command.actor] as number,
          container[command.container] as number,
          command.caches,
          command.granularity,
          this.#pasid(command.hpasid ?? 0),
          highHalf(command.hpasid ?? 0),
        ];
      case 'dma_translate':
        return [opcode, device[command.actor] as number, this.#row(command.pasid)];
      case 'page_request':
        return [opcode, device[command.actor] as number, this.#row(command.pasid), grpid[command.grpid] as number];
      case 'page_request_message':
        return [
          opcode,
          device[command.actor] as number,
          this.#row(command.pasid),
          grpid[command.grpid] as number,
          command.page,
          command.mode,
        ];
      case 'prq_event_thread':
        return [opcode];
      case 'page_response':
        return [
          opcode,
          vm[command.actor] as number,
          fd[command.fd] as number,
          this.#pasid(command.pasid ?? 0),
          highHalf(command.pasid ?? 0),
          grpid[command.grpid] ?? command.grpid,
          amount(command.code),
          command.type,
        ];
      case 'guest_page_response':
        return [
          opcode,
          vm[command.actor] as number,
          fd[command.fd] as number,
          this.#pasid(command.gpasid),
          highHalf(command.gpasid),
          grpid[command.grpid] ?? command.grpid,
          amount(command.code),
        ];
      case 'ioasid_register_notifier':
      case 'ioasid_unregister_notifier':
        return [opcode, command.actor, command.set === null ? 0 : (set[command.set] as number) + 1];
      case 'ioasid_register_notifier_mm':
      case 'ioasid_unregister_notifier_mm':
        return [opcode, command.actor, vm[command.token ?? 0] as number];
      case 'ioasid_find':
        return [
          opcode,
          command.actor,
          command.set === null ? 0 : (set[command.set] as number) + 1,
          pasid[command.hpasid] as number,
          command.getter,
        ];
      case 'ioasid_attach_data':
      case 'ioasid_detach_data':
      case 'ioasid_get':
      case 'ioasid_put':
        return [opcode, command.actor, set[command.set] as number, pasid[command.hpasid] as number];
      case 'vfio_group_set_container':
      case 'vfio_group_unset_container':
        return [opcode, vm[command.actor] as number, group[command.group] as number];
      case 'vfio_set_iommu':
        return [opcode, vm[command.actor] as number, container[command.container] as number, amount(command.type)];
      case 'vfio_pasid_request_alloc':
      case 'vfio_pasid_request_free':
        return [
          opcode,
          vm[command.actor] as number,
          container[command.container] as number,
          this.#pasid(command.min),
          this.#pasid(command.max),
        ];
      case 'vfio_dma_map':
        return [
          opcode,
          vm[command.actor] as number,
          container[command.container] as number,
          pgdLow(command.top),
          pgdHigh(command.top),
        ];
      case 'vfio_dma_unmap':
        return [
          opcode,
          vm[command.actor] as number,
          container[command.container] as number,
          pgdLow(command.from),
          pgdHigh(command.from),
        ];
      case 'vfio_container_close':
        return [opcode, vm[command.actor] as number, container[command.container] as number];
      case 'vcmd_alloc_pasid':
        return [opcode, viommu[command.actor] as number, pasid[command.gpasid ?? 0] as number];
      case 'guest_set_pasid_entry':
        return [
          opcode,
          viommu[command.actor] as number,
          pasid[command.pasid] as number,
          command.gpgd === null ? 0 : 1,
          command.gpgd === null ? 0 : pgdLow(command.gpgd),
          command.gpgd === null ? 0 : pgdHigh(command.gpgd),
        ];
      case 'iommu_aux_attach_device':
      case 'iommu_aux_detach_device':
        return [opcode, device[command.device] as number];
      case 'mm_reuse':
        return [opcode, vm[command.vm] as number];
      case 'mm_exit':
        return [opcode, vm[command.actor] as number];
      case 'enqcmd':
        return [opcode, kvm[command.actor] as number, device[command.device] as number, this.#row(command.pasid)];
      case 'mdev_config_write':
        return [opcode, mdev[command.actor] as number, this.#row(command.pasid)];
      case 'mdev_config_clear':
        return [opcode, mdev[command.actor] as number];
      case 'vdcm_work':
        return [opcode, pasid[command.hpasid] as number];
      case 'pasid_cache_invalidate':
      case 'vcmd_free_pasid':
        return [opcode, viommu[command.actor] as number, this.#row(command.pasid)];
      case 'ioasid_set_put':
        return [opcode, command.actor, set[command.set] as number];
      case 'ioasid_find_mm_set':
        return [opcode, command.actor, vm[command.token] as number];
      case 'ioasid_adjust_set':
        return [opcode, set[command.set] as number, amount(command.quota)];
      case 'ioasid_install_capacity':
        return [opcode, amount(command.total)];
      case 'ioasid_attach_spid':
        return [opcode, pasid[command.hpasid] as number, pasid[command.spid ?? 0] as number];
      case 'ioasid_detach_spid':
        return [opcode, pasid[command.hpasid] as number];
      case 'ioasid_find_by_spid':
        return [opcode, command.actor, set[command.set] as number, pasid[command.spid] as number];
      case 'ioasid_alloc_range':
        return [
          opcode,
          vm[command.actor] as number,
          set[Math.min(command.set, set.length - 1)] as number,
          pasid[command.min] as number,
          pasid[command.max] as number,
        ];
      case 'ioasid_reserve_capacity':
      case 'ioasid_cancel_capacity':
        return [opcode, amount(command.number)];
    }
  }
}
