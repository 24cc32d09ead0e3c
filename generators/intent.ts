/**
 * Intents: commands that name things by acquaintance ("the third PASID of this sequence") rather than by number, so
 * that a sequence stays meaningful while it is shrunk. An intent is a handful of small numbers; it becomes a command
 * only against what the sequence has met. 0 is the plainest value everywhere; higher ones lead to the seams: foreign
 * ids, ill-formed ids, gpasids that equal host PASIDs, wrong codes.
 */
import {
  type ArgumentValue,
  grpidLimit,
  kernelActor,
  pasidLimit,
  responseCodes,
  setTypes,
  wrap,
} from '../spec/arguments.ts';
import { type Command, type CommandKind, commandOf } from '../spec/commands.ts';
import type { Container, Device, Vm } from '../spec/sorts.ts';
import type { Topology } from '../spec/topology.ts';
import type { MetSet, Population } from './population.ts';

/** Four numbers: which of the things met, and three for variations. */
export type Intent = readonly [which: number, first: number, second: number, third: number];

interface Circumstances {
  readonly topology: Topology;
  readonly population: Population;
  readonly intent: Intent;
}

/** Types of set and codes of response, the plainest first and the wrong ones last. */
const typeNumbers = [setTypes.MM, setTypes.NULL, 0, 3];
const codeNumbers = [responseCodes.SUCCESS, responseCodes.INVALID, responseCodes.FAILURE, 3];

/** The element that a number names in a list, wrapping around; undefined in an empty one. */
const pick = <T>(list: readonly T[], number: number): T | undefined => list[number % list.length];

/** Mostly the number itself; one time in eight something that is no PASID: 0, 2^20, or it plus 2^32. */
function spoilt(hpasid: number, variation: number): number {
  switch (variation % 24) {
    case 21:
      return 0;
    case 22:
      return pasidLimit;
    case 23:
      return hpasid + wrap;
    default:
      return hpasid;
  }
}

const metPasid = ({ population, intent: [which] }: Circumstances) =>
  pick(population.pasids, which) ?? { owner: 1, hpasid: 1 };

/** A VM, mostly the one given. */
const vmNear = ({ topology }: Circumstances, owner: number, variation: number): number =>
  variation % 16 === 15 || owner === kernelActor ? (pick(topology.vms, variation >> 4) as Vm) : owner;

/** A container of a VM, mostly its first. */
function containerOf({ topology }: Circumstances, vm: number, variation: number): Container {
  const own = topology.containers.filter((container) => topology.vmOf(container) === vm);
  const nearest = pick(own, variation % 8 === 7 ? variation >> 3 : 0);
  return nearest ?? (pick(topology.containers, variation >> 3) as Container);
}

/** A gpasid as the VM would give it: small, or equal to a host PASID that is about; rarely ill-formed or missing. */
function gpasidOf(circumstances: Circumstances, vm: number, variation: number): number | null {
  const { topology, population } = circumstances;
  const missing = variation % 32 === 31;
  if ((topology.pasidSpaceOf(vm as Vm) === 'identity') !== missing) return null;
  const number = variation >> 5;
  const equal = pick(population.pasids, number);
  const gpasid = variation % 2 === 1 && equal !== undefined ? equal.hpasid : 1 + (number % topology.sizes.gpasid);
  return spoilt(Math.min(gpasid, topology.sizes.gpasid), variation >> 2);
}

/** For each kind, the values of its arguments in the order of its specification. */
const resolvers: Readonly<Record<CommandKind, (circumstances: Circumstances) => readonly ArgumentValue[]>> = {
  ioasid_set_alloc: ({ topology, intent: [which, first, second] }) => {
    const odd = first % 8 === 7;
    const type = odd ? (pick(typeNumbers, first >> 3) as number) : setTypes.MM;
    const token = odd && second % 2 === 1 ? null : (pick(topology.vms, which) as number);
    const share = 1 + (second % Math.max(1, topology.data.capacity >> 4));
    const quota = first % 64 === 5 ? 0 : first % 64 === 6 ? topology.data.capacity + 1 : share;
    return [kernelActor, type, token, quota];
  },
  ioasid_alloc: (circumstances) => {
    const { population, topology, intent } = circumstances;
    const [which, first] = intent;
    const { owner, set } = pick(population.sets, which) as MetSet;
    const actor = first % 16 === 15 ? vmNear(circumstances, kernelActor, first) : owner;
    return [actor, first % 16 === 14 ? topology.sizes.set : set];
  },
  vfio_bind_gpasid: (circumstances) => {
    const [, first, second, third] = circumstances.intent;
    const { owner, hpasid } = metPasid(circumstances);
    const vm = vmNear(circumstances, owner, first);
    const gpgd = 1 + (second % circumstances.topology.sizes.pgd);
    const container = containerOf(circumstances, second % 2 === 1 && owner !== kernelActor ? owner : vm, second >> 1);
    return [vm, container, spoilt(hpasid, third), gpasidOf(circumstances, vm, third), gpgd];
  },
  vfio_unbind_gpasid: (circumstances) => {
    const { population, intent } = circumstances;
    const [which, first, second] = intent;
    const { actor, container, hpasid } = pick(population.binds, which) ?? { actor: 1, container: 1, hpasid: 1 };
    return [vmNear(circumstances, actor, first), container, spoilt(hpasid, second)];
  },
  ioasid_free: (circumstances) => {
    const [, first, second] = circumstances.intent;
    const { owner, hpasid } = metPasid(circumstances);
    const actor = first % 16 === 15 ? vmNear(circumstances, kernelActor, first) : owner;
    return [actor, spoilt(hpasid, second)];
  },
  ioasid_reclaim: ({ population, intent: [which] }) => [kernelActor, pick(population.freed, which) ?? 1],
  inject_bind_failure: ({ topology, intent: [which, first] }) => [
    kernelActor,
    pick(topology.devices, which) as Device,
    first % 4 === 3 ? 1 : 0,
  ],
  page_request: ({ topology, population, intent: [which, first, second, third] }) => {
    const bind = pick(population.binds, which);
    const bound = bind === undefined ? [] : topology.devicesOf(bind.container);
    const device = (third % 16 === 15 ? undefined : pick(bound, first)) ?? (pick(topology.devices, first) as Device);
    return [device, bind?.hpasid ?? 1, second % topology.sizes.grpid];
  },
  page_response: (circumstances) => {
    const { topology, population, intent } = circumstances;
    const [which, first, second, third] = intent;
    const { actor: device, pasid, grpid } = pick(population.requests, which) ?? { actor: 1, pasid: 1, grpid: 0 };
    const files = topology.fds.filter((fd) => topology.data.fds[fd - 1]?.device === device);
    const fd = pick(files, first >> 4) ?? (pick(topology.fds, first) as number);
    const holder = topology.holderOf(device as Device);
    const code = pick(codeNumbers, second) as number;
    const index = third % 16 === 14 ? grpidLimit : third % 16 === 15 ? (grpid + 1) % topology.sizes.grpid : grpid;
    return [vmNear(circumstances, holder, first), fd, spoilt(pasid, third >> 4), index, code];
  },
};

/** The command that an intent comes to, given what has been met. */
export const resolve = (kind: CommandKind, topology: Topology, population: Population, intent: Intent): Command =>
  commandOf(kind, resolvers[kind]({ topology, population, intent }));
