import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** The act itself, whoever's devices it is done to; what it leaves in hardware is iommu/entry-owner. */
export const noForeignBind: StepInvariant = {
  id: 'vfio/no-foreign-bind',
  of: 'step',
  ofRefusals: true,
  property: 'B4',
  sentence: 'No VM succeeds in binding or unbinding a host PASID that another VM owns.',
  sources: [sources.vfioBindReview, sources.ioasidOwnership],
  catches: ['vfio-v1', 'fault/foreign-pasid'],
  broken: ({ topology, command, answer, before }, tally) => {
    if (command.kind !== 'vfio_bind_gpasid' && command.kind !== 'vfio_unbind_gpasid') return null;
    const hpasid = member('hpasid', topology.sizes.hpasid, command.hpasid);
    const set = hpasid === null ? null : before.ioasid.at(hpasid).set;
    const owner = set === null ? null : before.ioasidSet.at(set).token;
    if (owner === null || owner === command.actor) return null;
    tally.antecedent++;
    const did = command.kind === 'vfio_bind_gpasid' ? 'bound' : 'unbound';
    return answer < 0 ? null : `vm${command.actor} ${did} p${hpasid}, which vm${owner} owns`;
  },
};
