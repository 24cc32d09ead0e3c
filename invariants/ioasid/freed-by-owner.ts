import { kernelActor } from '../../spec/arguments.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** A PASID leaves use by its owner's free, and free_pending by the worker's reclaim; nobody else ends its life. */
export const freedByOwner: StepInvariant = {
  id: 'ioasid/freed-by-owner',
  of: 'step',
  property: 'A4',
  sentence: 'A host PASID is freed by its owner only; one that is free_pending becomes free by its reclaim only.',
  sources: [sources.ioasidOwnership, sources.vfioPasidRequest, sources.ioasidNotification],
  catches: ['fault/foreign-free'],
  broken: ({ topology, command, before, after }, tally) => {
    for (const hpasid of topology.hpasids) {
      const was = before.ioasid.at(hpasid);
      const { state } = after.ioasid.at(hpasid);
      if (was.state === state || (state !== 'free' && state !== 'free_pending')) continue;
      tally.antecedent++;
      const owner = was.set === null ? null : (before.ioasidSet.at(was.set).token ?? kernelActor);
      const rightly =
        was.state === 'free_pending'
          ? command.kind === 'ioasid_reclaim'
          : command.kind === 'ioasid_free' && command.actor === owner;
      if (!rightly) return `p${hpasid} was freed by somebody else`;
    }
    return null;
  },
};
