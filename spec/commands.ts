/** All commands of the host, in the order in which stories prefer them. */
import type { ArgumentValue } from './arguments.ts';
import type { CommandOf, CommandSpec } from './command.ts';
import { type Answer, parseErrno, printErrno } from './errno.ts';
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
import type { Rule } from './rule.ts';
import { printId, sorts } from './sorts.ts';
import type { Topology } from './topology.ts';
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

export const commandSpecs = {
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
} as const;

export type CommandKind = keyof typeof commandSpecs;
export type SpecOf<Kind extends CommandKind> = (typeof commandSpecs)[Kind];
/** Any command, as plain data. */
export type Command = { [Kind in CommandKind]: CommandOf<SpecOf<Kind>> }[CommandKind];
export type CommandOfKind<Kind extends CommandKind> = CommandOf<SpecOf<Kind>>;

export const commandKinds = Object.keys(commandSpecs) as readonly CommandKind[];

/** Every rule of every command, in order. */
export const rules: readonly Rule[] = commandKinds.flatMap((kind) => commandSpecs[kind].rules as readonly Rule[]);

export type CommandJson = Readonly<Record<string, string>>;

const specOf = (kind: CommandKind): CommandSpec => commandSpecs[kind];

/** The values of a command's arguments, in the order of its specification. */
export function argumentsOf(command: Command): readonly ArgumentValue[] {
  const values = command as unknown as Readonly<Record<string, ArgumentValue>>;
  return Object.keys(specOf(command.kind).args).map((name) => values[name] as ArgumentValue);
}

/** The command of a kind with these values of its arguments. What is left out at the end is as usual. */
export function commandOf(kind: CommandKind, values: readonly ArgumentValue[]): Command {
  const args = Object.entries(specOf(kind).args);
  const named = args.map(([name, { usual }], place) => [name, place < values.length ? values[place] : usual]);
  return { kind, ...Object.fromEntries(named) } as unknown as Command;
}

/** The first argument that names an object which the topology does not have, or null. */
export function missingObject(topology: Topology, command: Command): string | null {
  const values = argumentsOf(command);
  const args = Object.entries(specOf(command.kind).args);
  const missing = args.find(([, { exists }], place) => !exists(topology, values[place] as ArgumentValue));
  return missing === undefined ? null : missing[0];
}

/** Every argument as it is written; one that is as usual is not. */
function printedArguments(command: Command): [string, string][] {
  const values = argumentsOf(command);
  return Object.entries(specOf(command.kind).args).flatMap(([name, { print, usual }], place) => {
    const value = values[place] as ArgumentValue;
    return usual !== undefined && value === usual ? [] : [[name, print(value)] as [string, string]];
  });
}

/** `vfio_bind_gpasid(actor=vm1, container=c1, hpasid=p2, gpasid=g1, gpgd=pgd1)` */
export function printCommand(command: Command): string {
  const list = printedArguments(command).map(([name, value]) => `${name}=${value}`);
  return `${command.kind}(${list.join(', ')})`;
}

/** Whether an answer is a bare number, and no id. */
const isNumber = (answers: CommandSpec['answers']): answers is 'zero' | 'amount' =>
  answers === 'zero' || answers === 'amount';

/** How the pointer to nothing is written. */
const nullPointer = 'NULL';

/** `-EBUSY`, `0`, or the id that was chosen: `p1`. */
export function printAnswer({ kind }: Command, answer: Answer): string {
  const { answers } = specOf(kind);
  if (answer < 0) return printErrno(answer);
  if (answers === 'data' && answer === 0) return nullPointer;
  return isNumber(answers) ? String(answer) : printId(answers, answer);
}

/** The answer that a text names, undefined if it names none. The inverse of `printAnswer`. */
export function parseAnswer({ kind }: Command, text: string): Answer | undefined {
  const { answers } = specOf(kind);
  const prefix = isNumber(answers) ? '' : sorts[answers].prefix;
  const errno = parseErrno(text);
  if (errno !== undefined) return errno;
  if (answers === 'data' && text === nullPointer) return 0;
  const digits = text.slice(prefix.length);
  return text.startsWith(prefix) && /^(0|[1-9][0-9]{0,14})$/.test(digits) ? Number(digits) : undefined;
}

/** `{"kind": "vfio_bind_gpasid", "actor": "vm1", "hpasid": "p1", …}` */
export function commandToJson(command: Command): CommandJson {
  return { kind: command.kind, ...Object.fromEntries(printedArguments(command)) };
}

/** A JSON value that is no command; the message says what is wrong with it. */
export class NotACommand extends Error {}

export function commandFromJson(json: unknown): Command {
  if (typeof json !== 'object' || json === null) throw new NotACommand('a command is an object');
  const given = json as Readonly<Record<string, unknown>>;
  const kind = given['kind'];
  if (typeof kind !== 'string' || !Object.hasOwn(commandSpecs, kind)) {
    throw new NotACommand(`there is no command ${JSON.stringify(kind)}`);
  }
  const { args } = specOf(kind as CommandKind);
  const unknown = Object.keys(given).find((name) => name !== 'kind' && !Object.hasOwn(args, name));
  if (unknown !== undefined) throw new NotACommand(`${kind} has no argument ${JSON.stringify(unknown)}`);
  const values = Object.entries(args).map(([name, { parse, usual }]) => {
    const value = given[name] === undefined ? usual : typeof given[name] === 'string' ? parse(given[name]) : undefined;
    if (value === undefined) throw new NotACommand(`${name} of ${kind} cannot be ${JSON.stringify(given[name])}`);
    return value;
  });
  return commandOf(kind as CommandKind, values);
}

/** The command that a line names: the inverse of `printCommand`, whatever the order of its arguments. Throws `NotACommand`. */
export function parseCommand(text: string): Command {
  const [, kind, list = ''] = /^(\w+)\((.*)\)$/.exec(text) ?? [];
  if (kind === undefined) throw new NotACommand(`${JSON.stringify(text)} is not written as a command is`);
  const given = list.split(', ').map((part) => /^(\w+)=(.*)$/.exec(part)?.slice(1) ?? [part]);
  const names = ['kind', ...given.map(([name]) => name)];
  const twice = names.find((name, place) => names.indexOf(name) < place);
  if (twice !== undefined) throw new NotACommand(`${twice} is given twice`);
  return commandFromJson({ ...Object.fromEntries(given), kind });
}
