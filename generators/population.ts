/**
 * What a sequence has met so far: the sets, PASIDs, bindings and requests that its own commands brought about. It
 * follows the answers alone and is no model: what it lists may be gone, which is a command worth trying too.
 */
import { kernelActor } from '../spec/arguments.ts';
import type { Command, CommandOfKind } from '../spec/commands.ts';
import type { Answer } from '../spec/errno.ts';
import { hostSet } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';

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

/** Removes one element in constant time; order does not matter to whoever picks by number. */
function drop<T>(list: T[], doomed: (element: T) => boolean): void {
  const place = list.findIndex(doomed);
  if (place < 0) return;
  const last = list.pop() as T;
  if (place < list.length) list[place] = last;
}

export class Population {
  readonly sets: MetSet[];
  readonly pasids: MetPasid[] = [];
  /** PASIDs that were freed: some of them wait to be reclaimed. */
  readonly freed: number[] = [];
  readonly binds: CommandOfKind<'vfio_bind_gpasid'>[] = [];
  readonly requests: CommandOfKind<'page_request'>[] = [];

  /** Knows the sets that exist from boot: those of VMs, in the order in which they were made, and the host's. */
  constructor({ vms, data }: Topology) {
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
        this.requests.push(command);
        break;
      case 'page_response':
        drop(this.requests, ({ pasid, grpid }) => pasid === command.pasid && grpid === command.grpid);
        break;
      case 'inject_bind_failure':
        break;
    }
  }
}
