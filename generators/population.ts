/**
 * What a sequence has met so far: the sets, PASIDs, bindings and requests that its own commands brought about. It
 * follows the answers alone and is no model: what it lists may be gone, which is a command worth trying too.
 */
import { kernelActor } from '../spec/arguments.ts';
import type { Command, CommandOfKind } from '../spec/commands.ts';
import type { Answer } from '../spec/errno.ts';
import type { Container, Hpasid, Viommu } from '../spec/sorts.ts';
import { hostSet } from '../spec/state.ts';
import { pageForms, type Topology } from '../spec/topology.ts';

/** A set and who may allocate from it. */
export interface MetSet {
  readonly owner: number;
  readonly set: number;
}
/** A host PASID and whose it is. */
export interface MetPasid {
  readonly owner: number;
  readonly hpasid: number;
}

/** A page request that was sent. */
export type MetRequest = Pick<CommandOfKind<'page_request'>, 'actor' | 'pasid' | 'grpid'>;
/** A message that waits for the thread; whether it ends a group that can be served. */
interface Queued extends MetRequest {
  readonly isServed: boolean;
}

/** Removes one element in constant time; order does not matter to whoever picks by number. */
function drop<T>(list: T[], doomed: (element: T) => boolean): void {
  const place = list.findIndex(doomed);
  if (place < 0) return;
  const last = list.pop() as T;
  if (place < list.length) list[place] = last;
}

/** Removes every such element. */
function dropAll<T>(list: T[], doomed: (element: T) => boolean): void {
  const kept = list.filter((element) => !doomed(element));
  list.splice(0, list.length, ...kept);
}

/** Places among the forms of page of those that end a group. */
const lastForms: readonly number[] = [pageForms.indexOf('last'), pageForms.indexOf('private')];
/** How many requests that were answered are remembered. */
const answeredMax = 4;

export class Population {
  readonly sets: MetSet[];
  readonly pasids: MetPasid[] = [];
  /** PASIDs that were freed: some of them wait to be reclaimed. */
  readonly freed: number[] = [];
  readonly binds: CommandOfKind<'vfio_bind_gpasid'>[] = [];
  /** Page requests that were reported, and some that were answered. */
  readonly requests: MetRequest[] = [];
  readonly answered: MetRequest[] = [];
  /** Containers that lost groups. */
  readonly left: Container[] = [];
  /** Numbers that were allocated to guests with a vIOMMU. */
  readonly guestPasids: { readonly viommu: Viommu; readonly number: number }[] = [];
  /** References of users inside the kernel. */
  readonly held: CommandOfKind<'ioasid_get'>[] = [];

  readonly #topology: Topology;
  /** What waits for the thread, the oldest first; and whether something more was lost since it last waited for nothing. */
  #queue: Queued[] = [];
  #isOverflown = false;

  /** Knows the sets that exist from boot: those of VMs, in the order in which they were made, and the host's. */
  constructor(topology: Topology) {
    const { vms, data } = topology;
    this.#topology = topology;
    const owners: number[] = vms.filter((vm) => data.vms[vm - 1]?.quota !== undefined);
    this.sets = [...owners.map((owner, place) => ({ owner, set: place + 1 })), { owner: kernelActor, set: hostSet }];
  }

  /** Takes notice of a command and its answer. */
  note(command: Command, answer: Answer): void {
    if (answer < 0) return;
    switch (command.kind) {
      case 'ioasid_set_alloc':
        this.sets.push({ owner: command.token ?? kernelActor, set: answer });
        break;
      case 'ioasid_alloc':
      case 'vfio_pasid_request_alloc':
      case 'ioasid_alloc_range':
        this.pasids.push({ owner: command.actor, hpasid: answer });
        break;
      case 'ioasid_free':
        drop(this.pasids, ({ hpasid }) => hpasid === command.hpasid);
        this.freed.push(command.hpasid);
        break;
      case 'ioasid_reclaim':
        drop(this.freed, (hpasid) => hpasid === command.hpasid);
        drop(this.binds, ({ hpasid }) => hpasid === command.hpasid);
        break;
      case 'vfio_bind_gpasid':
        this.binds.push(command);
        break;
      case 'vfio_unbind_gpasid':
        drop(this.binds, ({ hpasid, container }) => hpasid === command.hpasid && container === command.container);
        break;
      case 'page_request':
        this.#send(command, true);
        break;
      case 'page_request_message':
        this.#send(command, command.mode === 0 && lastForms.includes(command.page));
        break;
      case 'prq_event_thread':
        this.#goOn();
        break;
      case 'page_response':
        this.#answer(({ pasid, grpid }) => pasid === command.pasid && grpid === command.grpid);
        break;
      case 'guest_page_response':
        this.#answer(({ grpid }) => grpid === command.grpid);
        break;
      // What was bound through them is listed on.
      case 'vfio_group_unset_container':
        this.left.push(this.#topology.containerOfGroup(command.group));
        break;
      case 'vfio_container_close':
        this.left.push(command.container);
        break;
      case 'vfio_set_iommu':
        drop(this.left, (container) => container === command.container);
        break;
      case 'ioasid_get':
        this.held.push(command);
        break;
      case 'ioasid_put':
        drop(this.held, ({ actor, hpasid }) => actor === command.actor && hpasid === command.hpasid);
        break;
      case 'mm_exit':
        dropAll(this.pasids, ({ owner }) => owner === command.actor);
        dropAll(this.binds, ({ actor }) => actor === command.actor);
        dropAll(this.guestPasids, ({ viommu }) => this.#topology.guestOf(viommu) === command.actor);
        break;
      case 'vcmd_alloc_pasid':
        this.pasids.push({ owner: this.#topology.guestOf(command.actor), hpasid: answer as Hpasid });
        this.guestPasids.push({ viommu: command.actor, number: command.gpasid ?? answer });
        break;
      case 'vcmd_free_pasid':
        drop(this.guestPasids, ({ viommu, number }) => viommu === command.actor && number === command.pasid);
        break;
      case 'ioasid_find_by_spid':
        this.held.push({ kind: 'ioasid_get', actor: command.actor, set: command.set, hpasid: answer as Hpasid });
        break;
      case 'ioasid_set_put':
        if (this.sets.length > 1) drop(this.sets, ({ set }) => set === command.set);
        break;
      case 'enqcmd':
      case 'mdev_config_write':
      case 'mdev_config_clear':
      case 'vdcm_work':
      case 'guest_set_pasid_entry':
      case 'pasid_cache_invalidate':
      case 'inject_bind_failure':
      case 'dma_translate':
      case 'vfio_cache_invalidate':
      case 'iommu_dev_enable_feature':
      case 'vfio_group_set_container':
      case 'iopf_queue_device':
      case 'iommu_device_fault_handler':
      // What it takes away is listed on: that it is gone shows when it is named again.
      case 'vfio_pasid_request_free':
      case 'vfio_dma_map':
      case 'vfio_dma_unmap':
      case 'mm_reuse':
      case 'iommu_aux_attach_device':
      case 'iommu_aux_detach_device':
      case 'ioasid_attach_data':
      case 'ioasid_detach_data':
      case 'ioasid_find':
      case 'ioasid_register_notifier':
      case 'ioasid_unregister_notifier':
      case 'ioasid_register_notifier_mm':
      case 'ioasid_unregister_notifier_mm':
        break;
    }
  }

  #send({ actor, pasid, grpid }: MetRequest, isServed: boolean): void {
    const message = { actor, pasid, grpid, isServed };
    const { slots } = this.#topology.data.prq ?? { slots: 0 };
    if (slots === 0) this.#take(message);
    else if (this.#isOverflown || this.#queue.length === slots) this.#isOverflown = true;
    else this.#queue.push(message);
  }

  #goOn(): void {
    const message = this.#queue.shift();
    if (message === undefined) this.#isOverflown = false;
    else this.#take(message);
  }

  /** One that is not bound is answered by the hardware. */
  #take({ isServed, ...message }: Queued): void {
    if (isServed && this.binds.some(({ hpasid }) => hpasid === message.pasid)) this.requests.push(message);
  }

  #answer(isMeant: (request: MetRequest) => boolean): void {
    const request = this.requests.find(isMeant);
    if (request === undefined) return;
    drop(this.requests, (each) => each === request);
    this.answered.unshift(request);
    this.answered.length = Math.min(this.answered.length, answeredMax);
  }
}
