import { kernelActor } from '../../spec/arguments.ts';
import type { SetId } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { HostState } from '../../spec/state.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';

/** Who may free what is in a set: the kernel itself, where no VM has the set. */
const ownerOf = (before: HostState, set: SetId | null) =>
  set === null ? null : (before.ioasidSet.at(set).token ?? kernelActor);

/** A PASID leaves use by its owner's free, and free_pending by the worker's reclaim; nobody else ends its life. */
export const freedByOwner: StepInvariant = {
  id: 'ioasid/freed-by-owner',
  of: 'step',
  property: 'A4',
  sentence: 'A host PASID is freed by its owner only; one that is free_pending becomes free by its reclaim only.',
  sources: [sources.ioasidOwnership, sources.vfioPasidRequest, sources.ioasidNotification],
  catches: ['fault/foreign-free'],
  cases: (topology, command) =>
    topology.hpasids.map(
      (hpasid): StepCase =>
        ({ before, after }, tally) => {
          const { state } = after.ioasid.at(hpasid);
          if (state !== 'free' && state !== 'free_pending') return null;
          const was = before.ioasid.at(hpasid);
          if (was.state === state) return null;
          tally.antecedent++;
          const rightly =
            was.state === 'free_pending'
              ? command.kind === 'ioasid_reclaim'
              : command.kind === 'ioasid_free' && command.actor === ownerOf(before, was.set);
          return rightly ? null : `p${hpasid} was freed by somebody else`;
        },
    ),
};
