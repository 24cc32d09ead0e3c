/**
 * What must be possible: witnesses that the host does its work at all. An invariant over a host that can never bind
 * anything is true and worthless. Each says of which topologies it is asked; there one of its cases must be seen.
 * A case looks for it in one place, as a case of an invariant does. Not here: how often something is possible.
 */
import type { Command, CommandKind } from '../spec/commands.ts';
import { errnoNumbers } from '../spec/errno.ts';
import { type Gpasid, type Hpasid, member, type Row, type Vm } from '../spec/sorts.ts';
import type { HostState } from '../spec/state.ts';
import type { PasidSpace, Topology } from '../spec/topology.ts';
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

/** Whether all of these commands are in play. */
const plays =
  (...kinds: readonly CommandKind[]) =>
  (topology: Topology): boolean =>
    kinds.every((kind) => topology.plays(kind));
/** A nesting container with several domains. */
const hasDomains = (topology: Topology) =>
  plays('vfio_bind_gpasid')(topology) &&
  topology.data.containers.some(({ nesting, domains }) => nesting && domains.length > 1);
const twoCanBind = ({ data, hpasids }: Topology) =>
  new Set(data.containers.filter(({ nesting, domains }) => nesting && domains.length > 0).map(({ vm }) => vm)).size >
    1 &&
  hpasids.length > 1 &&
  data.capacity - data.hostQuota > 1;
/** Two VMs that can both have a PASID bound. */
const hasTwoVms = (topology: Topology) => plays('ioasid_alloc', 'vfio_bind_gpasid')(topology) && twoCanBind(topology);
const hasUsers = (topology: Topology) =>
  topology.users.length > 0 && plays('ioasid_alloc', 'ioasid_free', 'ioasid_get', 'ioasid_put')(topology);
const ownSpaces = ({ data }: Topology) => data.vms.filter(({ pasidSpace }) => pasidSpace === 'guest-owned').length;

const virtual = ['vcmd_alloc_pasid', 'guest_set_pasid_entry', 'pasid_cache_invalidate', 'vcmd_free_pasid'] as const;
/** A guest with a vIOMMU and this mapping. */
const hasGuestOf = (space: PasidSpace) => (topology: Topology) =>
  plays(...virtual)(topology) &&
  topology.viommus.some((viommu) => topology.pasidSpaceOf(topology.guestOf(viommu)) === space);

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
    within: (topology) => hasDomains(topology) && topology.plays('inject_bind_failure'),
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
    id: 'vfio/closed-while-bound',
    of: 'step',
    sentence: 'A container is closed while a host PASID is bound on one of its devices.',
    within: (topology) => topology.groups.length > 0 && plays('vfio_container_close')(topology),
    cases: (topology, command) =>
      command.kind === 'vfio_container_close'
        ? topology.devicesOf(command.container).flatMap((device) =>
            topology.hpasids.map(
              (hpasid): WitnessCase<Step> =>
                ({ answer, before }) =>
                  answer === 0 && before.binding.at(hpasid, device).pgd !== null,
            ),
          )
        : [],
  },
  {
    id: 'ioasid/free-while-bound',
    of: 'state',
    sentence: 'A host PASID waits to be freed while a page request with it is pending.',
    within: plays('page_request', 'ioasid_free'),
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
    within: plays('vfio_bind_gpasid', 'ioasid_reclaim'),
    cases: (_, command) =>
      command.kind === 'ioasid_reclaim'
        ? [({ answer, before }) => answer === 0 && !before.binding.every('pgd', unbound, command.hpasid)]
        : [],
  },
  {
    id: 'iommu/torn-down-while-cached',
    of: 'step',
    sentence: 'An unbind takes an entry away of which something is cached.',
    within: (topology) => topology.sizes.did > 0 && topology.plays('dma_translate'),
    cases: (topology, command) => {
      if (command.kind !== 'vfio_unbind_gpasid') return [];
      const row = member('row', topology.sizes.row, command.hpasid);
      if (row === null) return [];
      return topology.devicesOf(command.container).map(
        (device): WitnessCase<Step> =>
          ({ answer, before }) =>
            answer === 0 && before.cachedTag.some('iotlb', true, device, row),
      );
    },
  },
  {
    id: 'ioasid/users-outlive-binding',
    of: 'state',
    sentence: 'A host PASID that waits to be freed is bound no more, and has every user still.',
    within: hasUsers,
    cases: ({ hpasids }) =>
      hpasids.map(
        (hpasid): WitnessCase<Situation> =>
          ({ state }) =>
            state.ioasid.at(hpasid).state === 'free_pending' &&
            state.binding.every('pgd', unbound, hpasid) &&
            state.ioasidUser.every('holds', [true], hpasid),
      ),
  },
  {
    id: 'ioasid/freed-by-last-user',
    of: 'step',
    sentence: 'The put of the last user frees a host PASID.',
    within: hasUsers,
    cases: (_, command) =>
      command.kind === 'ioasid_put'
        ? [({ answer, after }) => answer === 0 && after.ioasid.at(command.hpasid).state === 'free']
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
    within: plays('page_request', 'page_response'),
    cases: (_, command) => (command.kind === 'page_response' ? [({ answer }) => answer === 0] : []),
  },
  {
    id: 'page-request/foreign-holder-refused',
    of: 'step',
    sentence: 'A VM that holds the file of a device but not the device is refused an answer to a pending request.',
    within: (topology) =>
      plays('page_request', 'page_response')(topology) && topology.data.fds.some(({ holders }) => holders.length > 1),
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
  {
    id: 'guest/shadowed-under-its-own-number',
    of: 'step',
    sentence: 'What a guest with identity mapping invalidates is bound at the host PASID of that number.',
    within: hasGuestOf('identity'),
    cases: (topology, command) =>
      command.kind === 'pasid_cache_invalidate' && topology.pasidSpaceOf(topology.guestOf(command.actor)) === 'identity'
        ? [
            ({ answer, before, after }) => {
              const hpasid = member('hpasid', topology.sizes.hpasid, command.pasid);
              if (answer !== 0 || hpasid === null) return false;
              return before.ioasid.at(hpasid).state === 'idle' && after.ioasid.at(hpasid).state === 'active';
            },
          ]
        : [],
  },
  {
    id: 'guest/shadowed-under-another-number',
    of: 'step',
    sentence: 'What a guest with a PASID space of its own invalidates is bound at a host PASID of another number.',
    within: (topology) => hasGuestOf('guest-owned')(topology) && topology.sizes.row > 1,
    cases: (topology, command) => {
      if (command.kind !== 'pasid_cache_invalidate') return [];
      const { actor, pasid } = command;
      const vm = topology.guestOf(actor);
      const gpasid = member('gpasid', topology.sizes.gpasid, pasid);
      if (topology.pasidSpaceOf(vm) === 'identity' || gpasid === null) return [];
      return topology.hpasids
        .filter((hpasid) => (hpasid as number) !== pasid)
        .map(
          (hpasid): WitnessCase<Step> =>
            ({ answer, before, after }) =>
              answer === 0 &&
              before.binding.every('pgd', unbound, hpasid) &&
              after.guestToHost.at(vm, gpasid).hpasid === hpasid,
        );
    },
  },
  {
    id: 'guest/freed-while-bound',
    of: 'step',
    sentence: 'A guest frees a PASID that is bound, and the host PASID waits to be torn down.',
    within: (topology) => topology.viommus.length > 0 && plays(...virtual, 'ioasid_reclaim')(topology),
    cases: ({ hpasids }, command) =>
      command.kind === 'vcmd_free_pasid'
        ? hpasids.map(
            (hpasid): WitnessCase<Step> =>
              ({ before, after }) =>
                before.ioasid.at(hpasid).state === 'active' && after.ioasid.at(hpasid).state === 'free_pending',
          )
        : [],
  },
];
