import type { Hpasid } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** What a user puts into a device by a guest's word must be that guest's, and not on its way out. */
export const lookUpByName: StepInvariant = {
  id: 'ioasid/look-up-by-name',
  of: 'step',
  property: 'G2',
  sentence: 'A look-up by guest name finds a host PASID of that set and of that name, which does not wait to be freed.',
  sources: [sources.ioasidSpid, sources.ioasidDocument],
  catches: ['fault/find-while-free-pending'],
  follows: {
    from: ['ioasid/nothing-new-in-free-pending', 'guest/translation-agrees'],
    because: 'What is found amiss waits to be freed and gets a user, or has a name that KVM translates otherwise.',
  },
  cases: (_, command) => {
    if (command.kind !== 'ioasid_find_by_spid') return [];
    const { set, spid } = command;
    return [
      ({ answer, before }, tally) => {
        if (answer < 0) return null;
        tally.antecedent++;
        const found = before.ioasid.at(answer as Hpasid);
        if (found.set !== set) return `p${answer} is not of s${set}`;
        if (found.state === 'free_pending') return `p${answer} waits to be freed`;
        const { token } = before.ioasidSet.at(set);
        const named = token !== null && before.guestToHost.at(token, spid).hpasid === answer;
        return named ? null : `g${spid} does not stand for p${answer}`;
      },
    ];
  },
};
