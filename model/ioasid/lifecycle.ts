/**
 * The life of a host PASID: free → idle → active ⇄ idle → (free_pending →) free. Its owner holds one reference from
 * allocation to free, the IOMMU driver one while it is bound, a user inside the kernel one while it uses it; when the
 * last goes, it is free.
 */
import { match } from 'ts-pattern';
import { type Gpasid, type Hpasid, type SetId, type User, users, type Vm } from '../../spec/sorts.ts';
import { referencesMax } from '../../spec/state.ts';
import { forget, translate } from '../guest/kvm.ts';
import type { Host } from '../host.ts';
import type { Effect } from '../plan.ts';
import { isTold, noteOrder } from './notifiers.ts';
import { loseMember } from './set-lifetime.ts';
import { forgetName } from './spid.ts';

const kvm = users.kvm as User;

/** Hands a free PASID to a set; the set's owner holds the first reference. */
export const allocate =
  (hpasid: Hpasid, set: SetId): Effect =>
  ({ state }) => {
    const ioasid = state.ioasid.at(hpasid);
    ioasid.state = 'idle';
    ioasid.set = set;
    ioasid.refs = 1;
    return null;
  };

/** Whether any device is bound to a host PASID. */
export const isBound = ({ state }: Host, hpasid: Hpasid): boolean => !state.binding.every('pgd', [null], hpasid);

/** Takes one reference. The counter saturates, as refcount_t does, where a design never drops references. */
export const get =
  (hpasid: Hpasid): Effect =>
  ({ state, topology }) => {
    const ioasid = state.ioasid.at(hpasid);
    ioasid.refs = Math.min(ioasid.refs + 1, referencesMax + topology.sizes.user);
    return null;
  };

/** Drops one reference. Without the last one, the PASID is free and nobody's. */
export const put =
  (hpasid: Hpasid): Effect =>
  (host) => {
    const ioasid = host.state.ioasid.at(hpasid);
    const { set } = ioasid;
    ioasid.refs = Math.max(0, ioasid.refs - 1);
    if (ioasid.refs > 0) return null;
    ioasid.state = 'free';
    ioasid.set = null;
    ioasid.data = null;
    // Where only binds give names, the end of the last binding has taken it away.
    if (host.topology.plays('ioasid_attach_spid')) forgetName(hpasid)(host);
    return set === null ? null : loseMember(set)(host);
  };

/** A user inside the kernel takes its reference. */
export const getForUser =
  (hpasid: Hpasid, user: User): Effect =>
  (host) => {
    host.state.ioasidUser.at(hpasid, user).holds = true;
    return get(hpasid)(host);
  };

/** A user inside the kernel drops its reference, and has nothing left to clean up. */
export const putForUser =
  (hpasid: Hpasid, user: User): Effect =>
  (host) => {
    const row = host.state.ioasidUser.at(hpasid, user);
    row.holds = false;
    row.notified = false;
    return put(hpasid)(host);
  };

/** The BIND event: KVM translates, and takes its reference. */
export const notifyBind =
  (hpasid: Hpasid, vm: Vm, gpasid: Gpasid): Effect =>
  (host) => {
    if (!translate(host, vm, gpasid, hpasid)) return null;
    return host.state.ioasidUser.at(hpasid, kvm).holds ? null : getForUser(hpasid, kvm)(host);
  };

/** The UNBIND event: KVM translates no more, and drops its reference. */
export const notifyUnbind =
  (hpasid: Hpasid): Effect =>
  (host) => {
    if (!forget(host, hpasid, 'UNBIND')) return null;
    return host.state.ioasidUser.at(hpasid, kvm).holds ? putForUser(hpasid, kvm)(host) : null;
  };

/** The FREE event, if anybody else has a reference: KVM lets go at once; who else holds one, and is told, is to clean up. */
const notifyFree =
  (hpasid: Hpasid): Effect =>
  (host) => {
    const { state, topology } = host;
    const { refs, set } = state.ioasid.at(hpasid);
    if (refs > 1) noteOrder(host, hpasid);
    if (forget(host, hpasid, 'FREE') && state.ioasidUser.at(hpasid, kvm).holds) putForUser(hpasid, kvm)(host);
    for (const user of topology.users) {
      const row = state.ioasidUser.at(hpasid, user);
      if (row.holds && isTold(host, set as SetId, user)) row.notified = true;
    }
    return null;
  };

/** The first binding makes an idle PASID active, and the driver takes its reference. */
export const activate =
  (hpasid: Hpasid): Effect =>
  (host) => {
    const ioasid = host.state.ioasid.at(hpasid);
    if (ioasid.state !== 'idle') return null;
    ioasid.state = 'active';
    return get(hpasid)(host);
  };

/** The last unbind makes an active PASID idle, and the driver drops its reference; one that waits is then free. */
export const deactivate =
  (hpasid: Hpasid): Effect =>
  (host) => {
    const ioasid = host.state.ioasid.at(hpasid);
    const keeps = host.policy.lastUnbind === 'keeps-reference';
    return match({ state: ioasid.state, keeps })
      .with({ state: 'active' }, () => {
        ioasid.state = 'idle';
        return keeps ? null : put(hpasid)(host);
      })
      .with({ state: 'free_pending', keeps: false }, () => put(hpasid)(host))
      .with({ state: 'free_pending', keeps: true }, () => null)
      .with({ state: 'free' }, { state: 'idle' }, () => null)
      .exhaustive();
  };

/** The PASID is free at once, whoever still uses it; it is remembered whose devices those are. */
const freeAtOnce =
  (hpasid: Hpasid): Effect =>
  (host) => {
    const ioasid = host.state.ioasid.at(hpasid);
    // Whose the devices were first: a later owner that frees it in turn does not change that.
    if (isBound(host, hpasid)) ioasid.formerSet ??= ioasid.set;
    const { set } = ioasid;
    ioasid.state = 'free';
    ioasid.set = null;
    ioasid.data = null;
    ioasid.refs = 0;
    return set === null ? null : loseMember(set)(host);
  };

/** The owner lets go: the PASID is free if that was the last reference, free_pending otherwise. */
export const letGo =
  (hpasid: Hpasid): Effect =>
  (host) => {
    const ioasid = host.state.ioasid.at(hpasid);
    const { freeWhileBound: whileBound, repeatedFree: again } = host.policy;
    return match({ state: ioasid.state, whileBound, again })
      .with({ whileBound: 'leaves-bindings' }, () => freeAtOnce(hpasid)(host))
      .with({ state: 'idle' }, { state: 'active' }, () => {
        ioasid.state = 'free_pending';
        notifyFree(hpasid)(host);
        return put(hpasid)(host);
      })
      .with({ state: 'free_pending', again: 'drops-reference' }, () => put(hpasid)(host))
      .with({ state: 'free_pending', again: 'changes-nothing' }, { state: 'free' }, () => null)
      .exhaustive();
  };
