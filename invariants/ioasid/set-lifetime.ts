import type { SetId, User } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Step, StepCase, StepInvariant } from '../invariant.ts';

/** Whether a set that existed does not exist any more. Has it counted where it is so. */
const isGone = ({ before, after }: Step, set: SetId): boolean =>
  before.ioasidSet.at(set).type !== 'none' && after.ioasidSet.at(set).type === 'none';

const creatorCase =
  (set: SetId): StepCase =>
  (step, tally) => {
    if (!isGone(step, set)) return null;
    tally.antecedent++;
    const { command, before } = step;
    const { token, put } = before.ioasidSet.at(set);
    // When a process exits, VFIO puts the set that it has created for it.
    const exits = command.kind === 'mm_exit' && command.actor === token;
    return exits || put || (command.kind === 'ioasid_set_put' && command.set === set)
      ? null
      : `s${set} is gone, and its creator has not put it`;
  };

const userCase =
  (set: SetId, user: User): StepCase =>
  (step) => {
    if (!isGone(step, set) || !step.after.ioasidSetUser.at(set, user).holds) return null;
    return `s${set} is gone, and user${user} has a reference on it`;
  };

/** Whoever has a reference has the number of the set in hand, and will use it. */
export const setLifetime: StepInvariant = {
  id: 'ioasid/set-lifetime',
  of: 'step',
  property: 'A7',
  sentence: 'A set is gone only when its creator and every user that held it have put it.',
  sources: [sources.ioasidSetV2, sources.setLifetime],
  catches: ['fault/set-gone-with-last-member'],
  cases: ({ sets, users }) => sets.flatMap((set) => [creatorCase(set), ...users.map((user) => userCase(set, user))]),
};
