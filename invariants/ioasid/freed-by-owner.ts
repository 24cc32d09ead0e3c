import { kernelActor } from '../../spec/arguments.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** A PASID goes from use to free or free_pending only so; that one which waits becomes free is its worker's doing. */
export const freedByOwner: StepInvariant = {
  id: 'ioasid/freed-by-owner',
  of: 'step',
  property: 'A4',
  sentence: 'A host PASID is freed by its owner only.',
  sources: [sources.ioasidOwnership, sources.vfioPasidRequest],
  catches: ['fault/foreign-free'],
  broken: ({ topology, command, before, after }, tally) => {
    for (const hpasid of topology.hpasids) {
      const was = before.ioasid.at(hpasid);
      const { state } = after.ioasid.at(hpasid);
      if (was.state === state || was.state === 'free_pending' || (state !== 'free' && state !== 'free_pending'))
        continue;
      tally.antecedent++;
      const owner = was.set === null ? null : (before.ioasidSet.at(was.set).token ?? kernelActor);
      if (command.kind !== 'ioasid_free' || command.actor !== owner) return `p${hpasid} was freed by somebody else`;
    }
    return null;
  },
};
