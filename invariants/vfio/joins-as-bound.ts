import type { Device, Hpasid } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import { isAttached } from '../attachment.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';

/** Of a device that joins, and one that was attached before. */
const pairCase =
  (joined: Device, other: Device, hpasid: Hpasid): StepCase =>
  ({ topology, answer, before, after }, tally) => {
    if (!isAttached(topology, before, other)) return null;
    const { pgd } = before.binding.at(hpasid, other);
    if (pgd === null) return null;
    tally.antecedent++;
    if (answer < 0 || after.binding.at(hpasid, joined).pgd === pgd) return null;
    return `d${joined} has joined without p${hpasid}, which is bound on d${other}`;
  };

/** Either way is right; that a join is refused is this design's (docs/decisions). */
export const joinsAsBound: StepInvariant = {
  id: 'vfio/joins-as-bound',
  of: 'step',
  ofRefusals: true,
  property: 'B9',
  sentence: 'A device that joins a container in which a host PASID is bound is bound too, or does not join.',
  sources: [sources.vfioBindV6, sources.joinRefused],
  catches: ['fault/group-joins-unbound'],
  cases: (topology, command) => {
    if (command.kind !== 'vfio_group_set_container') return [];
    const joining = topology.devicesOfGroup(command.group);
    const others = topology
      .devicesOf(topology.containerOfGroup(command.group))
      .filter((device) => !joining.includes(device));
    return joining.flatMap((joined) =>
      others.flatMap((other) => topology.hpasids.map((hpasid) => pairCase(joined, other, hpasid))),
    );
  },
};
