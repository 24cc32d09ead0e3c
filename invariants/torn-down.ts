/** From which devices a command, if it succeeds, takes which host PASIDs, as far as they are bound there. */
import type { Command } from '../spec/commands.ts';
import { type Device, type Hpasid, member } from '../spec/sorts.ts';
import type { Topology } from '../spec/topology.ts';

/** A host PASID that a device loses if it has it bound. */
export interface TornDown {
  readonly device: Device;
  readonly hpasid: Hpasid;
}

const each = (devices: readonly Device[], hpasids: readonly Hpasid[]): readonly TornDown[] =>
  devices.flatMap((device) => hpasids.map((hpasid) => ({ device, hpasid })));

/** None for a command that tears nothing down. */
export function tornDownBy(topology: Topology, command: Command): readonly TornDown[] {
  switch (command.kind) {
    case 'vfio_unbind_gpasid': {
      const hpasid = member('hpasid', topology.sizes.hpasid, command.hpasid);
      return hpasid === null ? [] : each(topology.devicesOf(command.container), [hpasid]);
    }
    case 'ioasid_reclaim':
      return each(topology.devices, [command.hpasid]);
    case 'vfio_group_unset_container':
      return each(topology.devicesOfGroup(command.group), topology.hpasids);
    case 'vfio_container_close':
      return each(topology.devicesOf(command.container), topology.hpasids);
    case 'mm_exit':
      return each(
        topology.devices.filter((device) => topology.holderOf(device) === command.actor),
        topology.hpasids,
      );
    default:
      return [];
  }
}
