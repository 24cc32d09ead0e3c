/**
 * What the arguments of commands may be: every well-formed value within the topology, and the ill-formed ones that
 * a user can send (0, the first value past the limit, 2^32 + an id that lives). Values are plain numbers, because a
 * number from user space is not an id until it has been checked; absence is null.
 */
import {
  type Container,
  type Id,
  idsOf,
  member,
  printId,
  type SetId,
  type Sort,
  sorts,
  type User,
  users,
} from './sorts.ts';
import { type PageForm, type PageMode, pageForms, pageModes, type Topology } from './topology.ts';

/** First number that is no PASID: a PASID has 20 bits. */
export const pasidLimit = 2 ** 20;
/** First number that is no page request group index: the index has 9 bits. */
export const grpidLimit = 2 ** 9;
/** What a 64-bit id loses when it is narrowed to 32 bits. */
export const wrap = 2 ** 32;

export type ArgumentValue = number | null;

/** One sort of argument: its values within a topology, and how each is written. */
export interface Argument<V extends ArgumentValue = ArgumentValue> {
  /** Meaning and form, for the documentation. */
  readonly about: string;
  readonly values: (topology: Topology) => readonly V[];
  readonly print: (value: ArgumentValue) => string;
  /** The value that a text names, undefined if it names none. The inverse of `print`. */
  readonly parse: (text: string) => V | undefined;
  /** What is meant where nothing is written, if there is such a value. */
  readonly usual?: V;
  /** Whether a value can be asked about at all: false only if it names an object that the topology does not have. */
  readonly exists: (topology: Topology, value: ArgumentValue) => boolean;
}

const anyNumber = (): boolean => true;

/** The number that follows `prefix` in a text; of at most 15 digits, so that it is exact. */
function numberAfter(prefix: string, text: string): number | undefined {
  const digits = text.slice(prefix.length);
  return text.startsWith(prefix) && /^(0|[1-9][0-9]{0,14})$/.test(digits) ? Number(digits) : undefined;
}

/** First numbers that are no id of their sort, however large the topology. */
const limits: Readonly<Partial<Record<Sort, number>>> = { hpasid: pasidLimit, gpasid: pasidLimit, grpid: grpidLimit };

/** An id that the kernel itself hands around, or that names an object within bounds. */
function id<S extends Sort>(sort: S, about: string, past: 0 | 1 = 0): Argument<Id<S>> {
  const { first, prefix } = sorts[sort];
  const sizeMax = (limits[sort] ?? Number.POSITIVE_INFINITY) - first;
  return {
    about,
    values: ({ sizes }) => idsOf(sort, sizes[sort] + past),
    print: (value) => printId(sort, value as number),
    parse: (text) => member(sort, sizeMax, numberAfter(prefix, text) ?? Number.NaN) ?? undefined,
    exists: ({ sizes }, value) => past === 1 || member(sort, sizes[sort], value as number) !== null,
  };
}

/** One of a few named values, in the order given. */
function named<const V extends ArgumentValue>(about: string, ...names: readonly (readonly [string, V])[]): Argument<V> {
  return {
    about,
    values: () => names.map(([, value]) => value),
    print: (value) => names.find(([, candidate]) => candidate === value)?.[0] ?? String(value),
    parse: (text) => names.find(([name]) => name === text)?.[1],
    exists: anyNumber,
  };
}

/** Any of several sorts of argument; a value is written as the first that can read it back. */
function either<V extends ArgumentValue>(about: string, ...choices: readonly Argument<V>[]): Argument<V> {
  const choiceOf = (value: ArgumentValue): Argument<V> =>
    choices.find(({ print, parse }) => parse(print(value)) === value) ?? (choices[0] as Argument<V>);
  return {
    about,
    values: (topology) => choices.flatMap(({ values }) => values(topology)),
    print: (value) => choiceOf(value).print(value),
    parse: (text) => choices.map(({ parse }) => parse(text)).find((value) => value !== undefined),
    exists: (topology, value) => choiceOf(value).exists(topology, value),
  };
}

/** A PASID that a user sends in a 64-bit field: `p1`, and the ill-formed `0`, `2^20` and `2^32+p1`. */
function pasid64(sort: 'hpasid' | 'gpasid'): Argument<number>[] {
  const live = id(sort, '');
  return [
    {
      ...live,
      // A host PASID that does not exist is not allocated; a gpasid needs its place in the map.
      exists: sort === 'hpasid' ? anyNumber : live.exists,
    },
    named('', ['0', 0], ['2^20', pasidLimit]),
    {
      about: '',
      values: (topology) => live.values(topology).map((value) => value + wrap),
      print: (value) => `2^32+${live.print((value as number) - wrap)}`,
      parse: (text) => {
        const value = text.startsWith('2^32+') ? live.parse(text.slice(5)) : undefined;
        return value === undefined ? undefined : value + wrap;
      },
      exists: anyNumber,
    },
  ];
}

/** A plain number, of an amount that the topology sets. */
function amount(about: string, values: (topology: Topology) => readonly number[]): Argument<number> {
  return { about, values, print: (value) => String(value), parse: (text) => numberAfter('', text), exists: anyNumber };
}

/** One of `names`, by its place among them; of these only some can be sent in a topology. */
function oneOf<Name extends string>(
  about: string,
  names: readonly Name[],
  sent: (topology: Topology) => readonly Name[],
): Argument<number> {
  const all = named<number>(about, ...names.map((name, place) => [name, place] as const));
  return { ...all, values: (topology) => sent(topology).map((name) => names.indexOf(name)) };
}

/** One of a few named values, the usual one first: that alone is asked about, unless the topology names others. */
function seldom(
  about: string,
  asked: (topology: Topology) => readonly number[] | undefined,
  ...names: readonly (readonly [string, number])[]
): Argument<number> {
  const usual = (names[0] as readonly [string, number])[1];
  return { ...named<number>(about, ...names), usual, values: (topology) => asked(topology) ?? [usual] };
}

/** Number that stands for the kernel, or the environment, where an actor is asked for. */
export const kernelActor = 0;

/** Types of IOMMU as VFIO numbers them (include/uapi/linux/vfio.h). */
export const iommuTypes = { type1v2: 3, nesting: 6 } as const;

/** Types of ioasid_set as the interface numbers them. */
export const setTypes = { NULL: 1, MM: 2 } as const;

/** What the caller of a look-up has done with what was found: nothing (no getter), a reference taken on it, or that failed. */
export const getters = { none: 0, takes: 1, refuses: 2 } as const;

/** What a response is to, as the interface of 2017 has it: a page request group; or a stream, all that was asked with a PASID. */
export const responseTypes = { group: 0, stream: 1 } as const;

/** Response codes of struct iommu_page_response. */
export const responseCodes = { SUCCESS: 0, INVALID: 1, FAILURE: 2 } as const;

/** A container, where its groups can be attached and detached; elsewhere there is none. */
const changeable: Argument<Container> = {
  ...id('container', 'a container whose groups can be attached and detached'),
  values: ({ containers, vfioIommus }) => containers.slice(0, vfioIommus.length),
  exists: ({ sizes }, value) => member('vfioIommu', sizes.vfioIommu, value as number) !== null,
};

/** Formats of struct iommu_gpasid_bind_data; the last is none. */
export const bindFormats = { VTD: 1, LAST: 2 } as const;
/** Flags of its part for VT-d, as far as there are any; the memory types are those of PCD, PWT, EMTE and CD. */
export const vtdFlags = { SRE: 1, EAFE: 2, PCD: 4, PWT: 8, EMTE: 16, CD: 32, WPE: 64, known: 127 } as const;

/** What a bind says of a guest page table that is as usual: of 48 bits, without flags. */
export const usualBind = { format: bindFormats.VTD, addressWidth: 48, flags: 0 } as const;

/** Caches of struct iommu_cache_invalidate_info, a bit each, and how much of them is meant. */
export const cacheTypes = { IOTLB: 1, DEV_IOTLB: 2, PASID: 4, all: 7 } as const;
export const granularities = { DOMAIN: 0, PASID: 1, ADDR: 2 } as const;

/** A container, where what is mapped for it can change; elsewhere there is none. */
const mappable: Argument<Container> = {
  ...id('container', 'a container for which guest memory is mapped'),
  values: ({ containers, sizes }) => containers.slice(0, sizes.dmaMap),
  exists: ({ sizes }, value) => member('dmaMap', sizes.dmaMap, value as number) !== null,
};

/** A user inside the kernel, where there is something that only some topologies have; elsewhere there is none. */
const userWith = (needed: Sort): Argument<User> => ({
  ...id('user', 'a user of PASIDs inside the kernel: 1 is KVM, 2 the VDCM'),
  values: ({ users: present, sizes }) => (sizes[needed] > 0 ? present : []),
  exists: ({ sizes }, value) => sizes[needed] > 0 && member('user', sizes.user, value as number) !== null,
});

const dataUser = userWith('data');

const vm = id('vm', 'the VM whose process makes the call');
const none = named('', ['none', null]);
const pgd = id('pgd', 'a guest page directory (gpgd)');
const gpasid = id('gpasid', '');

export const args = {
  vm,
  kernel: named('the kernel itself, or one of its workers', ['kernel', kernelActor]),
  environment: named('the environment, which no rule binds', ['environment', kernelActor]),
  hardware: id('device', 'the device that acts'),
  principal: either<number>('who asks: a VM (its process), or the kernel', vm, named('', ['kernel', kernelActor])),
  kvmGuest: id('kvm', 'the guest that submits the work'),
  vdcm: {
    ...named<number>('the VDCM, which is a user inside the kernel', ['vdcm', users.vdcm]),
    values: ({ sizes }: Topology) => (sizes.mdev > 0 ? [users.vdcm] : []),
    exists: ({ sizes }: Topology) => sizes.mdev > 0,
  },
  mdev: id('mdev', 'the mediated device that the guest writes to'),
  guest: id('viommu', 'the guest that uses the vIOMMU'),
  device: id('device', 'a device'),
  container: id('container', 'the container whose file the call goes through'),
  changeable,
  mappable,
  group: id('group', 'the group of devices that is attached or detached'),
  iommuType: named<number>(
    'VFIO_TYPE1v2_IOMMU is 3, VFIO_TYPE1_NESTING_IOMMU 6; 0 is no type',
    ['nesting', 6],
    ['type1v2', 3],
    ['0', 0],
  ),
  fd: id('fd', 'the open device file the call goes through'),
  set: id('set', 'an ioasid_set, or the first number past them', 1),
  setHolder: either<number>(
    'who has a reference on a set: the kernel for its creator, or a user inside the kernel',
    id('user', ''),
    named('', ['kernel', kernelActor]),
  ),
  pooled: amount('a number of PASIDs', ({ data, pools }) =>
    pools.length === 0 ? [] : Array.from({ length: data.capacity + 2 }, (_, number) => number),
  ),
  user: id('user', 'a user of PASIDs inside the kernel: 1 is KVM, 2 the VDCM'),
  spid: either<number | null>(
    'a guest PASID as the name of a host PASID; none is INVALID_IOASID',
    none,
    id('gpasid', ''),
  ),
  gpasidNumber: id('gpasid', 'a guest PASID'),
  auxDevice: {
    ...id('device', 'a device, whose auxiliary domain is meant'),
    values: ({ devices, sizes }: Topology) => (sizes.auxDomain > 0 ? devices : []),
    exists: ({ sizes }: Topology, value: ArgumentValue) =>
      sizes.auxDomain > 0 && member('device', sizes.device, value as number) !== null,
  },
  leavingVm: {
    ...id('vm', 'the VM whose process has exited'),
    values: ({ vms, sizes }: Topology) => (sizes.mm > 0 ? vms : []),
    exists: ({ sizes }: Topology, value: ArgumentValue) =>
      sizes.mm > 0 && member('vm', sizes.vm, value as number) !== null,
  },
  dataUser,
  registrant: userWith('chain'),
  dataSeeker: either<number>(
    'who looks it up: the kernel, which is the IOMMU driver, or a user inside it',
    dataUser,
    named('', ['kernel', kernelActor]),
  ),
  getter: {
    ...named<number>(
      'what is done with what is found before it is answered: nothing (none); a reference is taken on it, or that fails',
      ['none', getters.none],
      ['takes', getters.takes],
      ['refuses', getters.refuses],
    ),
    values: ({ sizes }: Topology) => (sizes.data > 0 ? Object.values(getters) : []),
    exists: ({ sizes }: Topology) => sizes.data > 0,
  },
  setOrNone: either<SetId | null>('an ioasid_set, or none, by which any is meant', id('set', ''), none),
  ownSet: id('set', 'the ioasid_set that a user inside the kernel works for'),
  setType: named<number>(
    'type of an ioasid_set: NULL is 1, MM is 2; 0 and 3 are no type',
    ['MM', 2],
    ['NULL', 1],
    ['0', 0],
    ['3', 3],
  ),
  token: either<number | null>('the process that a set of type MM stands for', vm, none),
  quota: amount('how many PASIDs the set may hold; 0 asks for all that is left', ({ data }) =>
    Array.from({ length: data.capacity + 2 }, (_, quota) => quota),
  ),
  hpasid: either('a host PASID, sent as a 64-bit number', ...pasid64('hpasid')),
  rangeMin: amount('the lowest number of a range of host PASIDs, 32 bits', ({ hpasids }) => [0, ...hpasids]),
  rangeMax: amount('the highest number of a range of host PASIDs, 32 bits', ({ hpasids }) => [...hpasids, wrap - 1]),
  reclaimed: id('hpasid', 'a host PASID'),
  responsePasid: either<number | null>(
    'the host PASID of the request, sent as a 64-bit number; none: IOMMU_PAGE_RESP_PASID_VALID is clear',
    { ...none, values: ({ sizes }) => (sizes.link === 0 ? [] : [null]) },
    ...pasid64('hpasid'),
  ),
  guestPasid: either('a guest PASID, sent as a 64-bit number', ...pasid64('gpasid')),
  gpasid: either<number | null>(
    'a guest PASID, sent as a 64-bit number; none: IOMMU_SVA_GPASID_VAL is clear',
    none,
    ...pasid64('gpasid'),
  ),
  pgd,
  pgdOrNone: either<number | null>('a guest page directory; none: the entry is not present', pgd, none),
  pickedGpasid: either<number | null>('the gpasid that a VMM picks; none for an identity mapping', none, gpasid),
  guestRow: id('row', 'a number by which the guest indexes its own PASID table'),
  address: id('pgd', 'an address in guest memory, by the guest page directory that lies there'),
  rawPasid: amount('a PASID as hardware sends it, 0 included', ({ sizes }) => [...idsOf('row', sizes.row), 0]),
  hardwareGrpid: id('grpid', 'a page request group index'),
  pageForm: oneOf<PageForm>(
    'what the message is in its group: a page before the last, the last, or a stop marker',
    pageForms,
    ({ data }) => data.prq?.pages ?? [],
  ),
  pageMode: oneOf<PageMode>(
    'what the page is asked for: only ordinary requests are served',
    pageModes,
    ({ data }) => data.prq?.modes ?? [],
  ),
  grpid: either('a page request group index; 512 is none', id('grpid', ''), named('', ['512', grpidLimit])),
  responseCode: named<number>(
    'SUCCESS is 0, INVALID 1, FAILURE 2; 3 is no code',
    ['SUCCESS', 0],
    ['INVALID', 1],
    ['FAILURE', 2],
    ['3', 3],
  ),
  responseType: seldom(
    'what the response is to: a page request group, or a stream',
    ({ data }) => (data.prq === undefined ? undefined : Object.values(responseTypes)),
    ['group', 0],
    ['stream', 1],
  ),
  format: seldom(
    'the format of the bind data: VTD is 1; 0 and 2 are none',
    ({ data }) => data.bindData?.formats,
    ['VTD', 1],
    ['0', 0],
    ['2', 2],
  ),
  addressWidth: seldom(
    'how many bits of address the guest page table translates',
    ({ data }) => data.bindData?.addressWidths,
    ['48', 48],
    ['57', 57],
    ['39', 39],
  ),
  vtdFlags: seldom(
    'a flag of the bind data for VT-d; 0x80 is none',
    ({ data }) => data.bindData?.flags,
    ['none', 0],
    ['SRE', 1],
    ['EAFE', 2],
    ['PCD', 4],
    ['PWT', 8],
    ['EMTE', 16],
    ['CD', 32],
    ['WPE', 64],
    ['0x80', 128],
  ),
  caches: named<number>(
    'the caches that are meant: IOTLB is 1, DEV_IOTLB 2, PASID 4, or several; 0 is none and 8 unknown',
    ['IOTLB', 1],
    ['DEV_IOTLB', 2],
    ['IOTLB+DEV_IOTLB', 3],
    ['PASID', 4],
    ['IOTLB+PASID', 5],
    ['0', 0],
    ['8', 8],
  ),
  granularity: named<number>(
    'how much of them: of a DOMAIN 0, of a PASID 1, of an ADDR 2; 3 is none',
    ['PASID', 1],
    ['ADDR', 2],
    ['DOMAIN', 0],
    ['3', 3],
  ),
  givenHpasid: either<number | null>(
    'a host PASID, sent as a 64-bit number; none: the flag for it is clear',
    none,
    ...pasid64('hpasid'),
  ),
  enabled: named('whether it is on', ['on', 1], ['off', 0]),
} as const;
