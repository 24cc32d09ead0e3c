/** `mm_exit`: see spec/guest/mm-exit.ts. */
import { kernelActor } from '../../spec/arguments.ts';
import type { mmExit as Spec } from '../../spec/guest/mm-exit.ts';
import type { Container, Fd, Viommu, Vm } from '../../spec/sorts.ts';
import { ioasidSetPut } from '../ioasid/set-put.ts';
import { type Effect, inOrder, runPlan } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { letGroupsGo } from '../vfio/container-close.ts';
import { freeOwn, quieten, unbindLeaving } from '../vfio/leaving.ts';
import { unmapAll } from '../vfio/second-stage.ts';
import { clearRegister } from './vdcm.ts';

/** The creator of the set of a process, VFIO, puts it. */
const putSet =
  (vm: Vm): Effect =>
  (host) => {
    const set = host.state.ioasidSet.first('token', vm);
    if (set === null || host.state.ioasidSet.at(set).put) return null;
    return runPlan(host, ioasidSetPut.plan(host, { kind: 'ioasid_set_put', actor: kernelActor, set }, 0));
  };

/** Where attachment is fixed, a container keeps its groups, but no memory. */
const unmap =
  (container: Container): Effect =>
  (host) => {
    unmapAll(host, container);
    return null;
  };

/** A file that nobody holds any more is of no device. */
const closeFile =
  (fd: Fd, vm: Vm): Effect =>
  ({ state }) => {
    state.fdHolder.at(fd, vm).held = false;
    if (!state.fdHolder.some('held', true, fd)) state.deviceFd.at(fd).device = null;
    return null;
  };

/** Its address may be had by another process from now on. */
const leave =
  (vm: Vm): Effect =>
  ({ state, topology }) => {
    for (const mm of topology.mms) state.exitedProcess.at(mm, vm).exited = true;
    return null;
  };

/** The guest's memory is gone, and what its VMM knew. */
const forgetGuest =
  (viommu: Viommu): Effect =>
  ({ state }) => {
    state.guestPasidEntry.clear('pgd', viommu);
    state.vmmLookup.clear('hpasid', viommu);
    return null;
  };

export const mmExit: Transition<typeof Spec> = {
  refuses: {},
  plan: ({ topology, policy }, { actor }) => {
    const containers = topology.containers.filter((container) => topology.vmOf(container) === actor);
    const bound = (container: Container) => (policy.mmExit === 'keeps-bindings' ? [] : topology.devicesOf(container));
    return inOrder(
      ...containers.map((container) => quieten(actor, bound(container))),
      ...topology.mdevs.filter((mdev) => topology.vmOfMdev(mdev) === actor).map(clearRegister),
      ...containers.map((container) => unbindLeaving(actor, bound(container))),
      ...containers.map(topology.sizes.vfioIommu === 0 ? unmap : letGroupsGo),
      ...(policy.mmExit === 'keeps-set' ? [] : [freeOwn(actor), putSet(actor)]),
      ...topology.filesOf(actor).map((fd) => closeFile(fd, actor)),
      ...topology.viommus.filter((viommu) => topology.guestOf(viommu) === actor).map(forgetGuest),
      leave(actor),
    );
  },
};
