/**
 * Intents: commands that name things by acquaintance ("the third PASID of this sequence") rather than by number, so
 * that a sequence stays meaningful while it is shrunk. An intent is a handful of small numbers; it becomes a command
 * only against what the sequence has met. 0 is the plainest value everywhere; higher ones lead to the seams: foreign
 * ids, ill-formed ids, gpasids that equal host PASIDs, wrong codes.
 */
import {
  type ArgumentValue,
  args,
  cacheTypes,
  granularities,
  grpidLimit,
  iommuTypes,
  kernelActor,
  pasidLimit,
  responseCodes,
  responseTypes,
  setTypes,
  wrap,
} from '../spec/arguments.ts';
import { type Command, type CommandKind, commandOf } from '../spec/commands.ts';
import {
  type Container,
  type Device,
  type GroupId,
  type Grpid,
  type Kvm,
  type Mdev,
  type User,
  users,
  type Vm,
} from '../spec/sorts.ts';
import { pageForms, pageModes, type Topology } from '../spec/topology.ts';
import type { MetRequest, MetSet, Population } from './population.ts';

/** Four numbers: which of the things met, and three for variations. */
export type Intent = readonly [which: number, first: number, second: number, third: number];

interface Circumstances {
  readonly topology: Topology;
  readonly population: Population;
  readonly intent: Intent;
}

/** Types of set and of IOMMU, and codes of response, the plainest first and the wrong ones last. */
const typeNumbers = [setTypes.MM, setTypes.NULL, 0, 3];
const { nesting, type1v2 } = iommuTypes;
const typesOfIommu = [nesting, nesting, nesting, nesting, nesting, type1v2, type1v2, 0];
const codeNumbers = [responseCodes.SUCCESS, responseCodes.INVALID, responseCodes.FAILURE, 3];

/** Caches and granularities, the plainest first and the wrong ones last. */
const { IOTLB, DEV_IOTLB, PASID } = cacheTypes;
const cacheNumbers = [IOTLB, IOTLB, DEV_IOTLB, IOTLB | DEV_IOTLB, IOTLB, DEV_IOTLB, PASID, IOTLB | PASID, 0, 8];
const granularityNumbers = [granularities.ADDR, granularities.PASID, granularities.ADDR, granularities.DOMAIN, 3];

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

/** So many VMs have most to do: were all of a large host alike, hardly two commands would be about the same. */
const busyVms = 16;

/** The share of a list of what VMs have, VM after VM, that the busy ones have. */
const busy = <T>({ vms }: Topology, list: readonly T[]): readonly T[] =>
  list.slice(0, Math.ceil((list.length * busyVms) / Math.max(busyVms, vms.length)));

/** An object of any VM, mostly of a busy one. */
const pickAny = <T>(topology: Topology, list: readonly T[], number: number): T =>
  pick(number % 16 === 15 ? list : busy(topology, list), number >> 4) as T;

/** A VM, mostly the one given. */
const vmNear = ({ topology }: Circumstances, owner: number, variation: number): number =>
  variation % 16 === 15 || owner === kernelActor ? pickAny(topology, topology.vms, variation >> 4) : owner;

/** A container of a VM, mostly its first. */
function containerOf({ topology }: Circumstances, vm: number, variation: number): Container {
  const own = topology.containers.filter((container) => topology.vmOf(container) === vm);
  const nearest = pick(own, variation % 8 === 7 ? variation >> 3 : 0);
  return nearest ?? pickAny(topology, topology.containers, variation >> 3);
}

/** A gpasid as the VM would give it: new, in use, or equal to a host PASID that is about; rarely ill-formed or missing. */
function gpasidOf(circumstances: Circumstances, vm: number, variation: number): number | null {
  const { topology, population } = circumstances;
  const missing = variation % 32 === 31;
  if ((topology.pasidSpaceOf(vm as Vm) === 'identity') !== missing) return null;
  const number = variation >> 5;
  const equal = pick(population.pasids, number);
  const own = variation % 8 === 6 ? population.binds.filter(({ actor }) => actor === vm) : [];
  const inUse = pick(own, number)?.gpasid;
  const seam = variation % 2 === 1 ? equal?.hpasid : inUse;
  const gpasid = seam ?? 1 + (number % topology.sizes.gpasid);
  return spoilt(Math.min(gpasid, topology.sizes.gpasid), variation >> 2);
}

/** A device that acts, and the PASID it sends: mostly a row that is bound there. */
function boundRow({ topology, population, intent: [which, first, , third] }: Circumstances): [Device, number] {
  const bind = pick(population.binds, which);
  const bound = bind === undefined ? [] : topology.devicesOf(bind.container);
  const device = (third % 16 === 15 ? undefined : pick(bound, first)) ?? pickAny(topology, topology.devices, first);
  return [device, bind?.hpasid ?? 1];
}

/**
 * The group of a page request: mostly one of a few of a bound row, so that its pages meet; now and then one for which the
 * device waits already.
 */
function groupAsked(circumstances: Circumstances): [Device, number, number] {
  const { topology, population, intent } = circumstances;
  const [which, , second, third] = intent;
  const waiting = third % 16 === 13 ? pick(population.requests, which) : undefined;
  if (waiting !== undefined) return [waiting.actor, waiting.pasid, waiting.grpid];
  const few = second % 8 === 7 ? topology.sizes.grpid : Math.min(4, topology.sizes.grpid);
  return [...boundRow(circumstances), (second >> 3) % few];
}

/** A bind that was met, mostly with the container through which it went. */
function boundThrough(
  circumstances: Circumstances,
  variation: number,
): { readonly actor: number; readonly container: Container; readonly hpasid: number } {
  const bind = pick(circumstances.population.binds, circumstances.intent[0]);
  const { actor, container, hpasid } = bind ?? { actor: 1, container: 1 as Container, hpasid: 1 };
  return { actor, container: variation % 16 === 15 ? containerOf(circumstances, actor, variation) : container, hpasid };
}

/** A page request that was met: mostly one that waits for its answer, and rarely one that has it. */
function metRequest({ population, intent: [which, , , third] }: Circumstances): MetRequest {
  const answered = third % 8 === 7 ? pick(population.answered, which) : undefined;
  return answered ?? pick(population.requests, which) ?? { actor: 1 as Device, pasid: 1, grpid: 0 as Grpid };
}

/** A file of a device, if there is one: mostly, and else any. */
function fileOf({ topology, intent: [, first] }: Circumstances, device: Device): number {
  const files = topology.fds.filter((fd) => topology.data.fds[fd - 1]?.device === device);
  return (first % 16 === 14 ? undefined : pick(files, first >> 4)) ?? pickAny(topology, topology.fds, first >> 4);
}

/** Mostly a container that has lost groups, if there is one. */
const containerLeft = ({ population, intent: [which, first] }: Circumstances): Container | undefined =>
  first % 4 === 3 ? undefined : pick(population.left, which);

/** A vIOMMU, and a number of its guest's: mostly one that was allocated to it. */
function guestNumber({ topology, population, intent: [which, first] }: Circumstances): readonly [number, number] {
  const met = pick(population.guestPasids, which);
  if (met !== undefined && first % 8 !== 7) return [met.viommu, met.number];
  return [pickAny(topology, topology.viommus, which), 1 + ((first >> 3) % Math.min(8, topology.sizes.row))];
}

/** A user inside the kernel. */
const userOf = ({ topology }: Circumstances, variation: number): number => pick(topology.users, variation >> 4) as User;

/** A user, the set of a PASID that was met, mostly, and the PASID. */
function userAndPasid(circumstances: Circumstances): readonly ArgumentValue[] {
  const { population, intent } = circumstances;
  const [, first, second] = intent;
  const { owner, hpasid } = metPasid(circumstances);
  const sets = second % 16 === 15 ? population.sets : population.sets.filter((met) => met.owner === owner);
  const { set } = pick(sets, second >> 4) ?? (population.sets[0] as MetSet);
  return [userOf(circumstances, first), set, hpasid];
}

/** A device, mostly one with an auxiliary domain. */
function auxiliaryOf({ topology, intent: [which, first] }: Circumstances): Device {
  const auxiliary = topology.devices.filter((device) => topology.isAuxiliary(device));
  return (first % 16 === 15 ? undefined : pick(auxiliary, which)) ?? (pick(topology.devices, which) as Device);
}

/** A user, and the set of whose events it is told, or rarely all. */
function setToHearOf(circumstances: Circumstances): readonly ArgumentValue[] {
  const { population, intent } = circumstances;
  const [which, first, second] = intent;
  return [userOf(circumstances, first), second % 16 === 15 ? null : (pick(population.sets, which) as MetSet).set];
}

/** A user, and the process of whose set it is told. */
function processToHearOf(circumstances: Circumstances): readonly ArgumentValue[] {
  const { topology, intent } = circumstances;
  const [which, first, second] = intent;
  return [userOf(circumstances, first), second % 32 === 31 ? null : (pick(topology.vms, which) as Vm)];
}

/** How a bind says that the page table is walked: mostly as usual. */
function walkData({ topology, intent: [, first, second, third] }: Circumstances): readonly number[] {
  const { format, addressWidth, vtdFlags } = args;
  return [format, addressWidth, vtdFlags].map(({ usual, values }, place) => {
    const numbers = [second >> 6, third >> 6, first >> 6];
    const number = numbers[place] as number;
    return number % 8 === 7 ? (pick(values(topology), number >> 3) as number) : (usual as number);
  });
}

/** For each kind, the values of its arguments in the order of its specification. */
const resolvers: Readonly<Record<CommandKind, (circumstances: Circumstances) => readonly ArgumentValue[]>> = {
  ioasid_set_alloc: ({ topology, intent: [which, first, second] }) => {
    const odd = first % 8 === 7;
    const type = odd ? (pick(typeNumbers, first >> 3) as number) : setTypes.MM;
    const token = odd && second % 2 === 1 ? null : pickAny(topology, topology.vms, which);
    // One set in four is soon full.
    const share = 1 + (second % (first % 4 === 0 ? 4 : Math.max(1, topology.data.capacity >> 4)));
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
    return [vm, container, spoilt(hpasid, third), gpasidOf(circumstances, vm, third), gpgd, ...walkData(circumstances)];
  },
  vfio_unbind_gpasid: (circumstances) => {
    const [, first, second, third] = circumstances.intent;
    const { actor, container, hpasid } = boundThrough(circumstances, third);
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
    pickAny(topology, topology.devices, which),
    first % 4 === 3 ? 1 : 0,
  ],
  iommu_dev_enable_feature: (circumstances) => [
    kernelActor,
    auxiliaryOf(circumstances),
    circumstances.intent[1] % 4 === 3 ? 0 : 1,
  ],
  vfio_cache_invalidate: (circumstances) => {
    const [, first, second, third] = circumstances.intent;
    const { actor, container, hpasid } = boundThrough(circumstances, second >> 8);
    const named = third % 16 === 15 ? null : spoilt(hpasid, third >> 4);
    const caches = pick(cacheNumbers, second) as number;
    return [
      vmNear(circumstances, actor, first),
      container,
      caches,
      pick(granularityNumbers, second >> 4) as number,
      named,
    ];
  },
  dma_translate: boundRow,
  page_request: groupAsked,
  ioasid_get: (circumstances) => userAndPasid(circumstances),
  ioasid_put: (circumstances) => {
    const { population, intent } = circumstances;
    const [which, first, second] = intent;
    const { actor, set, hpasid } = pick(population.held, which) ?? { actor: 1, set: 0, hpasid: 1 };
    return [first % 16 === 15 ? userOf(circumstances, first) : actor, second % 16 === 15 ? 0 : set, hpasid];
  },
  vfio_group_set_container: (circumstances) => {
    const { topology, intent } = circumstances;
    const left = containerLeft(circumstances);
    const groups = left === undefined ? topology.groups : topology.groupsOf(left);
    const group = pickAny(topology, groups, intent[left === undefined ? 0 : 2]);
    return [vmNear(circumstances, topology.vmOf(topology.containerOfGroup(group)), intent[1]), group];
  },
  // Mostly one of a few, so that the devices of others stay where they are.
  vfio_group_unset_container: (circumstances) => {
    const { topology, intent } = circumstances;
    const [which, first] = intent;
    const few = topology.groups.slice(0, 1 + (topology.groups.length >> 3));
    const group = pick(first % 8 === 7 ? topology.groups : few, which) as GroupId;
    return [vmNear(circumstances, topology.vmOf(topology.containerOfGroup(group)), first >> 3), group];
  },
  vfio_set_iommu: (circumstances) => {
    const { topology, intent } = circumstances;
    const container = containerLeft(circumstances) ?? pickAny(topology, topology.containers, intent[0]);
    const type = pick(typesOfIommu, intent[2] % 8) as number;
    return [vmNear(circumstances, topology.vmOf(container), intent[1]), container, type];
  },
  vfio_dma_map: (circumstances) => {
    const { topology, intent } = circumstances;
    const container = pickAny(topology, topology.containers, intent[0]);
    // Mostly all there is: nothing can be bound where nothing is mapped.
    const top = intent[2] % 4 === 3 ? 1 + ((intent[2] >> 2) % topology.sizes.pgd) : topology.sizes.pgd;
    return [vmNear(circumstances, topology.vmOf(container), intent[1]), container, top];
  },
  vfio_dma_unmap: (circumstances) => {
    const { topology, population, intent } = circumstances;
    const [which, first, second, third] = intent;
    const bound = third % 4 === 3 ? pick(population.binds, which) : undefined;
    const guest = third % 4 === 2 ? pick(population.guestPasids, which) : undefined;
    const shadowing = guest === undefined ? null : topology.containerBehind(guest.viommu);
    const container = bound?.container ?? shadowing ?? pickAny(topology, topology.containers, which);
    // Mostly the top alone: little can be bound where little is mapped.
    const any = second % 8 === 7 ? 1 + ((second >> 3) % topology.sizes.pgd) : topology.sizes.pgd;
    return [vmNear(circumstances, topology.vmOf(container), first), container, bound?.gpgd ?? any];
  },
  vfio_pasid_request_alloc: (circumstances) => {
    const { topology, population, intent } = circumstances;
    const [which, first, second, third] = intent;
    const vm = pickAny(topology, topology.vms, which);
    // From anywhere in the lower half, or one that is taken; now and then with an end below it, or at once behind it.
    const taken = third % 16 === 15 ? pick(population.pasids, second)?.hpasid : undefined;
    const min = taken ?? second % (1 + (topology.sizes.hpasid >> 1));
    const max = third % 16 === 15 ? Math.min(min + (third >> 4), topology.sizes.hpasid) : wrap - 1;
    return [
      vmNear(circumstances, vm, first),
      containerOf(circumstances, vm, first >> 4),
      min,
      third % 64 === 14 ? 1 : max,
    ];
  },
  // Mostly about one PASID that was met; rarely about all there are.
  vfio_pasid_request_free: (circumstances) => {
    const [, first, second] = circumstances.intent;
    const { owner, hpasid } = metPasid(circumstances);
    const vm = owner === kernelActor ? 1 : owner;
    const max = second % 64 === 63 ? wrap - 1 : second % 16 === 14 ? 1 : hpasid;
    return [vmNear(circumstances, vm, first), containerOf(circumstances, vm, first >> 4), hpasid, max];
  },
  // Mostly one and the same, so that others live on.
  vfio_container_close: (circumstances) => {
    const { topology, intent } = circumstances;
    const container = pickAny(topology, topology.containers, intent[2] % 32 === 31 ? intent[0] : 0);
    return [vmNear(circumstances, topology.vmOf(container), intent[1]), container];
  },
  guest_page_response: (circumstances) => {
    const { topology, population, intent } = circumstances;
    const [, first, second, third] = intent;
    const { actor: device, pasid, grpid } = metRequest(circumstances);
    const vm = vmNear(circumstances, topology.holderOf(device), first);
    const bound = population.binds.find(({ hpasid }) => hpasid === pasid)?.gpasid ?? 1;
    return [vm, fileOf(circumstances, device), spoilt(bound, third >> 4), grpid, pick(codeNumbers, second) as number];
  },
  iopf_queue_device: ({ topology, intent: [which, first] }) => [
    kernelActor,
    pickAny(topology, topology.devices, which),
    first % 4 === 3 ? 0 : 1,
  ],
  iommu_device_fault_handler: ({ topology, intent: [which, first] }) => [
    kernelActor,
    pickAny(topology, topology.devices, which),
    first % 4 === 3 ? 0 : 1,
  ],
  page_request_message: (circumstances) => {
    const [, , , third] = circumstances.intent;
    const [device, pasid, grpid] = groupAsked(circumstances);
    const page = third % 8 === 7 ? third >> 3 : 1;
    const mode = third % 8 === 6 ? third >> 3 : 0;
    return [device, third % 32 === 31 ? 0 : pasid, grpid, page % pageForms.length, mode % pageModes.length];
  },
  prq_event_thread: () => [kernelActor],
  // Rarely one of the first, so that others live on.
  mm_exit: ({ topology, intent: [which, first] }) => [
    first % 32 === 31 ? pickAny(topology, topology.vms, which) : (busy(topology, topology.vms).at(-1) as Vm),
  ],
  iommu_aux_attach_device: (circumstances) => [kernelActor, auxiliaryOf(circumstances)],
  iommu_aux_detach_device: (circumstances) => [kernelActor, auxiliaryOf(circumstances)],
  mm_reuse: ({ topology, intent: [which, first] }) => [
    kernelActor,
    pick(topology.vms, first % 8 === 7 ? which : topology.vms.length - 1) as Vm,
  ],
  enqcmd: ({ topology, population, intent: [which, first, , third] }) => {
    const runBy = topology.kvms.map((kvm) => topology.runBy(kvm));
    const bind = pick(
      population.binds.filter(({ actor }) => runBy.includes(actor)),
      which,
    );
    const kvm = topology.kvms[runBy.indexOf(bind?.actor ?? (runBy[0] as Vm))] as Kvm;
    const bound = bind === undefined ? [] : topology.devicesOf(bind.container);
    const device = (third % 16 === 15 ? undefined : pick(bound, first)) ?? pickAny(topology, topology.devices, first);
    return [kvm, device, bind?.gpasid ?? 1];
  },
  mdev_config_write: ({ topology, population, intent: [which, first] }) => {
    const owners: readonly number[] = topology.mdevs.map((mdev) => topology.vmOfMdev(mdev));
    const isIdentity = (vm: number) => topology.pasidSpaceOf(vm as Vm) === 'identity';
    const named = [
      ...population.pasids.flatMap(({ owner, hpasid }) =>
        owners.includes(owner) && isIdentity(owner) ? [{ owner, number: hpasid }] : [],
      ),
      ...population.binds.flatMap(({ actor, gpasid }) =>
        owners.includes(actor) && gpasid !== null ? [{ owner: actor, number: gpasid }] : [],
      ),
    ];
    const { owner, number } = pick(named, which) ?? { owner: owners[0] as number, number: 1 };
    const mdev = topology.mdevs[owners.indexOf(owner)] as Mdev;
    return [mdev, first % 8 === 7 ? 1 + ((first >> 3) % 8) : number];
  },
  mdev_config_clear: ({ topology, intent: [which] }) => [pickAny(topology, topology.mdevs, which)],
  vdcm_work: ({ population, intent: [which] }) => [users.vdcm, pick(population.freed, which) ?? 1],
  vcmd_alloc_pasid: ({ topology, population, intent: [which, first] }) => {
    // Mostly of a guest whose process has a set.
    const { owner } = pick(population.sets, which) as MetSet;
    const own = topology.viommus.filter((each) => topology.guestOf(each) === owner);
    const viommu = pick(first % 8 === 7 ? [] : own, 0) ?? pickAny(topology, topology.viommus, which);
    const isIdentity = topology.pasidSpaceOf(topology.guestOf(viommu)) === 'identity';
    if (isIdentity !== (first % 16 === 15)) return [viommu, null];
    return [viommu, 1 + ((first >> 4) % Math.min(8, topology.sizes.gpasid))];
  },
  guest_set_pasid_entry: (circumstances) => {
    const { topology, intent } = circumstances;
    const [, , second, third] = intent;
    const [viommu, number] = guestNumber(circumstances);
    const { pgd } = topology.sizes;
    // The last one is what is unmapped first.
    const present = third % 4 === 2 ? pgd : 1 + (second % pgd);
    const gpgd = third % 4 === 3 ? null : present;
    return [viommu, Math.min(number, topology.sizes.row), gpgd];
  },
  pasid_cache_invalidate: (circumstances) => guestNumber(circumstances),
  vcmd_free_pasid: (circumstances) => guestNumber(circumstances),
  ioasid_attach_spid: (circumstances) => {
    const { topology, intent } = circumstances;
    const [, first, second] = intent;
    const { hpasid } = metPasid(circumstances);
    return [kernelActor, hpasid, first % 32 === 31 ? null : 1 + (second % Math.min(8, topology.sizes.gpasid))];
  },
  ioasid_detach_spid: (circumstances) => [kernelActor, metPasid(circumstances).hpasid],
  ioasid_find_by_spid: (circumstances) => {
    const { topology, population, intent } = circumstances;
    const [which, first, second] = intent;
    // Mostly a name that a bind has given.
    const bind = second % 8 < 6 ? pick(population.binds, which) : undefined;
    const own = population.sets.find(({ owner }) => owner === bind?.actor);
    const { set } = own ?? (pick(population.sets, which) as MetSet);
    const any = 1 + ((second >> 3) % Math.min(8, topology.sizes.gpasid));
    return [userOf(circumstances, first), set, bind?.gpasid ?? any];
  },
  ioasid_attach_data: (circumstances) => userAndPasid(circumstances),
  ioasid_detach_data: (circumstances) => userAndPasid(circumstances),
  ioasid_find: (circumstances) => {
    const third = circumstances.intent[3];
    const [user, set, hpasid] = userAndPasid(circumstances) as readonly [number, number, number];
    return [third % 4 === 3 ? kernelActor : user, third % 16 > 13 ? null : set, hpasid, (third >> 4) % 3];
  },
  ioasid_register_notifier: (circumstances) => setToHearOf(circumstances),
  ioasid_unregister_notifier: (circumstances) => setToHearOf(circumstances),
  ioasid_register_notifier_mm: (circumstances) => processToHearOf(circumstances),
  ioasid_unregister_notifier_mm: (circumstances) => processToHearOf(circumstances),
  ioasid_alloc_range: (circumstances) => {
    const { population, topology, intent } = circumstances;
    const [which, first, second, third] = intent;
    const { owner, set } = pick(population.sets, which) as MetSet;
    const min = 1 + (second % topology.sizes.hpasid);
    const past = min + (third % 8);
    const max = first % 16 === 15 ? 1 + (third % topology.sizes.hpasid) : Math.min(past, topology.sizes.hpasid);
    return [owner, first % 32 === 14 ? topology.sizes.set : set, min, max];
  },
  ioasid_set_put: (circumstances) => {
    const { topology, population, intent } = circumstances;
    const [which, first] = intent;
    const { set } = pick(population.sets, which) as MetSet;
    return [first % 8 === 7 && topology.users.length > 0 ? userOf(circumstances, first) : kernelActor, set];
  },
  ioasid_find_mm_set: (circumstances) => {
    const { topology, intent } = circumstances;
    const [which, first] = intent;
    return [userOf(circumstances, first), pickAny(topology, topology.vms, which)];
  },
  ioasid_adjust_set: ({ topology, population, intent: [which, first, second] }) => {
    const { set } = pick(population.sets, which) as MetSet;
    const share = 1 + (second % Math.max(1, topology.data.capacity >> 4));
    return [kernelActor, set, first % 16 === 15 ? 0 : first % 16 === 14 ? topology.data.capacity : share];
  },
  ioasid_install_capacity: ({ topology, intent: [, first, second] }) => {
    const { capacity } = topology.data;
    const total = first % 4 === 3 ? second % (capacity + 2) : capacity - (second % (1 + (capacity >> 4)));
    return [kernelActor, first % 8 === 6 ? capacity + 1 : total];
  },
  ioasid_reserve_capacity: ({ topology, intent: [, first, second] }) => {
    const { capacity } = topology.data;
    return [
      kernelActor,
      first % 16 === 15 ? capacity + 1 : first % 64 === 14 ? 0 : 1 + (second % (1 + (capacity >> 6))),
    ];
  },
  ioasid_cancel_capacity: ({ topology, intent: [, first, second] }) => {
    const { capacity } = topology.data;
    return [kernelActor, first % 16 === 15 ? capacity : second % (1 + (capacity >> 7))];
  },
  page_response: (circumstances) => {
    const { topology, intent } = circumstances;
    const [, first, second, third] = intent;
    const { actor: device, pasid, grpid } = metRequest(circumstances);
    const holder = topology.holderOf(device);
    const named = (third >> 4) % 16 === 15 && topology.links.length > 0 ? null : spoilt(pasid, third >> 8);
    const code = pick(codeNumbers, second) as number;
    const index = third % 16 === 14 ? grpidLimit : third % 16 === 15 ? (grpid + 1) % topology.sizes.grpid : grpid;
    const type = topology.prqs.length > 0 && (second >> 2) % 16 === 15 ? responseTypes.stream : responseTypes.group;
    return [vmNear(circumstances, holder, first), fileOf(circumstances, device), named, index, code, type];
  },
};

/** The command that an intent comes to, given what has been met. */
export const resolve = (kind: CommandKind, topology: Topology, population: Population, intent: Intent): Command =>
  commandOf(kind, resolvers[kind]({ topology, population, intent }));
