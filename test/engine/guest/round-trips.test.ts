/** What KVM translates, what mediated devices' registers hold and who is told of events, as a state that is written down and taken up again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EngineInstance } from '../../../engine/instance.ts';
import { defaultPasid } from '../../../generators/instances/default-pasid.ts';
import { kvm } from '../../../generators/instances/kvm.ts';
import { mmReuse } from '../../../generators/instances/mm-reuse.ts';
import { notifiers } from '../../../generators/instances/notifiers.ts';
import { vdcm } from '../../../generators/instances/vdcm.ts';
import { commandsWithin } from '../../../generators/within.ts';
import { commandFromJson } from '../../../spec/commands.ts';
import { DenseStore } from '../../../spec/schema/dense.ts';
import { stateToJson } from '../../../spec/schema/json.ts';
import { hostLayout } from '../../../spec/state.ts';
import { Topology } from '../../../spec/topology.ts';
import { SmallClass } from '../small-host.ts';

const alloc = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };
const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p2', gpasid: 'g1', gpgd: 'pgd1' };
/** vm1 has p1 and p2, and calls p2 by the number of the other. */
const prelude = [alloc, alloc, bind];
const register = { kind: 'ioasid_register_notifier', actor: 'user1', set: 's1' };
const cases = [
  { host: kvm, story: prelude, shown: { pasidTranslation: { 'kvm1,g1': { number: '2' } } } },
  {
    host: vdcm,
    story: [...prelude, { kind: 'mdev_config_write', actor: 'mdev2', pasid: '1' }],
    shown: { mdevRegister: { mdev2: { number: '2' } } },
  },
  {
    host: defaultPasid,
    story: [{ kind: 'iommu_aux_attach_device', actor: 'kernel', device: 'd1' }],
    shown: {
      defaultPasid: { 'aux1,d1': { hpasid: 'p1' } },
      secondLevelEntry: { 'aux1,d1,1': { did: 'did2' } },
    },
  },
  {
    host: mmReuse,
    story: [alloc, { kind: 'ioasid_get', actor: 'user1', set: 's1', hpasid: 'p1' }, { kind: 'mm_exit', actor: 'vm1' }],
    shown: { exitedProcess: { 'mm1,vm1': { exited: true } }, inheritedSet: undefined, inheritedBinding: undefined },
  },
  {
    host: notifiers,
    story: [
      { ...register, actor: 'user2', set: 'none' },
      { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '1' },
      register,
      alloc,
      { kind: 'ioasid_get', actor: 'user1', set: 's1', hpasid: 'p1' },
      { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' },
    ],
    shown: {
      setNotifier: { 'chain1,s1,user1': { registered: true } },
      globalNotifier: { 'chain1,user2': { registered: true } },
      waitingNotifier: undefined,
      lastFree: { nb1: { place: 1 }, nb2: { place: 2 }, nb3: { place: 3 } },
    },
  },
];

for (const { host, story: begin, shown } of cases) {
  const tables = Object.keys(shown);
  const topology = new Topology(host.topology);
  const layout = hostLayout(topology);
  const anyCommand = fc.constantFrom(...commandsWithin(topology));
  const story = fc.array(anyCommand, { maxLength: 60 });
  const store = new DenseStore(layout);

  const begun = (): EngineInstance => {
    const instance = new EngineInstance(topology, { Host: SmallClass });
    for (const json of begin) expect(instance.execute(commandFromJson(json))).toBeGreaterThanOrEqual(0);
    return instance;
  };
  const saved = (instance: EngineInstance): Int32Array => {
    const words = new Int32Array(store.packing.words);
    instance.save(words, 0);
    expect(instance.stray()).toBe(0);
    store.unpack(words, 0);
    return words;
  };

  describe(`the ${tables.join(', ')} of the engine`, () => {
    it('is saved as it came about', () => {
      saved(begun());
      const state = stateToJson(layout, store);
      expect(Object.fromEntries(tables.map((table) => [table, state[table]]))).toEqual(shown);
    });

    it('is loaded as it was saved, and goes on from there', () => {
      const loaded = new EngineInstance(topology, { Host: SmallClass });
      fc.assert(
        fc.property(story, story, (first, next) => {
          const replayed = begun();
          for (const command of first) replayed.execute(command);
          const state = saved(replayed);
          loaded.load(state, 0);
          expect(saved(loaded)).toEqual(state);
          for (const command of next) expect(loaded.execute(command)).toBe(replayed.execute(command));
          expect(saved(loaded)).toEqual(saved(replayed));
        }),
      );
    });

    it('is told cell by cell as it is saved', () => {
      const columns = layout.columns.filter(({ table }) => tables.includes(table));
      expect(columns).toHaveLength(tables.length);
      const start = saved(begun());
      const instance = new EngineInstance(topology, { Host: SmallClass });
      fc.assert(
        fc.property(story, (commands) => {
          instance.load(start, 0);
          for (const command of commands) instance.execute(command);
          saved(instance);
          for (const { number, rows, offset } of columns) {
            const column = [...store.cells.subarray(offset, offset + rows)];
            expect(column.map((_, row) => instance.cell(number, row))).toEqual(column);
            expect(instance.occupied(number)).toBe(column.filter((code) => code !== 0).length);
          }
        }),
      );
    });
  });
}
