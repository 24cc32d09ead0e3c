import { pasidLimit } from '../../spec/arguments.ts';
import type { Command } from '../../spec/commands.ts';
import { sources } from '../../spec/source.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';

/** Whether a number from user space is a PASID. */
const isPasid = (value: number): boolean => value > 0 && value < pasidLimit;

/** Whether every number that a user names as a PASID is one. What hardware or the kernel itself names has 20 bits. */
function isWellFormed(command: Command): boolean {
  switch (command.kind) {
    case 'vfio_bind_gpasid':
      return isPasid(command.hpasid) && (command.gpasid === null || isPasid(command.gpasid));
    case 'vfio_unbind_gpasid':
    case 'ioasid_free':
      return isPasid(command.hpasid);
    case 'vfio_cache_invalidate':
      return command.hpasid === null || isPasid(command.hpasid);
    case 'page_response':
      return command.pasid !== null && isPasid(command.pasid);
    case 'guest_page_response':
      return isPasid(command.gpasid);
    default:
      return true;
  }
}

const illFormedCase: StepCase = ({ answer }, tally) => {
  tally.antecedent++;
  return answer < 0 ? null : 'the command succeeded with a number that is no PASID';
};

/** The number that is checked is the number that is used: nothing may be narrowed on the way. */
export const illFormedRefused: StepInvariant = {
  id: 'host/ill-formed-refused',
  of: 'step',
  ofRefusals: true,
  property: 'B10',
  sentence: 'A command fails if a number that it names as a PASID is 0 or has more than 20 bits.',
  sources: [sources.vtdBind, sources.vtdUnbind],
  catches: ['fault/truncated-unbind'],
  cases: (_, command) => (isWellFormed(command) ? [] : [illFormedCase]),
};
