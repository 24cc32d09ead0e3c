/** `vcmd_alloc_pasid`: see spec/guest/vcmd-alloc-pasid.ts. */
import type { CommandOf } from '../../spec/command.ts';
import type { vcmdAllocPasid as Spec } from '../../spec/guest/vcmd-alloc-pasid.ts';
import type { ioasidAlloc as AllocSpec } from '../../spec/ioasid/alloc.ts';
import type { Hpasid, Row, SetId } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { ioasidAlloc } from '../ioasid/alloc.ts';
import { allocate } from '../ioasid/lifecycle.ts';
import { inOrder } from '../plan.ts';
import type { Choice, Transition } from '../transition.ts';
import { lookedUp, setOf } from './vmm.ts';

type Alloc = CommandOf<typeof Spec>;

/** The allocation that the VMM asks for, of a process that has passed `vcmd-alloc-no-set`. */
const allocOf = (host: Host, { actor }: Alloc): CommandOf<typeof AllocSpec> => ({
  kind: 'ioasid_alloc',
  actor: host.topology.guestOf(actor),
  set: setOf(host, actor) as SetId,
});

export const vcmdAllocPasid: Transition<typeof Spec> = {
  refuses: {
    'guest/vcmd-alloc-mapping-mismatch': ({ topology }, { actor, gpasid }) =>
      (gpasid === null) !== (topology.pasidSpaceOf(topology.guestOf(actor)) === 'identity'),
    'guest/vcmd-alloc-no-set': (host, command) =>
      setOf(host, command.actor) === null ||
      ioasidAlloc.refuses['ioasid/alloc-not-own-set'](host, allocOf(host, command)),
    'guest/vcmd-alloc-gpasid-taken': (host, { actor, gpasid }) =>
      gpasid !== null && lookedUp(host, actor, gpasid) !== null,
    'guest/vcmd-alloc-over-quota': (host, command) =>
      ioasidAlloc.refuses['ioasid/alloc-over-quota'](host, allocOf(host, command)),
    'guest/vcmd-alloc-none-free': (host, command) =>
      ioasidAlloc.refuses['ioasid/alloc-none-free'](host, allocOf(host, command)),
  },
  choice: {
    among: ({ hpasids }) => hpasids,
    allows: (host, command, value) =>
      (ioasidAlloc.choice as Choice<typeof AllocSpec>).allows(host, allocOf(host, command), value),
  },
  plan: (_host, { actor, gpasid }, value) =>
    inOrder((host) => {
      const hpasid = value as Hpasid;
      allocate(hpasid, setOf(host, actor) as SetId)(host);
      host.state.vmmLookup.at(actor, (gpasid ?? hpasid) as number as Row).hpasid = hpasid;
      return null;
    }),
};
