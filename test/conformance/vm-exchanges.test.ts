import { describe, expect, it } from 'vitest';
import { BatchSearch } from '../../checker/batch-search.ts';
import { CompiledSystem } from '../../compile/compiled-system.ts';
import { orbitOf } from '../../compile/symmetry/orbit.ts';
import { SymmetricSystem } from '../../compile/symmetry/symmetric-system.ts';
import { symmetriesOf } from '../../compile/symmetry/symmetries.ts';
import { trace } from '../../compile/traced.ts';
import { hostProgram } from '../../conformance/host-program.ts';
import { vmExchanges } from '../../conformance/vm-exchanges.ts';
import { spine } from '../../generators/instances/spine.ts';
import { commandsWithin } from '../../generators/within.ts';
import { golden } from '../../spec/designs/golden.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';

/** Two VMs that have the like: a container with a device, and its file. */
const alike: TopologyData = {
  commands: spine,
  vms: [{ pasidSpace: 'identity' }, { pasidSpace: 'identity' }],
  containers: [
    { vm: 1, nesting: true, domains: [[[2]]] },
    { vm: 2, nesting: true, domains: [[[1]]] },
  ],
  fds: [
    { device: 1, holders: [2] },
    { device: 2, holders: [1] },
  ],
  hpasids: 2,
  gpasids: 1,
  pgds: 1,
  grpids: 1,
  sets: 2,
  capacity: 2,
  hostQuota: 0,
};

function symmetric(data: TopologyData) {
  const topology = new Topology(data);
  const commands = commandsWithin(topology);
  const traced = trace(hostProgram({ topology, design: golden, commands, invariants: [], witnesses: [] }));
  return { traced, symmetries: symmetriesOf(traced, [vmExchanges(topology, traced.program.layout)]) };
}

const searched = (system: CompiledSystem | SymmetricSystem): BatchSearch => {
  const search = new BatchSearch(system, { memoryBytes: 2 ** 24 });
  while (search.advance(1 << 16));
  return search;
};

describe('two VMs', () => {
  it('are interchangeable with all that is theirs, if they have the like', () => {
    const { traced, symmetries } = symmetric(alike);
    expect(symmetries.sorts).toEqual([
      'hpasid with row {p1, p2}',
      'vm with its containers, devices and files {vm1, vm2}',
    ]);
    const system = new CompiledSystem(traced);
    const [full, reduced] = [searched(system), searched(new SymmetricSystem(traced, system, symmetries))];
    const store = new DenseStore(traced.program.layout);
    const words = new Int32Array(system.width);
    let states = 0;
    for (let state = 0; state < reduced.distinct; state++) {
      reduced.read(state, words);
      store.unpack(words, 0);
      states += orbitOf(store.cells.slice(), symmetries.generators).length;
    }
    expect(states).toBe(full.distinct);
    expect(reduced.distinct).toBeLessThan(full.distinct / 3);
  });

  for (const [what, other] of [
    [
      'one has a device more',
      {
        ...alike,
        containers: [
          { vm: 1, nesting: true, domains: [[[2, 3]]] },
          { vm: 2, nesting: true, domains: [[[1]]] },
        ],
      },
    ],
    ['one has no open file', { ...alike, fds: [{ device: 1, holders: [2] }] }],
    [
      'one has a file whose device is held by both',
      {
        ...alike,
        fds: [
          { device: 1, holders: [2] },
          { device: 2, holders: [1, 2] },
        ],
      },
    ],
    [
      'one has a PASID space of its own',
      { ...alike, vms: [{ pasidSpace: 'identity' }, { pasidSpace: 'guest-owned' }] },
    ],
  ] as const satisfies readonly (readonly [string, TopologyData])[]) {
    it(`are not where ${what}`, () => {
      expect(symmetric(other).symmetries.sorts).not.toContain('vm with its containers, devices and files {vm1, vm2}');
    });
  }
});
