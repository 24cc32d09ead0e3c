import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandsWithin } from '../../generators/within.ts';
import type { Host } from '../../model/host.ts';
import { allows, candidates, decide, effectsInOrder, perform } from '../../model/model.ts';
import { commandFromJson, commandKinds, commandOf } from '../../spec/commands.ts';
import { golden } from '../../spec/designs/golden.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import { viewOf } from '../../spec/schema/view.ts';
import { boot, hostLayout } from '../../spec/state.ts';
import { Topology } from '../../spec/topology.ts';
import { Bench, twoMappings, withSets } from './bench.ts';

const topology = new Topology(twoMappings);
const layout = hostLayout(topology);
const commands = commandsWithin(topology);

describe('the model', () => {
  it('lets a command that chooses nothing answer 0 only', () => {
    const { host } = new Bench();
    const free = commandOf('ioasid_free', [1, 1]);
    expect([candidates(topology, 'ioasid_free'), allows(host, free, 0), allows(host, free, 1)]) //
      .toEqual([[0], true, false]);
  });

  it('has a set, a host PASID or an amount chosen for what answers one', () => {
    const choosing = commandKinds.filter((kind) => candidates(topology, kind).length > 1);
    expect(choosing.map((kind) => [kind, candidates(topology, kind)])).toEqual([
      ['ioasid_set_alloc', [0, 1, 2]],
      ['ioasid_alloc', [1, 2, 3]],
      ['vcmd_alloc_pasid', [1, 2, 3]],
      ['ioasid_find_mm_set', [0, 1, 2]],
      ['ioasid_reserve_capacity', [0, 1, 2, 3, 4, 5]],
      ['ioasid_cancel_capacity', [0, 1, 2, 3, 4, 5]],
      ['vfio_pasid_request_alloc', [1, 2, 3]],
      ['ioasid_find_by_spid', [1, 2, 3]],
      ['ioasid_alloc_range', [1, 2, 3]],
      ['iommu_aux_attach_device', [1, 2, 3]],
    ]);
  });

  it('answers the value that was chosen', () => {
    const { host } = new Bench([withSets]);
    expect(perform(host, commandOf('ioasid_alloc', [1, 1]), 3)).toBe(3);
    expect(host.state.ioasid.first('state', 'idle')).toBe(3);
  });

  it('performs a command as one effect after another', () => {
    const bind = commandFromJson({
      kind: 'vfio_bind_gpasid',
      actor: 'vm1',
      container: 'c1',
      hpasid: 'p2',
      gpasid: 'none',
      gpgd: 'pgd1',
    });
    const setAlloc = commandFromJson({
      kind: 'ioasid_set_alloc',
      actor: 'kernel',
      type: 'MM',
      token: 'vm1',
      quota: '2',
    });
    const cellsAfter = (carryOut: (host: Host) => void) => {
      const store = new DenseStore(layout);
      const host: Host = { topology, policy: golden.policy, state: viewOf(layout, store) };
      boot(topology, host.state);
      perform(host, setAlloc, 1);
      perform(host, commandOf('ioasid_alloc', [1, 1]), 2);
      carryOut(host);
      return [...store.cells];
    };
    const whole = cellsAfter((host) => perform(host, bind, 0));
    let count = 0;
    const parted = cellsAfter((host) => {
      for (const effect of effectsInOrder(host, bind, 0)) {
        expect(effect(host)).toBe(null);
        count++;
      }
    });
    expect(count).toBeGreaterThan(1);
    expect(parted).toEqual(whole);
    expect(parted).not.toEqual(cellsAfter(() => {}));
  });

  it('writes nothing when it decides, refuses without effect, and grants with at least one answer', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(commands.length - 1), { maxLength: 200 }), fc.nat(), (numbers, choice) => {
        const store = new DenseStore(layout);
        const host: Host = { topology, policy: golden.policy, state: viewOf(layout, store) };
        boot(topology, host.state);
        for (const number of numbers) {
          const command = commands[number] as (typeof commands)[number];
          store.keep();
          const refused = decide(host, command) !== null;
          expect(store.changed()).toBe(false);
          if (refused) continue;
          const values = candidates(topology, command.kind).filter((value) => allows(host, command, value));
          expect(values).not.toEqual([]);
          const value = values[choice % values.length] as number;
          expect(perform(host, command, value)).toBe(value);
        }
      }),
      { numRuns: 60 },
    );
  });
});
