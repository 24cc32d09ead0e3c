import { kernelActor } from '../../spec/arguments.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** A user inside the kernel works for a guest, and learns nothing by a number that the guest may have made up. */
export const foundInSet: StepInvariant = {
  id: 'ioasid/found-in-set',
  of: 'step',
  property: 'A4',
  sentence: 'A user inside the kernel finds private data only of host PASIDs of the set that it names.',
  sources: [sources.ioasidCore, sources.ioasidOwnership, sources.dataOfOne],
  catches: ['fault/find-without-set'],
  cases: (_, command) => {
    if (command.kind !== 'ioasid_find' || command.actor === kernelActor) return [];
    const { actor, set, hpasid } = command;
    return [
      ({ answer, before }, tally) => {
        if (answer < 0) return null;
        tally.antecedent++;
        const isMember = set !== null && before.ioasid.at(hpasid).set === set;
        return isMember
          ? null
          : `user${actor} found p${hpasid}, which is not of ${set === null ? 'its set' : `s${set}`}`;
      },
    ];
  },
};
