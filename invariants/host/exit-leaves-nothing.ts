import type { Fd, Hpasid, Sort, Vm } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import { hostSchema } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import { countSuccess, type StepCase, type StepInvariant } from '../invariant.ts';
import { leftOf, type TableName } from '../left.ts';
import { ownerOf } from '../owner.ts';

/** Tables of what a device is, whoever has it: not of what a process has brought about. */
const lasting: readonly string[] = ['device', 'deviceFeature'];

const containersOf = (topology: Topology, vm: Vm): readonly number[] =>
  topology.containers.filter((container) => topology.vmOf(container) === vm);

/** What a VM has, by sort. Every table over such a sort, whatever it is of, must be empty once the VM has exited. */
const had: Readonly<Partial<Record<Sort, (topology: Topology, vm: Vm) => readonly number[]>>> = {
  vm: (_, vm) => [vm],
  device: (topology, vm) => topology.devices.filter((device) => topology.holderOf(device) === vm),
  // Rows of these two are numbered as the containers, where there are any.
  vfioIommu: (topology, vm) => (topology.sizes.vfioIommu === 0 ? [] : containersOf(topology, vm)),
  dmaMap: (topology, vm) => (topology.sizes.dmaMap === 0 ? [] : containersOf(topology, vm)),
  group: (topology, vm) => topology.groups.filter((group) => topology.vmOf(topology.containerOfGroup(group)) === vm),
  viommu: (topology, vm) => topology.viommus.filter((viommu) => topology.guestOf(viommu) === vm),
  kvm: (topology, vm) => topology.kvms.filter((kvm) => topology.runBy(kvm) === vm),
  mdev: (topology, vm) => topology.mdevs.filter((mdev) => topology.vmOfMdev(mdev) === vm),
};

/** Of every table over something that the VM has, and each of its fields. */
const tableCases = (topology: Topology, vm: Vm): readonly StepCase[] =>
  Object.entries(hostSchema).flatMap(([name, { over }]) => {
    const [sort] = over;
    const ids = lasting.includes(name) ? [] : (had[sort]?.(topology, vm) ?? []);
    return ids.flatMap((id) =>
      leftOf(name as TableName, id).map(
        (left): StepCase =>
          ({ after }) =>
            left(after),
      ),
    );
  });

const pasidCase =
  (hpasid: Hpasid, vm: Vm): StepCase =>
  ({ before, after }) => {
    if (ownerOf(before, hpasid) !== vm) return null;
    const { state } = after.ioasid.at(hpasid);
    return state === 'free' || state === 'free_pending' ? null : `p${hpasid} is ${state}`;
  };

const fileCase =
  (fd: Fd, vm: Vm): StepCase =>
  ({ after }) =>
    after.fdHolder.at(fd, vm).held ? `f${fd} is open still` : null;

/** What others inside the kernel still hold, waits for them as free_pending: ioasid/eventually-reclaimed. */
export const exitLeavesNothing: StepInvariant = {
  id: 'host/exit-leaves-nothing',
  of: 'step',
  property: 'L6',
  sentence:
    'When the process of a VM has exited, nothing is left on its devices, in its maps and tables or of its files, and none of its host PASIDs is in use.',
  sources: [sources.ioasidDocument, sources.vfioPasidReview, sources.exitEndsAll],
  catches: ['fault/exit-keeps-bindings', 'fault/exit-keeps-set'],
  cases: (topology, command) => {
    if (command.kind !== 'mm_exit') return [];
    const { actor } = command;
    return [
      countSuccess,
      ...tableCases(topology, actor),
      ...topology.hpasids.map((hpasid) => pasidCase(hpasid, actor)),
      ...topology.fds.map((fd) => fileCase(fd, actor)),
    ];
  },
};
