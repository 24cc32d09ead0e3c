/**
 * What the arguments of commands may be: every well-formed value within the topology, and the ill-formed ones that
 * a user can send (0, the first value past the limit, 2^32 + an id that lives). Values are plain numbers, because a
 * number from user space is not an id until it has been checked; absence is null.
 */
import { type Id, idsOf, member, printId, type Sort, sorts } from './sorts.ts';
import type { Topology } from './topology.ts';

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

/** Number that stands for the kernel, or the environment, where an actor is asked for. */
export const kernelActor = 0;

/** Types of ioasid_set as the interface numbers them. */
export const setTypes = { NULL: 1, MM: 2 } as const;

/** Response codes of struct iommu_page_response. */
export const responseCodes = { SUCCESS: 0, INVALID: 1, FAILURE: 2 } as const;

const vm = id('vm', 'the VM whose process makes the call');
const none = named('', ['none', null]);

export const args = {
  vm,
  kernel: named('the kernel itself, or one of its workers', ['kernel', kernelActor]),
  environment: named('the environment, which no rule binds', ['environment', kernelActor]),
  hardware: id('device', 'the device that acts'),
  principal: either<number>('who asks: a VM (its process), or the kernel', vm, named('', ['kernel', kernelActor])),
  device: id('device', 'a device'),
  container: id('container', 'the container whose file the call goes through'),
  fd: id('fd', 'the open device file the call goes through'),
  set: id('set', 'an ioasid_set, or the first number past them', 1),
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
  reclaimed: id('hpasid', 'a host PASID'),
  gpasid: either<number | null>(
    'a guest PASID, sent as a 64-bit number; none: IOMMU_SVA_GPASID_VAL is clear',
    none,
    ...pasid64('gpasid'),
  ),
  pgd: id('pgd', 'a guest page directory (gpgd)'),
  rawPasid: amount('a PASID as hardware sends it, 0 included', ({ sizes }) => [...idsOf('row', sizes.row), 0]),
  hardwareGrpid: id('grpid', 'a page request group index'),
  grpid: either('a page request group index; 512 is none', id('grpid', ''), named('', ['512', grpidLimit])),
  responseCode: named<number>(
    'SUCCESS is 0, INVALID 1, FAILURE 2; 3 is no code',
    ['SUCCESS', 0],
    ['INVALID', 1],
    ['FAILURE', 2],
    ['3', 3],
  ),
  enabled: named('whether it is on', ['on', 1], ['off', 0]),
} as const;
