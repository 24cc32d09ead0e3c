/** The way out is one-way. What has been handed out may be used until it is given back; nothing more is handed out. */
import type { Device, Gpasid, Hpasid, User, Vm } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Step, StepCase, StepInvariant } from '../invariant.ts';

const waits = ({ before }: Step, hpasid: Hpasid): boolean => before.ioasid.at(hpasid).state === 'free_pending';

/** Has what all cases have in common, that a host PASID waits to be freed, to count. */
const waitCase: StepCase = ({ before }, tally) => {
  if (before.ioasid.some('state', 'free_pending')) tally.antecedent++;
  return null;
};

const stateCase =
  (hpasid: Hpasid): StepCase =>
  (step) => {
    if (!waits(step, hpasid)) return null;
    const { state } = step.after.ioasid.at(hpasid);
    return state === 'free_pending' || state === 'free' ? null : `p${hpasid} waited to be freed, and is ${state} again`;
  };

const userCase =
  (hpasid: Hpasid, user: User): StepCase =>
  (step) => {
    if (!waits(step, hpasid) || !step.after.ioasidUser.at(hpasid, user).holds) return null;
    return step.before.ioasidUser.at(hpasid, user).holds
      ? null
      : `p${hpasid} waits to be freed, and user${user} got it`;
  };

const dataCase =
  (hpasid: Hpasid): StepCase =>
  (step) => {
    if (!waits(step, hpasid) || step.after.ioasid.at(hpasid).data === null) return null;
    return step.before.ioasid.at(hpasid).data === null
      ? `p${hpasid} waits to be freed, and a record was left with it`
      : null;
  };

const deviceCase =
  (hpasid: Hpasid, device: Device): StepCase =>
  (step) => {
    if (!waits(step, hpasid) || step.after.binding.at(hpasid, device).pgd === null) return null;
    const was = step.before.binding.at(hpasid, device).pgd;
    return was === null ? `p${hpasid} waits to be freed, and was bound on d${device}` : null;
  };

const nameCase =
  (hpasid: Hpasid, vm: Vm, gpasid: Gpasid): StepCase =>
  (step) => {
    if (!waits(step, hpasid) || step.after.guestToHost.at(vm, gpasid).hpasid !== hpasid) return null;
    const was = step.before.guestToHost.at(vm, gpasid).hpasid;
    return was === hpasid ? null : `p${hpasid} waits to be freed, and g${gpasid} of vm${vm} came to stand for it`;
  };

export const nothingNewInFreePending: StepInvariant = {
  id: 'ioasid/nothing-new-in-free-pending',
  of: 'step',
  property: 'R2',
  sentence:
    'A host PASID that waits to be freed gains no user, no record, no binding and no guest name, and goes nowhere but to free.',
  sources: [sources.ioasidDocument, sources.ioasidSetApi, sources.ioasidNotification],
  catches: [
    'fault/get-while-free-pending',
    'fault/find-while-free-pending',
    'fault/bind-while-free-pending',
    'fault/data-while-free-pending',
  ],
  cases: ({ hpasids, users, devices, vms, gpasids, records }) => [
    waitCase,
    ...hpasids.flatMap((hpasid) => [
      stateCase(hpasid),
      ...records.slice(0, 1).map(() => dataCase(hpasid)),
      ...users.map((user) => userCase(hpasid, user)),
      ...devices.map((device) => deviceCase(hpasid, device)),
      ...vms.flatMap((vm) => gpasids.map((gpasid) => nameCase(hpasid, vm, gpasid))),
    ]),
  ],
};
