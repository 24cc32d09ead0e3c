/** How much a case looks at, along a story of the golden model and on every command beside it. Not what it says of what it sees. */
import { describe, expect, it } from 'vitest';
import { commandsWithin } from '../../generators/within.ts';
import type { Step } from '../../invariants/invariant.ts';
import { invariants } from '../../invariants/invariants.ts';
import { witnesses } from '../../invariants/reachable.ts';
import { allows, candidates, decide, perform } from '../../model/model.ts';
import { type Command, type CommandJson, commandFromJson } from '../../spec/commands.ts';
import { golden } from '../../spec/designs/golden.ts';
import { type Answer, errnoNumbers } from '../../spec/errno.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import { viewOf } from '../../spec/schema/view.ts';
import { boot, hostLayout } from '../../spec/state.ts';
import { Topology } from '../../spec/topology.ts';
import { twoGuests } from '../spec/topologies.ts';

const topology = new Topology({
  ...twoGuests,
  users: 2,
  privateData: true,
  notifiers: true,
  hostShare: 1,
  mmReuse: true,
  attachment: { detached: [] },
  dma: { mapped: 2 },
  iommu: { cachingMode: false, auxiliary: [4], defaultPasids: true },
  prq: { slots: 2, pages: ['last', 'not-last', 'stop-marker'], modes: ['ordinary', 'privileged'], watched: true },
  vms: [...twoGuests.vms, { pasidSpace: 'identity' }],
  containers: [...twoGuests.containers, { vm: 3, nesting: true, domains: [[[4]]] }],
  viommus: [{ container: 1 }, { container: 3 }],
  kvms: [1],
  mdevs: [1],
});
const layout = hostLayout(topology);

/** Notes each cell that is read, and each slice that is asked about, once. */
class NotingStore extends DenseStore {
  readonly noted = new Set<string>();

  override read(column: number, row: number): number {
    this.noted.add(`${column} at ${row}`);
    return super.read(column, row);
  }
  override every(column: number, codes: readonly number[], from: number, to: number): boolean {
    this.noted.add(`${column} from ${from} to ${to}: every ${codes.join()}`);
    return super.every(column, codes, from, to);
  }
  override count(column: number, code: number, from: number, to: number): number {
    this.noted.add(`${column} from ${from} to ${to}: count ${code}`);
    return super.count(column, code, from, to);
  }
  override first(column: number, code: number, from: number, to: number): number {
    this.noted.add(`${column} from ${from} to ${to}: first ${code}`);
    return super.first(column, code, from, to);
  }
}

const [beforeStore, store] = [new NotingStore(layout), new NotingStore(layout)];
const [before, state] = [beforeStore, store].map((each) => viewOf(layout, each)) as [Step['before'], Step['after']];
const host = { topology, policy: golden.policy, state };
const tally = { antecedent: 0 };
const properties = [...invariants, ...witnesses];

/** The most that a case of each property has looked at, by id. */
const most = new Map<string, number>();

function note(id: string, ask: () => unknown): void {
  beforeStore.noted.clear();
  store.noted.clear();
  ask();
  most.set(id, Math.max(most.get(id) ?? 0, beforeStore.noted.size + store.noted.size));
}

function lookAtState(): void {
  for (const property of properties) {
    if (property.of === 'step') continue;
    for (const ask of property.cases(topology)) note(property.id, () => ask(host, tally));
  }
}

function lookAtStep(step: Step): void {
  for (const property of properties) {
    if (property.of === 'state') continue;
    for (const ask of property.cases(topology, step.command)) note(property.id, () => ask(step, tally));
  }
}

/** Takes every command in the state in hand and looks at what it does; comes back to that state each time. */
function tryAll(): void {
  store.keep();
  beforeStore.cells.set(store.cells);
  lookAtState();
  for (const command of commandsWithin(topology)) {
    const rule = decide(host, command);
    const answer = rule === null ? take(command) : -errnoNumbers[rule.errno];
    lookAtStep({ topology, before, command, answer, after: state, changed: store.changed() });
    store.restore();
  }
}

/** Takes a command that is granted, with the first answer that it may have. */
function take(command: Command): Answer {
  const values = candidates(topology, command.kind);
  return perform(host, command, values.find((value) => allows(host, command, value)) as number);
}

const bind = { kind: 'vfio_bind_gpasid', gpgd: 'pgd1' };
const request = { kind: 'page_request', grpid: 'prg0' };
/** What it takes for every property to have something to look at. */
const story: readonly CommandJson[] = [
  { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '1' },
  { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm2', quota: '1' },
  { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' },
  { kind: 'ioasid_alloc', actor: 'vm2', set: 's2' },
  { ...bind, actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'g2' },
  { ...bind, actor: 'vm2', container: 'c2', hpasid: 'p2', gpasid: 'g1' },
  { ...request, actor: 'd1', pasid: '1' },
  { kind: 'prq_event_thread', actor: 'kernel' },
  { kind: 'page_request_message', actor: 'd1', pasid: '1', grpid: 'prg1', page: 'not-last', mode: 'ordinary' },
  { kind: 'prq_event_thread', actor: 'kernel' },
  { kind: 'page_request_message', actor: 'd1', pasid: '1', grpid: 'prg1', page: 'last', mode: 'privileged' },
  { kind: 'ioasid_get', actor: 'user1', set: 's1', hpasid: 'p1' },
  { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' },
  { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' },
  { kind: 'ioasid_put', actor: 'user1', set: 's1', hpasid: 'p1' },
  { kind: 'vcmd_alloc_pasid', actor: 'viommu1', gpasid: 'g1' },
  { kind: 'guest_set_pasid_entry', actor: 'viommu1', pasid: '1', gpgd: 'pgd1' },
  { kind: 'pasid_cache_invalidate', actor: 'viommu1', pasid: '1' },
];
boot(topology, state);
tryAll();
for (const json of story) {
  take(commandFromJson(json));
  tryAll();
}

describe('a case', () => {
  it.each(properties)('of $id reads few cells, and asks about few slices', ({ id }) => {
    expect(most.get(id)).toBeLessThanOrEqual(7);
  });
});
