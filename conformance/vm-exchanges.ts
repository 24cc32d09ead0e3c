/**
 * Two VMs take each other's place with all that is theirs: containers, devices and open device files, in order. The
 * schema does not know what belongs to a VM; whether such an exchange changes anything is not known here either.
 */
import type { Exchanges } from '../spec/schema/exchanges.ts';
import type { Layout } from '../spec/schema/layout.ts';
import { actionOf } from '../spec/schema/permute.ts';
import { type Container, printId, type Vm } from '../spec/sorts.ts';
import type { Topology, TopologyData } from '../spec/topology.ts';

/** Ids of one sort that belong to a VM, in order. */
type Belongings = (vm: Vm) => readonly number[];

/** All ids, those of two VMs exchanged. What one has more than the other stays. */
function exchanged(all: readonly number[], ofOne: readonly number[], ofOther: readonly number[]): readonly number[] {
  const images = [...all];
  ofOther.slice(0, ofOne.length).forEach((id, place) => {
    const counterpart = ofOne[place] as number;
    images[all.indexOf(id)] = counterpart;
    images[all.indexOf(counterpart)] = id;
  });
  return images;
}

export function vmExchanges(topology: Topology, layout: Layout): Exchanges {
  const { vms, containers, devices, fds } = topology;
  const containersOf: Belongings = (vm) => containers.filter((container) => topology.vmOf(container) === vm);
  const devicesOf: Belongings = (vm) =>
    containers.filter((each) => topology.vmOf(each) === vm).flatMap((each) => topology.devicesOf(each));
  const groupsOf: Belongings = (vm) => containersOf(vm).flatMap((each) => topology.groupsOf(each as Container));
  const deviceOf = (place: number): number => (topology.data.fds[place] as TopologyData['fds'][number]).device;
  const fdsOf: Belongings = (vm) => fds.filter((_, place) => devicesOf(vm).includes(deviceOf(place)));
  return {
    name: 'vm with its containers, devices and files',
    size: vms.length,
    member: (index) => printId('vm', vms[index] as Vm),
    exchange: (one, other) => {
      const [here, there] = [vms[one], vms[other]] as [Vm, Vm];
      return actionOf(layout, {
        vm: exchanged(vms, [here], [there]),
        container: exchanged(containers, containersOf(here), containersOf(there)),
        vfioIommu: exchanged(topology.vfioIommus, containersOf(here), containersOf(there)),
        dmaMap: exchanged(topology.dmaMaps, containersOf(here), containersOf(there)),
        group: exchanged(topology.groups, groupsOf(here), groupsOf(there)),
        device: exchanged(devices, devicesOf(here), devicesOf(there)),
        fd: exchanged(fds, fdsOf(here), fdsOf(there)),
      });
    },
  };
}
