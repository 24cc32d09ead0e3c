/**
 * The life of a host PASID: free → idle → active ⇄ idle → (free_pending →) free. Its owner holds one reference from
 * allocation to free, the IOMMU driver one while it is bound; when the last goes, it is free.
 */
import { match } from 'ts-pattern';
import type { Hpasid, SetId } from '../../spec/sorts.ts';
import { referencesMax } from '../../spec/state.ts';
import type { Host } from '../host.ts';
import type { Effect } from '../plan.ts';

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

/** Drops one reference. Without the last one, the PASID is free and nobody's. */
const put =
  (hpasid: Hpasid): Effect =>
  ({ state }) => {
    const ioasid = state.ioasid.at(hpasid);
    ioasid.refs = Math.max(0, ioasid.refs - 1);
    if (ioasid.refs === 0) {
      ioasid.state = 'free';
      ioasid.set = null;
    }
    return null;
  };

/**
 * The first binding makes an idle PASID active, and the driver takes its reference. The counter saturates, as
 * refcount_t does, where a design never drops references.
 */
export const activate =
  (hpasid: Hpasid): Effect =>
  ({ state }) => {
    const ioasid = state.ioasid.at(hpasid);
    if (ioasid.state !== 'idle') return null;
    ioasid.state = 'active';
    ioasid.refs = Math.min(ioasid.refs + 1, referencesMax);
    return null;
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
    ioasid.state = 'free';
    ioasid.set = null;
    ioasid.refs = 0;
    return null;
  };

/** The owner lets go: the PASID is free if that was the last reference, free_pending otherwise. */
export const letGo =
  (hpasid: Hpasid): Effect =>
  (host) => {
    const ioasid = host.state.ioasid.at(hpasid);
    return match({ state: ioasid.state, whileBound: host.policy.freeWhileBound })
      .with({ whileBound: 'leaves-bindings' }, () => freeAtOnce(hpasid)(host))
      .with({ state: 'idle' }, { state: 'active' }, () => {
        ioasid.state = 'free_pending';
        return put(hpasid)(host);
      })
      .with({ state: 'free_pending' }, { state: 'free' }, () => null)
      .exhaustive();
  };
