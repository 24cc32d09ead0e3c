import { type Device, member, type Row, type SetId, type Vm } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import type { Step, StepCase, StepInvariant } from '../invariant.ts';

/** The VM to whose set a successful allocation handed a host PASID, if it is a VM's. */
const receiverOf = (set: SetId, { answer, after }: Step): Vm | null =>
  answer < 0 ? null : after.ioasidSet.at(set).token;

/** Has what the cases of all devices have in common, that something was handed to a VM, to count. */
const handoverCase =
  (set: SetId): StepCase =>
  (step, tally) => {
    if (receiverOf(set, step) !== null) tally.antecedent++;
    return null;
  };

function deviceCase(topology: Topology, set: SetId, device: Device): StepCase {
  const holder = topology.holderOf(device);
  return (step) => {
    const { answer, before, after } = step;
    const hpasid = member('hpasid', topology.sizes.hpasid, answer);
    const receiver = receiverOf(set, step);
    if (hpasid === null || receiver === null) return null;
    const { formerSet } = before.ioasid.at(hpasid);
    const carrier = (formerSet === null ? null : before.ioasidSet.at(formerSet).token) ?? holder;
    if (carrier === receiver) return null;
    const row = hpasid as number as Row;
    const carried =
      after.pasidEntry.at(device, row).pgd !== null ||
      after.binding.at(hpasid, device).pgd !== null ||
      after.pageRequest.some('outstanding', true, device, row);
    return carried ? `p${hpasid} was handed to vm${receiver} while d${device} carries it for vm${carrier}` : null;
  };
}

/**
 * The harm that a PASID freed too early does. A device carries it for the VM that freed it, or, where nobody took note
 * of that, for the VM that holds the device. That nothing is left when it is freed is ioasid/free-is-clean.
 */
export const noHandoverWhileCarried: StepInvariant = {
  id: 'ioasid/no-handover-while-carried',
  of: 'step',
  property: 'A5',
  sentence: 'A host PASID is never handed to a VM while a device still carries it for another VM.',
  sources: [sources.ioasidDocument, sources.vfioPasidRequest],
  catches: ['vfio-v1', 'fault/free-leaves-bindings'],
  cases: (topology, command) => {
    if (command.kind !== 'ioasid_alloc') return [];
    const set = member('set', topology.sizes.set, command.set);
    if (set === null) return [];
    return [handoverCase(set), ...topology.devices.map((device) => deviceCase(topology, set, device))];
  },
};
