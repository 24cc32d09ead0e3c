import { setTypes } from '../../spec/arguments.ts';
import type { Command, CommandKind, CommandOfKind } from '../../spec/commands.ts';
import { type Device, type Hpasid, member, type Row, type SetId } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import { countSuccess, type Step, type StepCase, type StepInvariant } from '../invariant.ts';

/** What an unbind promises is vfio/unbind-leaves-nothing. */
type Promising = Exclude<CommandKind, 'vfio_unbind_gpasid'>;

/** What has not happened of one thing that a command's success promises, or null. */
type Missing = (step: Step) => string | null;

const missing: {
  readonly [Kind in Promising]: (topology: Topology, command: CommandOfKind<Kind>) => readonly Missing[];
} = {
  ioasid_set_alloc: (_, { type, token, quota }) => [
    ({ answer, after }) => {
      const set = after.ioasidSet.at(answer as SetId);
      const typed = set.type === (type === setTypes.MM ? 'MM' : 'NULL') && set.token === token;
      return typed && (quota === 0 || set.quota === quota) ? null : `s${answer} is not that set`;
    },
  ],
  ioasid_alloc: (_, { set }) => [
    ({ answer, before, after }) => {
      if (before.ioasid.at(answer as Hpasid).state !== 'free') return `p${answer} was not free`;
      const ioasid = after.ioasid.at(answer as Hpasid);
      return ioasid.state === 'idle' && ioasid.set === set ? null : `p${answer} is not idle in s${set}`;
    },
  ],
  vfio_bind_gpasid: (topology, { container, hpasid: value, gpgd }) => {
    const hpasid = member('hpasid', topology.sizes.hpasid, value);
    if (hpasid === null) return [() => 'there is no such host PASID'];
    const inUse: Missing = ({ after }) => {
      const { state } = after.ioasid.at(hpasid);
      return state === 'active' ? null : `p${hpasid} is ${state}`;
    };
    const onDevice =
      (device: Device): Missing =>
      ({ after }) => {
        if (after.binding.at(hpasid, device).pgd !== gpgd) return `p${hpasid} is not bound on d${device}`;
        const { pgd } = after.pasidEntry.at(device, hpasid as number as Row);
        return pgd === gpgd ? null : `row ${hpasid} of d${device} does not hold the page directory`;
      };
    return [inUse, ...topology.devicesOf(container).map(onDevice)];
  },
  ioasid_free: (_, { hpasid }) => [
    ({ after }) => {
      const { state } = after.ioasid.at(hpasid as Hpasid);
      return state === 'free' || state === 'free_pending' ? null : `p${hpasid} is ${state}`;
    },
  ],
  ioasid_reclaim: (_, { hpasid }) => [
    ({ after }) => {
      const { state } = after.ioasid.at(hpasid);
      return state === 'free' ? null : `p${hpasid} is ${state}`;
    },
  ],
  inject_bind_failure: (_, { device, enabled }) => [
    ({ after }) => (after.device.at(device).failsBind === (enabled === 1) ? null : `d${device} was not told`),
  ],
  page_request: (_, { actor, pasid, grpid }) => [
    ({ after }) => {
      const group = after.pageRequest.at(actor, pasid as Row, grpid);
      return group.outstanding && group.pending ? null : 'the request is not pending';
    },
  ],
  page_response: ({ sizes }, { fd, pasid, grpid }) => {
    const row = member('row', sizes.row, pasid);
    const index = member('grpid', sizes.grpid, grpid);
    return [
      ({ after }) => {
        const { device } = after.deviceFd.at(fd);
        if (device === null || row === null || index === null) return 'there is no such request';
        const group = after.pageRequest.at(device, row, index);
        return group.outstanding || group.pending ? 'the request is still there' : null;
      },
    ];
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
  cases: (topology, command) => {
    if (command.kind === 'vfio_unbind_gpasid') return [];
    const promises = missing[command.kind] as (topology: Topology, command: Command) => readonly Missing[];
    const ofSuccess =
      (promise: Missing): StepCase =>
      (step) =>
        step.answer < 0 ? null : promise(step);
    return [countSuccess, ...promises(topology, command).map(ofSuccess)];
  },
};
