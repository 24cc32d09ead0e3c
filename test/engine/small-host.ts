/**
 * A small host on an engine, for tests that read as stories: commands and answers as they are printed, states as JSON.
 * vm1 is identity-mapped with c1 (devices 1 and 2 in two domains) and c5 (no device); vm2 has a PASID space of its own,
 * with c2 (device 3), c4 (device 5) and c3 (device 4, not nesting).
 */
import fc from 'fast-check';
import { fullGeometry } from '../../engine/geometry.ts';
import { defineHost } from '../../engine/host.ts';
import { EngineInstance, type EngineOptions } from '../../engine/instance.ts';
import {
  type Command,
  type CommandJson,
  type CommandKind,
  commandFromJson,
  commandKinds,
  commandOf,
  commandSpecs,
  printAnswer,
} from '../../spec/commands.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import { type StateJson, stateFromJson, stateToJson } from '../../spec/schema/json.ts';
import { hostLayout } from '../../spec/state.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';

/** Small enough to be made for every run, and yet with all levels of a bitmap in use. */
export const SmallClass = defineHost({
  ...fullGeometry,
  pasids: 2 ** 16,
  bindings: 256,
  requests: 256,
  fds: 64,
  vms: 64,
});

export const data: TopologyData = {
  vms: [{ pasidSpace: 'identity' }, { pasidSpace: 'guest-owned' }],
  containers: [
    { vm: 1, nesting: true, domains: [[[1]], [[2]]] },
    { vm: 2, nesting: true, domains: [[[3]]] },
    { vm: 2, nesting: false, domains: [[[4]]] },
    { vm: 2, nesting: true, domains: [[[5]]] },
    { vm: 1, nesting: true, domains: [] },
  ],
  attachment: { detached: [] },
  dma: { mapped: 3 },
  fds: [
    { device: 1, holders: [1] },
    { device: 2, holders: [1, 2] },
    { device: 3, holders: [2] },
  ],
  hpasids: 3,
  gpasids: 2,
  pgds: 3,
  grpids: 3,
  sets: 2,
  capacity: 4,
  hostQuota: 1,
  iommu: { cachingMode: false, auxiliary: [2] },
  users: 2,
  privateData: true,
  viommus: [{ container: 1 }],
  pool: true,
};

export const topology = new Topology(data);
export const layout = hostLayout(topology);
/** Number of words of a packed state of the topology. */
export const width = new DenseStore(layout).packing.words;

/** Every command whose arguments the specification knows in this topology. */
export const commands: readonly Command[] = commandKinds.flatMap((kind) =>
  Object.values(commandSpecs[kind].args)
    .reduce<number[][]>(
      (lists, { values }) => lists.flatMap((list) => values(topology).map((value) => [...list, value as number])),
      [[]],
    )
    .map((values) => commandOf(kind, values)),
);

const byKind = commandKinds.map((kind) => commands.filter((command) => command.kind === kind));
/** Of every kind equally often, though there are many more binds than frees. */
export const anyCommand = fc.oneof(...byKind.flatMap((list) => (list.length === 0 ? [] : [fc.constantFrom(...list)])));

export class SmallHost {
  readonly instance: EngineInstance;
  readonly #store = new DenseStore(layout);
  readonly #words = new Int32Array(width);

  constructor(options: EngineOptions = {}) {
    this.instance = new EngineInstance(topology, options);
  }

  /** Issues a command given by its printed arguments, and gives the printed answer: `p1`, `0`, `-EBUSY`. */
  does(kind: CommandKind, args: CommandJson): string {
    const command = commandFromJson({ ...args, kind });
    return printAnswer(command, this.instance.execute(command));
  }

  /** Both VMs get a set with room for two PASIDs: s1 for vm1, s2 for vm2. */
  withSets(): this {
    this.does('ioasid_set_alloc', { actor: 'kernel', type: 'MM', token: 'vm1', quota: '2' });
    this.does('ioasid_set_alloc', { actor: 'kernel', type: 'MM', token: 'vm2', quota: '1' });
    return this;
  }

  /** p1 belongs to vm1 and p2 to vm2. */
  withPasids(): this {
    this.withSets();
    this.does('ioasid_alloc', { actor: 'vm1', set: 's1' });
    this.does('ioasid_alloc', { actor: 'vm2', set: 's2' });
    return this;
  }

  /** p1 is bound in c1 with pgd1, p2 in c2 with g1 and pgd2. */
  bound(): this {
    this.withPasids();
    this.does('vfio_bind_gpasid', { actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' });
    this.does('vfio_bind_gpasid', { actor: 'vm2', container: 'c2', hpasid: 'p2', gpasid: 'g1', gpgd: 'pgd2' });
    return this;
  }

  state(): StateJson {
    this.instance.save(this.#words, 0);
    this.#store.unpack(this.#words, 0);
    return stateToJson(layout, this.#store);
  }

  /** Goes on from another state; what it does not name is as the schema's default. */
  goesOnFrom(state: StateJson): this {
    const store = new DenseStore(layout);
    stateFromJson(layout, state, store);
    store.pack(this.#words, 0);
    this.instance.load(this.#words, 0);
    return this;
  }
}
