/** Engines with an error planted in them, and small hosts on which it shows. */
import { FullHost } from '../../engine/host.ts';
import { EngineInstance } from '../../engine/instance.ts';
import { setRowOf } from '../../engine/pasid.ts';
import { spine } from '../../generators/instances/spine.ts';
import type { Topology, TopologyData } from '../../spec/topology.ts';
import { twoGuests as guests } from '../spec/topologies.ts';

/** Two VMs with PASID spaces of their own and sets from boot, and a host PASID more than they need. */
export const twoGuests: TopologyData = {
  ...guests,
  commands: spine,
  vms: guests.vms.map((vm, place) => ({ ...vm, quota: 2 - place })),
  hpasids: 3,
  gpasids: 3,
  pgds: 1,
  grpids: 1,
  capacity: 3,
};

/** One VM with nothing but what a bind needs. */
export const oneGuest: TopologyData = {
  ...twoGuests,
  vms: [{ pasidSpace: 'guest-owned', quota: 1 }],
  containers: [{ vm: 1, nesting: true, domains: [[[1]]] }],
  fds: [{ device: 1, holders: [1] }],
  hpasids: 1,
  gpasids: 2,
  sets: 1,
  capacity: 1,
};

/** Whose host PASID a gpasid equals when the planted error strikes: another set's, or the set's own. */
export type Strikes = 'foreign' | 'own';

/** The engine writes the PASID-table entry at the gpasid, when that number is a host PASID of the kind given. */
export function gpasidInHardware(topology: Topology, strikes: Strikes): EngineInstance {
  class GpasidInHardware extends FullHost {
    override bindDevice(device: number, hpasid: number, gpasid: number, low: number, high: number): void {
      const own = this.#rowOfSet(gpasid) === this.#rowOfSet(hpasid);
      const wrong = gpasid !== hpasid && this.#rowOfSet(gpasid) !== 0 && own === (strikes === 'own');
      this.setBinding(device, hpasid, low, high);
      this.setEntry(device, wrong ? gpasid : hpasid, low, high);
    }

    /** The row of the set that holds a host PASID, 0 if it is free. */
    #rowOfSet(hpasid: number): number {
      return setRowOf(this.words[FullHost.regions.pasid + hpasid] as number);
    }
  }
  return new EngineInstance(topology, { Host: GpasidInHardware });
}
