/** `ioasid_alloc_range`: see spec/ioasid/alloc-range.ts. */
import type { CommandOf } from '../../spec/command.ts';
import type { ioasidAllocRange as Spec } from '../../spec/ioasid/alloc-range.ts';
import { type Hpasid, member, type SetId } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';

import { allocate } from './lifecycle.ts';
import { hasSet } from './ownership.ts';
import { isAnyFree } from './range.ts';
import { isLive } from './set-lifetime.ts';

/** The last number that is taken to be of the range. */
const lastOf = ({ policy }: Host, { max }: CommandOf<typeof Spec>): number =>
  policy.rangeEnd === 'inclusive' ? max : max - 1;

export const ioasidAllocRange: Transition<typeof Spec> = {
  refuses: {
    'ioasid/range-empty': (_, { min, max }) => max < min,
    'ioasid/range-not-own-set': (host, { actor, set }) => {
      const named = member('set', host.topology.sizes.set, set);
      return named === null || !hasSet(host, actor, named) || !isLive(host, named);
    },
    'ioasid/range-over-quota': ({ state }, { set }) => state.ioasid.count('set', set) >= state.ioasidSet.at(set).quota,
    'ioasid/range-none-free': (host, command) => !isAnyFree(host, command.min, lastOf(host, command)),
  },
  choice: {
    among: ({ hpasids }) => hpasids,
    allows: (host, command, value) => {
      const hpasid = member('hpasid', host.topology.sizes.hpasid, value);
      if (hpasid === null || hpasid < command.min || hpasid > lastOf(host, command)) return false;
      return host.state.ioasid.at(hpasid).state === 'free';
    },
  },
  plan: (_host, { set }, hpasid) => inOrder(allocate(hpasid as Hpasid, set as SetId)),
};
