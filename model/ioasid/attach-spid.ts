/** `ioasid_attach_spid`: see spec/ioasid/attach-spid.ts. */
import type { ioasidAttachSpid as Spec } from '../../spec/ioasid/attach-spid.ts';
import type { Gpasid, Hpasid, Vm } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { type Effect, inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { get, notifyBind } from './lifecycle.ts';
import { forgetName, isNamed, namedBy, ownerOf } from './spid.ts';

/** The host PASID that has the name already. */
const holderOf = (host: Host, hpasid: Hpasid, spid: number | null): Hpasid | null =>
  namedBy(host, ownerOf(host, hpasid) as Vm, spid as Gpasid);

/** A check that takes a reference on what it finds and keeps it. */
const check =
  (hpasid: Hpasid, spid: number | null): Effect =>
  (host) => {
    const holder = holderOf(host, hpasid, spid);
    if (holder === null) return null;
    get(holder)(host);
    return 'EINVAL';
  };

const attach =
  (hpasid: Hpasid, spid: number | null): Effect =>
  (host) => {
    if (host.policy.reattach === 'overwrites') forgetName(hpasid)(host);
    const vm = ownerOf(host, hpasid) as Vm;
    host.state.guestToHost.at(vm, spid as Gpasid).hpasid = hpasid;
    return notifyBind(hpasid, vm, spid as Gpasid)(host);
  };

export const ioasidAttachSpid: Transition<typeof Spec> = {
  refuses: {
    'ioasid/attach-spid-invalid': (_, { spid }) => spid === null,
    'ioasid/attach-spid-no-pasid': (host, { hpasid }) => ownerOf(host, hpasid) === null,
    'ioasid/attach-spid-identity': (host, { hpasid }) =>
      host.topology.pasidSpaceOf(ownerOf(host, hpasid) as Vm) === 'identity',
    'ioasid/attach-spid-free-pending': ({ state }, { hpasid }) => state.ioasid.at(hpasid).state === 'free_pending',
    'ioasid/attach-spid-taken': (host, { hpasid, spid }) =>
      host.policy.spidCheck === 'looks' && holderOf(host, hpasid, spid) !== null,
    'ioasid/attach-spid-named': (host, { hpasid }) => host.policy.reattach === 'refused' && isNamed(host, hpasid),
  },
  plan: ({ policy }, { hpasid, spid }) =>
    policy.spidCheck === 'looks'
      ? inOrder(attach(hpasid, spid))
      : [{ effect: check(hpasid, spid), otherwise: 2 }, { effect: attach(hpasid, spid) }],
};
