import { type Device, type Hpasid, member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import { isAttached } from '../attachment.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';

/** Of one device: a case to check only where it is attached and bound. */
const deviceCase =
  (hpasid: Hpasid, device: Device): StepCase =>
  ({ topology, answer, before, after }, tally) => {
    const { pgd } = before.binding.at(hpasid, device);
    if (pgd === null || !isAttached(topology, before, device)) return null;
    tally.antecedent++;
    if (answer === 0) return `p${hpasid} was bound on d${device} already, and was bound again`;
    return after.binding.at(hpasid, device).pgd === pgd
      ? null
      : `the binding of p${hpasid} on d${device} is another one`;
  };

/** Of one device there is one binding of a host PASID, by the shape of the record; what can go wrong is the second bind. */
export const noSecondBind: StepInvariant = {
  id: 'vfio/no-second-bind',
  of: 'step',
  ofRefusals: true,
  property: 'B3',
  sentence: 'A bind of what is bound on a device of the container already fails, and leaves that binding as it is.',
  sources: [sources.vtdBind, sources.vtdNested],
  catches: ['fault/second-bind', 'fault/rollback-over-all'],
  cases: (topology, command) => {
    if (command.kind !== 'vfio_bind_gpasid') return [];
    const hpasid = member('hpasid', topology.sizes.hpasid, command.hpasid);
    if (hpasid === null) return [];
    return topology.devicesOf(command.container).map((device) => deviceCase(hpasid, device));
  },
};
