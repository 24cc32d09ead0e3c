import type { Command } from '../../spec/commands.ts';
import { type Device, type Hpasid, member, type Row, type SetId, type Vm } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import type { Step, StepCase, StepInvariant } from '../invariant.ts';
import { ownerOf } from '../owner.ts';
import { isQueued } from '../page-request/queued.ts';

/** The VM to whom a successful allocation handed a host PASID, if it is a VM. */
type Receiver = (step: Step) => Vm | null;

/** Who has the set that an allocation names. */
const holderOfSet =
  (set: SetId): Receiver =>
  ({ answer, after }) =>
    answer < 0 ? null : after.ioasidSet.at(set).token;

/** Who has the set that the host PASID has come to. */
const ownerOfAnswer: Receiver = ({ answer, after }) => (answer < 0 ? null : ownerOf(after, answer as Hpasid));

/** How the receiver of what a command hands out is found; null if it hands out nothing. */
function receiverBy({ sizes }: Topology, command: Command): Receiver | null {
  if (command.kind === 'vfio_pasid_request_alloc') return ownerOfAnswer;
  if (command.kind !== 'ioasid_alloc') return null;
  const set = member('set', sizes.set, command.set);
  return set === null ? null : holderOfSet(set);
}

/** Has what the cases of all devices have in common, that something was handed to a VM, to count. */
const handoverCase =
  (receiverOf: Receiver): StepCase =>
  (step, tally) => {
    if (receiverOf(step) !== null) tally.antecedent++;
    return null;
  };

function deviceCase(topology: Topology, receiverOf: Receiver, device: Device): StepCase {
  const holder = topology.holderOf(device);
  return (step) => {
    const { answer, before, after } = step;
    const hpasid = member('hpasid', topology.sizes.hpasid, answer);
    const receiver = receiverOf(step);
    if (hpasid === null || receiver === null) return null;
    const { formerSet } = before.ioasid.at(hpasid);
    const carrier = (formerSet === null ? null : before.ioasidSet.at(formerSet).token) ?? holder;
    if (carrier === receiver) return null;
    const row = hpasid as number as Row;
    const carried =
      after.pasidEntry.at(device, row).pgd !== null ||
      after.binding.at(hpasid, device).pgd !== null ||
      after.cachedTag.some('iotlb', true, device, row) ||
      (after.pageRequest.some('outstanding', true, device, row) && !isQueued(topology, after, device, row));
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
  catches: ['vfio-v1', 'fault/free-leaves-bindings', 'fault/no-iotlb-flush'],
  follows: {
    from: ['host/success-is-complete', 'ioasid/free-is-clean'],
    because: 'What is handed out was free before, and nothing carries what is free.',
  },
  cases: (topology, command) => {
    const receiverOf = receiverBy(topology, command);
    if (receiverOf === null) return [];
    return [handoverCase(receiverOf), ...topology.devices.map((device) => deviceCase(topology, receiverOf, device))];
  },
};
