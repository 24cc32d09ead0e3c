/** `ioasid_set_put`: see spec/ioasid/set-put.ts. */
import { kernelActor } from '../../spec/arguments.ts';
import type { ioasidSetPut as Spec } from '../../spec/ioasid/set-put.ts';
import type { SetId, User } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { type Effect, inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { letGo } from './lifecycle.ts';
import { membersOf } from './ownership.ts';
import { isLetGo, remove } from './set-lifetime.ts';

/** Whether the creator (the kernel), or a user inside the kernel, has a reference on a set. */
const holds = ({ state }: Host, actor: number, set: SetId): boolean =>
  actor === kernelActor ? !state.ioasidSet.at(set).put : state.ioasidSetUser.at(set, actor as User).holds;

const drop =
  (actor: number, set: SetId): Effect =>
  ({ state }) => {
    if (actor === kernelActor) state.ioasidSet.at(set).put = true;
    else state.ioasidSetUser.at(set, actor as User).holds = false;
    return null;
  };

/** Frees the members of a set on which nobody has a reference any more. */
const freeMembers =
  (set: SetId): Effect =>
  (host) => {
    if (!isLetGo(host, set)) return null;
    for (const hpasid of membersOf(host, set)) letGo(hpasid)(host);
    return null;
  };

/** A set without members has none to lose: it is gone at once. So is any, where a design does not wait for them. */
const end =
  (set: SetId): Effect =>
  (host) => {
    const { state, policy } = host;
    if (!isLetGo(host, set)) return null;
    return policy.setLifetime === 'until-put' || !state.ioasid.some('set', set) ? remove(set)(host) : null;
  };

export const ioasidSetPut: Transition<typeof Spec> = {
  refuses: {
    'ioasid/set-put-none': ({ state }, { set }) => state.ioasidSet.at(set).type === 'none',
    'ioasid/set-put-not-held': (host, { actor, set }) => !holds(host, actor, set),
  },
  plan: (_host, { actor, set }) => inOrder(drop(actor, set), freeMembers(set), end(set)),
};
