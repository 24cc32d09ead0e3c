import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';
import { ownerOf } from '../owner.ts';

/** The act itself, whoever's devices it is done to; what it leaves in hardware is iommu/entry-owner. */
export const noForeignBind: StepInvariant = {
  id: 'vfio/no-foreign-bind',
  of: 'step',
  ofRefusals: true,
  property: 'B4',
  sentence: 'No VM succeeds in binding or unbinding a host PASID that another VM owns.',
  sources: [sources.vfioBindReview, sources.ioasidOwnership],
  catches: ['vfio-v1', 'fault/foreign-pasid'],
  cases: (topology, command) => {
    if (command.kind !== 'vfio_bind_gpasid' && command.kind !== 'vfio_unbind_gpasid') return [];
    const { actor } = command;
    const hpasid = member('hpasid', topology.sizes.hpasid, command.hpasid);
    if (hpasid === null) return [];
    const did = command.kind === 'vfio_bind_gpasid' ? 'bound' : 'unbound';
    return [
      ({ answer, before }, tally) => {
        const owner = ownerOf(before, hpasid);
        if (owner === null || owner === actor) return null;
        tally.antecedent++;
        return answer < 0 ? null : `vm${actor} ${did} p${hpasid}, which vm${owner} owns`;
      },
    ];
  },
};
