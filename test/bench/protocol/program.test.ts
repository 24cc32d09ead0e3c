import { describe, expect, it } from 'vitest';
import { configurationB, configurationF, configurationP } from '../../../bench/protocol/configuration.ts';
import { protocol } from '../../../bench/protocol/program.ts';
import { type ProtocolState, protocolLayout } from '../../../bench/protocol/schema.ts';
import { Search } from '../../../checker/search.ts';
import { sight } from '../../../compile/program.ts';
import { DenseStore } from '../../../spec/schema/dense.ts';
import { packingOf } from '../../../spec/schema/layout.ts';
import { viewOf } from '../../../spec/schema/view.ts';
import type { Device, Grpid, Hpasid, Vm } from '../../../spec/sorts.ts';
import { PlainSystem } from '../../compile/plain-system.ts';

const [vm1, vm2] = [1, 2] as [Vm, Vm];
const [d1, d2, d3] = [1, 2, 3] as [Device, Device, Device];
const [p1, p2, p3] = [1, 2, 3] as [Hpasid, Hpasid, Hpasid];
const prg0 = 0 as Grpid;

/** The names of the invariants that are broken in the initial state of F, once changed. */
const brokenBy = (change: (state: ProtocolState) => void) => {
  const program = protocol(configurationF);
  const layout = protocolLayout(configurationF);
  const store = new DenseStore(layout);
  const run = program.on(store, store, () => false);
  run.boot();
  change(viewOf(layout, store));
  const broken = run.stateCases.filter(({ look }) => look() === sight.broken);
  return [...new Set(broken.map(({ broken }) => program.marks[broken as number]))];
};

describe('the benchmark protocol', () => {
  it('has the states of configuration B, and breaks no invariant in them', () => {
    const program = protocol(configurationB);
    const search = new Search(new PlainSystem(program));
    while (search.advance(10_000));
    const { distinct, generated, depth } = search;
    expect({ distinct, generated, depth }).toEqual(configurationB.counts);
    expect(program.marks.map((_, mark) => search.sighting(mark))).not.toContainEqual(expect.anything());
  });

  it('has 93 actions in configuration F, each with a name of its own', () => {
    const { actions } = protocol(configurationF);
    expect(new Set(actions).size).toBe(93);
    expect(actions[0]).toBe('response(d1, p1, prg0, 0)');
    expect(actions).toContain('bindStart(vm1, p3)');
    expect(actions.at(-1)).toBe('bindStart(vm2, p3, g2)');
  });

  it('fits into two words in its largest configuration', () => {
    expect(packingOf(protocol(configurationP).layout)).toMatchObject({ words: 2, bits: 63 });
  });

  it('leaves a freed PASID cached after six commands if freeing ignores the cache', () => {
    const program = protocol(configurationB, 'free ignores the PASID cache');
    const search = new Search(new PlainSystem(program));
    const mark = program.marks.findIndex((name) => name.startsWith('a cached entry'));
    while (search.sighting(mark) === undefined && search.advance(1));
    const path = search.path(search.sighting(mark)?.state as number).map((action) => program.actions[action]);
    expect(path).toHaveLength(6);
    expect(path.at(-1)).toBe('free(vm1, p1)');
  });
});

describe('the invariants of the benchmark protocol', () => {
  it('hold in the initial state', () => {
    expect(brokenBy(() => {})).toEqual([]);
  });

  const founded = 'an entry implies that its device is attached, the VM is up and owns the PASID';
  const mode = "the kind of an entry fits the VM's mode";
  const cached = 'a cached entry implies that its device is attached and the VM owns the PASID';
  const tracked = 'a guest PASID is tracked for one host PASID per VM';
  const context = 'the bind context is empty when idle and otherwise names a PASID of that VM';

  const own = (state: ProtocolState) => {
    state.pasid.at(p1).owner = vm2;
    state.pasid.at(p2).owner = vm2;
  };
  const cases: readonly [string, (state: ProtocolState) => void, string][] = [
    ['an entry of a PASID that its VM does not own', (s) => (s.entry.at(d1, p1).kind = 'identity'), founded],
    [
      'an entry of a detached device',
      (s) => {
        own(s);
        s.entry.at(d2, p1).kind = 'g1';
        s.device.at(d2).attached = false;
      },
      founded,
    ],
    [
      'an entry of a VM that is down',
      (s) => {
        own(s);
        s.entry.at(d2, p1).kind = 'g1';
        s.vm.at(vm2).up = false;
      },
      founded,
    ],
    [
      'an identity entry in a VM whose guest numbers its PASIDs itself',
      (s) => {
        own(s);
        s.entry.at(d3, p1).kind = 'identity';
      },
      mode,
    ],
    [
      'an entry with a guest PASID in a VM that uses host PASIDs',
      (s) => {
        s.pasid.at(p1).owner = vm1;
        s.entry.at(d1, p1).kind = 'g2';
      },
      mode,
    ],
    ['a cached entry of a free PASID', (s) => (s.entry.at(d3, p3).cached = true), cached],
    [
      'a guest PASID on two host PASIDs, on two devices',
      (s) => {
        own(s);
        s.entry.at(d2, p1).kind = 'g1';
        s.entry.at(d3, p2).kind = 'g1';
      },
      tracked,
    ],
    ['a request without an entry', (s) => (s.group.at(d1, prg0).pending = p2), 'a pending request implies an entry'],
    [
      'three PASIDs of one VM',
      (s) => {
        own(s);
        s.pasid.at(p3).owner = vm2;
      },
      'no VM owns more PASIDs than its quota',
    ],
    ['an idle VM that still names a PASID', (s) => (s.vm.at(vm1).hpasid = p1), context],
    ['an idle VM that still names a guest PASID', (s) => (s.vm.at(vm2).gpasid = 'g2'), context],
    ['a bind of no PASID', (s) => (s.vm.at(vm1).phase = 'binding'), context],
    [
      'a bind of a PASID that the VM does not own',
      (s) => {
        s.vm.at(vm1).phase = 'rolling back';
        s.vm.at(vm1).hpasid = p1;
      },
      context,
    ],
  ];
  for (const [what, change, invariant] of cases) {
    it(`object to ${what}`, () => {
      expect(brokenBy(change)).toEqual([invariant]);
    });
  }
});
