import { setTypes } from '../../spec/arguments.ts';
import type { CommandKind, CommandOfKind } from '../../spec/commands.ts';
import { type Hpasid, member, type Row, type SetId } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Step, StepInvariant } from '../invariant.ts';

/** What an unbind promises is vfio/unbind-leaves-nothing. */
type Promising = Exclude<CommandKind, 'vfio_unbind_gpasid'>;

/** What has not happened of all that a command's success promises, or null. */
type Missing<Kind extends Promising> = (command: CommandOfKind<Kind>, step: Step) => string | null;

const missing: { readonly [Kind in Promising]: Missing<Kind> } = {
  ioasid_set_alloc: ({ type, token, quota }, { answer, after }) => {
    const set = after.ioasidSet.at(answer as SetId);
    const typed = set.type === (type === setTypes.MM ? 'MM' : 'NULL') && set.token === token;
    return typed && (quota === 0 || set.quota === quota) ? null : `s${answer} is not that set`;
  },
  ioasid_alloc: ({ set }, { answer, before, after }) => {
    if (before.ioasid.at(answer as Hpasid).state !== 'free') return `p${answer} was not free`;
    const ioasid = after.ioasid.at(answer as Hpasid);
    return ioasid.state === 'idle' && ioasid.set === set ? null : `p${answer} is not idle in s${set}`;
  },
  vfio_bind_gpasid: ({ container, hpasid: value, gpgd }, { topology, after }) => {
    const hpasid = member('hpasid', topology.sizes.hpasid, value);
    if (hpasid === null) return 'there is no such host PASID';
    const { state } = after.ioasid.at(hpasid);
    if (state !== 'active') return `p${hpasid} is ${state}`;
    for (const device of topology.devicesOf(container)) {
      if (after.binding.at(hpasid, device).pgd !== gpgd) return `p${hpasid} is not bound on d${device}`;
      const { pgd } = after.pasidEntry.at(device, hpasid as number as Row);
      if (pgd !== gpgd) return `row ${hpasid} of d${device} does not hold the page directory`;
    }
    return null;
  },
  ioasid_free: ({ hpasid }, { after }) => {
    const { state } = after.ioasid.at(hpasid as Hpasid);
    return state === 'free' || state === 'free_pending' ? null : `p${hpasid} is ${state}`;
  },
  ioasid_reclaim: ({ hpasid }, { after }) => {
    const { state } = after.ioasid.at(hpasid);
    return state === 'free' ? null : `p${hpasid} is ${state}`;
  },
  inject_bind_failure: ({ device, enabled }, { after }) =>
    after.device.at(device).failsBind === (enabled === 1) ? null : `d${device} was not told`,
  page_request: ({ actor, pasid, grpid }, { after }) => {
    const group = after.pageRequest.at(actor, pasid as Row, grpid);
    return group.outstanding && group.pending ? null : 'the request is not pending';
  },
  page_response: ({ fd, pasid, grpid }, { topology, after }) => {
    const { device } = after.deviceFd.at(fd);
    const row = member('row', topology.sizes.row, pasid);
    const index = member('grpid', topology.sizes.grpid, grpid);
    if (device === null || row === null || index === null) return 'there is no such request';
    const group = after.pageRequest.at(device, row, index);
    return group.outstanding || group.pending ? 'the request is still there' : null;
  },
};

/** Of every command and every device it is about; each command promises something of its own. */
export const successIsComplete: StepInvariant = {
  id: 'host/success-is-complete',
  of: 'step',
  property: 'B2',
  sentence: 'When a command succeeds, all that had to happen has happened, on every device it is about.',
  sources: [sources.vfioBindReview, sources.vfioBindV1, sources.vfioBindV6],
  catches: ['vfio-v1', 'fault/inner-break', 'fault/double-allocation', 'fault/bind-while-free-pending'],
  broken: (step, tally) => {
    const { command, answer } = step;
    if (answer < 0 || command.kind === 'vfio_unbind_gpasid') return null;
    tally.antecedent++;
    return (missing[command.kind] as Missing<Promising>)(command, step);
  },
};
