/**
 * What must be possible: witnesses that the host does its work at all. An invariant over a host that can never bind
 * anything is true and worthless. Each says of which topologies it is asked; there it must be found.
 */
import { errnoNumbers } from '../spec/errno.ts';
import type { Hpasid } from '../spec/sorts.ts';
import type { Domain, Topology } from '../spec/topology.ts';
import type { Situation, Step } from './invariant.ts';

interface Possible {
  readonly id: string;
  readonly sentence: string;
  /** Whether the topology has what it takes. */
  readonly within: (topology: Topology) => boolean;
}
export interface StateWitness extends Possible {
  readonly of: 'state';
  readonly seen: (situation: Situation) => boolean;
}
export interface StepWitness extends Possible {
  readonly of: 'step';
  readonly seen: (step: Step) => boolean;
}
export type Witness = StateWitness | StepWitness;

const always = (): boolean => true;
/** A nesting container with several domains. */
const hasDomains = ({ data }: Topology) =>
  data.containers.some(({ nesting, domains }) => nesting && domains.length > 1);
/** Two VMs that can both have a PASID bound. */
const hasTwoVms = ({ data, hpasids }: Topology) =>
  new Set(data.containers.filter(({ nesting, domains }) => nesting && domains.length > 0).map(({ vm }) => vm)).size >
    1 &&
  hpasids.length > 1 &&
  data.capacity - data.hostQuota > 1;
const ownSpaces = ({ data }: Topology) => data.vms.filter(({ pasidSpace }) => pasidSpace === 'guest-owned').length;

/** The host PASIDs that are bound somewhere, with their owners. */
function* boundPasids({ topology, state }: Situation): Generator<{ hpasid: Hpasid; owner: number }> {
  for (const hpasid of topology.hpasids) {
    const { state: life, set } = state.ioasid.at(hpasid);
    const owner = set === null ? null : state.ioasidSet.at(set).token;
    if (life === 'active' && owner !== null) yield { hpasid, owner };
  }
}

/** Whether some bound host PASID of a guest-owned VM has a gpasid whose number passes the test. */
const boundGpasid = (situation: Situation, test: (gpasid: number, owner: number, hpasid: number) => boolean): boolean =>
  [...boundPasids(situation)].some(({ hpasid, owner }) => {
    const vm = owner as Situation['topology']['vms'][number];
    const gpasid = situation.state.guestToHost.first('hpasid', hpasid, vm);
    return gpasid !== null && test(gpasid, owner, hpasid);
  });

const ownerOf = ({ state }: Situation, number: number): number | null => {
  const { set } = state.ioasid.at(number as Hpasid);
  return set === null ? null : state.ioasidSet.at(set).token;
};

export const witnesses: readonly Witness[] = [
  {
    id: 'vfio/bound-across-domains',
    of: 'step',
    sentence: 'One bind reaches devices in two domains.',
    within: hasDomains,
    seen: ({ topology, command, answer }) =>
      command.kind === 'vfio_bind_gpasid' && answer === 0 && topology.domainsOf(command.container).length > 1,
  },
  {
    id: 'vfio/two-vms-bound',
    of: 'state',
    sentence: 'Two VMs have a host PASID bound at the same time.',
    within: hasTwoVms,
    seen: (situation) => new Set([...boundPasids(situation)].map(({ owner }) => owner)).size > 1,
  },
  {
    id: 'vfio/gpasid-equals-foreign-hpasid',
    of: 'state',
    sentence: 'A bound gpasid equals a host PASID of another VM, which that VM has bound.',
    within: (topology) => ownSpaces(topology) > 0 && hasTwoVms(topology),
    seen: (situation) =>
      boundGpasid(situation, (gpasid, owner) =>
        [...boundPasids(situation)].some((other) => other.hpasid === gpasid && other.owner !== owner),
      ),
  },
  {
    id: 'vfio/gpasid-equals-other-own-hpasid',
    of: 'state',
    sentence: 'A bound gpasid equals another host PASID of the same VM.',
    within: (topology) => ownSpaces(topology) > 0 && hasTwoVms(topology),
    seen: (situation) =>
      boundGpasid(
        situation,
        (gpasid, owner, hpasid) =>
          gpasid !== hpasid && gpasid <= situation.topology.hpasids.length && ownerOf(situation, gpasid) === owner,
      ),
  },
  {
    id: 'vfio/bind-fails-on-later-domain',
    of: 'step',
    sentence: 'A bind fails because of a device that is not in the first domain.',
    within: hasDomains,
    seen: ({ topology, command, answer, before }) =>
      command.kind === 'vfio_bind_gpasid' &&
      answer === -errnoNumbers.ENOMEM &&
      !(topology.domainsOf(command.container)[0] as Domain).flat().some((device) => before.device.at(device).failsBind),
  },
  {
    id: 'ioasid/free-while-bound',
    of: 'state',
    sentence: 'A host PASID waits to be freed while a page request with it is pending.',
    within: always,
    seen: ({ topology, state }) =>
      topology.hpasids.some(
        (hpasid) =>
          state.ioasid.at(hpasid).state === 'free_pending' &&
          topology.devices.some((device) =>
            state.pageRequest.some('pending', true, device, hpasid as number as (typeof topology.rows)[number]),
          ),
      ),
  },
  {
    id: 'ioasid/reclaimed-while-bound',
    of: 'step',
    sentence: 'A reclaim tears down a host PASID that was still bound.',
    within: always,
    seen: ({ topology, command, answer, before }) =>
      command.kind === 'ioasid_reclaim' &&
      answer === 0 &&
      topology.devices.some((device) => before.binding.at(command.hpasid, device).pgd !== null),
  },
  {
    id: 'ioasid/quota-exhausted',
    of: 'step',
    sentence: 'An allocation fails for want of quota although a host PASID is free.',
    within: hasTwoVms,
    seen: ({ command, answer, before }) =>
      command.kind === 'ioasid_alloc' && answer === -errnoNumbers.ENOSPC && before.ioasid.some('state', 'free'),
  },
  {
    id: 'page-request/answered',
    of: 'step',
    sentence: 'A VM answers a page request of a device it holds.',
    within: always,
    seen: ({ command, answer }) => command.kind === 'page_response' && answer === 0,
  },
  {
    id: 'page-request/foreign-holder-refused',
    of: 'step',
    sentence: 'A VM that holds the file of a device but not the device is refused an answer to a pending request.',
    within: ({ data }) => data.fds.some(({ holders }) => holders.length > 1),
    seen: ({ topology, command, answer, before }) => {
      if (command.kind !== 'page_response' || answer !== -errnoNumbers.ENODEV) return false;
      const { device } = before.deviceFd.at(command.fd);
      return (
        device !== null &&
        topology.holderOf(device) !== command.actor &&
        before.pageRequest.some('pending', true, device)
      );
    },
  },
];
