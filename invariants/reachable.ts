/**
 * What must be possible: witnesses that the host does its work at all. An invariant over a host that can never bind
 * anything is true and worthless. Each says of which topologies it is asked; there one of its cases must be seen.
 * A case looks for it in one place, as a case of an invariant does. Not here: how often something is possible.
 */
import type { Command } from '../spec/commands.ts';
import { errnoNumbers } from '../spec/errno.ts';
import { type Gpasid, type Hpasid, member, type Row, type Vm } from '../spec/sorts.ts';
import type { HostState } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';
import type { Situation, Step } from './invariant.ts';
import { binderOf, ownerOf } from './owner.ts';

/** Whether it is seen here. */
export type WitnessCase<Subject> = (subject: Subject) => boolean;

interface Possible {
  readonly id: string;
  readonly sentence: string;
  /** Whether the topology has what it takes. */
  readonly within: (topology: Topology) => boolean;
}
export interface StateWitness extends Possible {
  readonly of: 'state';
  /** Every case in this topology; situations that they are asked about must be of it. */
  readonly cases: (topology: Topology) => readonly WitnessCase<Situation>[];
}
export interface StepWitness extends Possible {
  readonly of: 'step';
  /** Every case of this command in this topology, none if it cannot be seen on it; steps must be of both. */
  readonly cases: (topology: Topology, command: Command) => readonly WitnessCase<Step>[];
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

interface Named {
  readonly hpasid: Hpasid;
  readonly gpasid: Gpasid;
  /** The host PASID that has the number of the gpasid, another one. */
  readonly other: Hpasid;
}

/** Every gpasid by which a host PASID could go, whose number is that of another host PASID. */
const equalToOther = ({ hpasids, sizes }: Topology): readonly Named[] =>
  hpasids.flatMap((other) => {
    const gpasid = member('gpasid', sizes.gpasid, other);
    return gpasid === null
      ? []
      : hpasids.filter((hpasid) => hpasid !== other).map((hpasid) => ({ hpasid, gpasid, other }));
  });

/** The VM that has the host PASID bound and calls it by this gpasid, or null. */
function namerOf(state: HostState, { hpasid, gpasid }: Named): Vm | null {
  const vm = binderOf(state, hpasid);
  return vm !== null && state.guestToHost.at(vm, gpasid).hpasid === hpasid ? vm : null;
}

const unbound = [null];

export const witnesses: readonly Witness[] = [
  {
    id: 'vfio/bound-across-domains',
    of: 'step',
    sentence: 'One bind reaches devices in two domains.',
    within: hasDomains,
    cases: (topology, command) =>
      command.kind === 'vfio_bind_gpasid' && topology.domainsOf(command.container).length > 1
        ? [({ answer }) => answer === 0]
        : [],
  },
  {
    id: 'vfio/two-vms-bound',
    of: 'state',
    sentence: 'Two VMs have a host PASID bound at the same time.',
    within: hasTwoVms,
    cases: ({ hpasids }) =>
      hpasids.flatMap((one) =>
        hpasids
          .filter((other) => other > one)
          .map(
            (other): WitnessCase<Situation> =>
              ({ state }) => {
                const vm = binderOf(state, one);
                if (vm === null) return false;
                const second = binderOf(state, other);
                return second !== null && second !== vm;
              },
          ),
      ),
  },
  {
    id: 'vfio/gpasid-equals-foreign-hpasid',
    of: 'state',
    sentence: 'A bound gpasid equals a host PASID of another VM, which that VM has bound.',
    within: (topology) => ownSpaces(topology) > 0 && hasTwoVms(topology),
    cases: (topology) =>
      equalToOther(topology).map(
        (named): WitnessCase<Situation> =>
          ({ state }) => {
            const vm = namerOf(state, named);
            if (vm === null) return false;
            const foreign = binderOf(state, named.other);
            return foreign !== null && foreign !== vm;
          },
      ),
  },
  {
    id: 'vfio/gpasid-equals-other-own-hpasid',
    of: 'state',
    sentence: 'A bound gpasid equals another host PASID of the same VM.',
    within: (topology) => ownSpaces(topology) > 0 && hasTwoVms(topology),
    cases: (topology) =>
      equalToOther(topology).map(
        (named): WitnessCase<Situation> =>
          ({ state }) => {
            const vm = namerOf(state, named);
            return vm !== null && ownerOf(state, named.other) === vm;
          },
      ),
  },
  {
    id: 'vfio/bind-fails-on-later-domain',
    of: 'step',
    sentence: 'A bind fails because of a device that is not in the first domain.',
    within: hasDomains,
    cases: (topology, command) => {
      if (command.kind !== 'vfio_bind_gpasid') return [];
      const first = topology.domainsOf(command.container).slice(0, 1).flat(2);
      return [
        ({ answer, before }) =>
          answer === -errnoNumbers.ENOMEM && !first.some((device) => before.device.at(device).failsBind),
      ];
    },
  },
  {
    id: 'ioasid/free-while-bound',
    of: 'state',
    sentence: 'A host PASID waits to be freed while a page request with it is pending.',
    within: always,
    cases: ({ hpasids, devices }) =>
      hpasids.flatMap((hpasid) => {
        const row = hpasid as number as Row;
        return devices.map(
          (device): WitnessCase<Situation> =>
            ({ state }) =>
              state.ioasid.at(hpasid).state === 'free_pending' && state.pageRequest.some('pending', true, device, row),
        );
      }),
  },
  {
    id: 'ioasid/reclaimed-while-bound',
    of: 'step',
    sentence: 'A reclaim tears down a host PASID that was still bound.',
    within: always,
    cases: (_, command) =>
      command.kind === 'ioasid_reclaim'
        ? [({ answer, before }) => answer === 0 && !before.binding.every('pgd', unbound, command.hpasid)]
        : [],
  },
  {
    id: 'ioasid/quota-exhausted',
    of: 'step',
    sentence: 'An allocation fails for want of quota although a host PASID is free.',
    within: hasTwoVms,
    cases: (_, command) =>
      command.kind === 'ioasid_alloc'
        ? [({ answer, before }) => answer === -errnoNumbers.ENOSPC && before.ioasid.some('state', 'free')]
        : [],
  },
  {
    id: 'page-request/answered',
    of: 'step',
    sentence: 'A VM answers a page request of a device it holds.',
    within: always,
    cases: (_, command) => (command.kind === 'page_response' ? [({ answer }) => answer === 0] : []),
  },
  {
    id: 'page-request/foreign-holder-refused',
    of: 'step',
    sentence: 'A VM that holds the file of a device but not the device is refused an answer to a pending request.',
    within: ({ data }) => data.fds.some(({ holders }) => holders.length > 1),
    cases: (topology, command) => {
      if (command.kind !== 'page_response') return [];
      const { actor, fd } = command;
      const foreign = topology.devices.filter((device) => topology.holderOf(device) !== actor);
      return foreign.map(
        (device): WitnessCase<Step> =>
          ({ answer, before }) =>
            answer === -errnoNumbers.ENODEV &&
            before.deviceFd.at(fd).device === device &&
            before.pageRequest.some('pending', true, device),
      );
    },
  },
];
