import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelRun } from '../../../conformance/model-run.ts';
import { fullGeometry } from '../../../engine/geometry.ts';
import { defineHost } from '../../../engine/host.ts';
import { EngineInstance } from '../../../engine/instance.ts';
import { prqGroups } from '../../../generators/instances/prq-groups.ts';
import { prqRing } from '../../../generators/instances/prq-ring.ts';
import { removal } from '../../../generators/instances/removal.ts';
import { responses } from '../../../generators/instances/responses.ts';
import { commandsWithin } from '../../../generators/within.ts';
import { type Command, type CommandJson, commandFromJson, printAnswer, printCommand } from '../../../spec/commands.ts';
import { golden } from '../../../spec/designs/golden.ts';
import { DenseStore } from '../../../spec/schema/dense.ts';
import { hostLayout } from '../../../spec/state.ts';
import { Topology, type TopologyData } from '../../../spec/topology.ts';

/** Two devices with two PASIDs each and a queue that holds three descriptors. */
const ringOfThree: TopologyData = {
  ...prqGroups.topology,
  commands: prqRing.topology.commands as NonNullable<TopologyData['commands']>,
  containers: [{ vm: 1, nesting: true, domains: [[[1, 2]]] }],
  prq: { slots: 3, pages: ['last', 'not-last', 'stop-marker', 'private'], modes: ['ordinary', 'execute'] },
};

/** Where an encoded bind has the lower half of its gpasid. */
const gpasidWord = 6;

const Small = defineHost({ ...fullGeometry, pasids: 2 ** 12, bindings: 64, requests: 64, partials: 64 });

/** Whether every cell that the engine tells of is that of the model, and nothing else is there. */
function agrees(instance: EngineInstance, { layout, store }: ModelRun): boolean {
  return layout.columns.every(({ number, rows }) => {
    const codes = Array.from({ length: rows }, (_, row) => store.read(number, row));
    const filled = codes.filter((code) => code !== 0).length;
    return codes.every((code, row) => instance.cell(number, row) === code) && instance.occupied(number) === filled;
  });
}

describe('the page request queue of the engine', () => {
  for (const [name, data] of Object.entries({
    ringOfThree,
    ring: prqRing.topology,
    groups: prqGroups.topology,
    responses: responses.topology,
    removal: removal.topology,
  })) {
    it(`does what the model does, in any story (${name})`, () => {
      const topology = new Topology(data);
      const commands = commandsWithin(topology);
      const kinds = [...new Set(commands.map(({ kind }) => kind))];
      const ofKind = kinds.map((kind) => fc.constantFrom(...commands.filter((command) => command.kind === kind)));
      const asked = fc.constantFrom(...commands.filter(({ kind }) => /^page_request|^prq/.test(kind)));
      const start = commands.filter(
        ({ kind }) => kind === 'ioasid_alloc' || (kind === 'vfio_bind_gpasid' && data.prq !== undefined),
      );
      const width = new DenseStore(hostLayout(topology)).packing.words;
      const loaded = new EngineInstance(topology, { Host: Small });
      fc.assert(
        fc.property(fc.array(fc.oneof(asked, ...ofKind), { maxLength: 40 }), (story) => {
          const instance = new EngineInstance(topology, { Host: Small });
          const model = new ModelRun(topology, golden);
          const words = new Int32Array(width);
          for (const command of [...start, ...story]) {
            instance.save(words, 0);
            loaded.load(words, 0);
            expect(loaded.isUntouched()).toBe(true);
            const answer = instance.execute(command);
            expect(printAnswer(command, loaded.execute(command)), printCommand(command)) //
              .toBe(printAnswer(command, answer));
            expect(model.take(command, answer).answer, printCommand(command)).toBe(answer);
            expect(agrees(instance, model), printCommand(command)).toBe(true);
            expect(agrees(loaded, model), printCommand(command)).toBe(true);
            instance.save(words, 0);
            expect(instance.stray()).toBe(0);
          }
        }),
        { numRuns: 60 },
      );
    });
  }

  const run = (instance: EngineInstance, ...commands: readonly CommandJson[]): string[] =>
    commands.map(commandFromJson).map((command: Command) => printAnswer(command, instance.execute(command)));
  const request = { kind: 'page_request', actor: 'd1', pasid: '1', grpid: 'prg0' };
  const part = { ...request, kind: 'page_request_message', page: 'not-last', mode: 'ordinary' };
  const thread = { kind: 'prq_event_thread', actor: 'kernel' };

  it('refuses what it has no room to keep account of', () => {
    const Tiny = defineHost({ ...fullGeometry, pasids: 2 ** 12, bindings: 64, requests: 64, partials: 64 });
    const tight = defineHost({ ...Tiny.regions.geometry, requests: 8, partials: 8 });
    const topology = new Topology({ ...ringOfThree, grpids: 2 });
    const instance = new EngineInstance(topology, { Host: tight });
    const { words } = instance.host;
    words[tight.regions.requests.count] = tight.regions.requests.limit;
    words[tight.regions.partials.count] = tight.regions.partials.limit;
    const withData = { ...part, page: 'private' };
    expect(run(instance, request, part, withData)).toEqual(['-ENOMEM', '-ENOMEM', '-ENOMEM']);
    words[tight.regions.requests.count] = 0;
    expect(run(instance, withData)).toEqual(['-ENOMEM']);
    words[tight.regions.prqOverflow] = 1;
    expect(run(instance, part)).toEqual(['-ENOMEM']);
    expect(run(instance, thread, thread)).toEqual(['0', '-EAGAIN']);
  });

  it('takes note of nothing where there is no queue, unless it is a last page', () => {
    const { prq: _, ...plain } = ringOfThree;
    const instance = new EngineInstance(new Topology(plain), { Host: Small });
    expect(run(instance, part, { ...part, page: 'last' }, thread)).toEqual(['0', '0', '-EAGAIN']);
    expect(instance.host.pageRequestMessage(1, 2 ** 20, 0, 0, 0)).toBe(0);
    const alloc = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };
    const bind = {
      kind: 'vfio_bind_gpasid',
      actor: 'vm1',
      container: 'c1',
      hpasid: 'p1',
      gpasid: 'none',
      gpgd: 'pgd1',
    };
    expect(run(instance, alloc, bind, part)).toEqual(['p1', '0', '0']);
    const state = new DenseStore(hostLayout(new Topology(plain)));
    const words = new Int32Array(state.packing.words);
    instance.save(words, 0);
    expect(instance.stray()).toBe(0);
  });

  it('tells of a request that is shown to a guest under a number that the instance does not have', () => {
    const instance = new EngineInstance(new Topology(responses.topology), { Host: Small });
    const alloc = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };
    const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'g1', gpgd: 'pgd1' };
    expect(run(instance, alloc)).toEqual(['p1']);
    const encoded = new Int32Array(instance.encodedWords);
    instance.encode(commandFromJson(bind), encoded, 0);
    encoded[gpasidWord] = 99;
    expect(instance.issue(encoded, 0)).toBe(0);
    expect(run(instance, request)).toEqual(['0']);
    const { columns } = hostLayout(new Topology(responses.topology));
    const shown = columns.find(({ table }) => table === 'shownRequest')?.number as number;
    expect([instance.cell(shown, 0), instance.occupied(shown)]).toEqual([-1, 1]);
  });

  it('counts what is queued by a device of nobody', () => {
    const instance = new EngineInstance(new Topology(prqRing.topology), { Host: Small });
    instance.host.pageRequest(7, 2 ** 20, 7);
    instance.host.pageRequestMessage(7, 5, 0, 1, 0);
    instance.save(new Int32Array(64), 0);
    expect(instance.stray()).toBe(3);
    const { columns } = hostLayout(new Topology(prqRing.topology));
    const foreign = columns
      .filter(({ number, rows }) => rows > 0 && instance.cell(number, 0) === -1)
      .map(({ name }) => name);
    expect(foreign).toEqual(['device', 'grpid']);
    const { prq: _, ...plain } = prqRing.topology;
    const bare = new EngineInstance(new Topology(plain), { Host: Small });
    bare.host.words[Small.regions.prqCount] = 1;
    bare.save(new Int32Array(64), 0);
    expect(bare.stray()).toBe(1);
  });
});
