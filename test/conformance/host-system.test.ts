import { describe, expect, it } from 'vitest';
import { Expansion } from '../../checker/expansion.ts';
import { Search } from '../../checker/search.ts';
import { HostSystem, type Subject } from '../../conformance/host-system.ts';
import { commandsWithin } from '../../generators/within.ts';
import type { Invariant } from '../../invariants/invariant.ts';
import type { Witness } from '../../invariants/reachable.ts';
import { rules } from '../../spec/commands.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology } from '../../spec/topology.ts';
import { oneGuest, twoGuests } from './planted.ts';

const topology = new Topology(oneGuest);
const subject: Subject = {
  topology,
  design: golden,
  commands: commandsWithin(topology),
  invariants: [],
  witnesses: [],
  implementation: null,
};
const always = { property: '', sentence: '', sources: [], catches: [] };
const possible = { sentence: '', within: () => true };

describe('the host as a system', () => {
  it('starts in one state and gives every granted command a successor for each value it may answer', () => {
    const guests = new Topology(twoGuests);
    const commands = commandsWithin(guests);
    const system = new HostSystem({ ...subject, topology: guests, commands });
    const into = new Expansion(system.width);
    system.initial(into);
    expect(into.count).toBe(1);
    const state = into.words.slice(0, system.width);
    into.clear();
    system.expand(state, 0, into);
    const taken = Array.from(into.labels.slice(0, into.count), (label) => system.labelled(label));
    const allocated = taken.filter(({ command }) => command.kind === 'ioasid_alloc');
    // Two VMs have a set from boot, the host's own has no quota; three PASIDs are free.
    expect(allocated.map(({ value }) => value)).toEqual([1, 2, 3, 1, 2, 3]);
    expect(taken.every(({ command, value }) => command.kind === 'ioasid_alloc' || value === 0)).toBe(true);
  });

  it('marks an invariant in states and on steps, and asks of refusals only those that speak of them', () => {
    const invariants: Invariant[] = [
      { ...always, id: 'test/state', of: 'state', broken: () => 'always' },
      { ...always, id: 'test/step', of: 'step', broken: ({ answer }) => (answer < 0 ? 'refused' : null) },
      {
        ...always,
        id: 'test/refusal',
        of: 'step',
        ofRefusals: true,
        broken: ({ answer }) => (answer < 0 ? 'refused' : null),
      },
    ];
    const search = new Search(new HostSystem({ ...subject, invariants }));
    search.advance(1);
    expect(search.sighting(0)).toEqual({ state: 0, label: -1 });
    expect(search.sighting(1)).toBeUndefined();
    expect(search.sighting(2)?.state).toBe(0);
  });

  it('marks every witness once, where it is seen first', () => {
    let asked = 0;
    const witnesses: Witness[] = [
      { ...possible, id: 'test/state', of: 'state', seen: () => asked++ > 1 },
      {
        ...possible,
        id: 'test/step',
        of: 'step',
        seen: ({ command }) => command.kind === 'inject_bind_failure',
      },
      { ...possible, id: 'test/never', of: 'step', seen: () => false },
    ];
    const system = new HostSystem({ ...subject, witnesses });
    const search = new Search(system);
    while (search.advance(100)) expect(search.queue).toBeGreaterThan(0);
    expect(search.sighting(system.firstWitnessMark)).toEqual({ state: 2, label: -1 });
    expect(asked).toBe(3);
    expect(search.sighting(system.firstWitnessMark + 1)?.state).toBe(0);
    expect(search.sighting(system.firstWitnessMark + 2)).toBeUndefined();
  });

  it('marks every rule that refuses', () => {
    const system = new HostSystem(subject);
    const search = new Search(system);
    while (search.advance(100)) expect(search.queue).toBeGreaterThan(0);
    const reached = rules.filter((_, index) => search.sighting(system.firstRuleMark + index) !== undefined);
    expect(reached.map(({ id }) => id)).toContain('vfio/bind-mapping-mismatch');
    expect(reached.map(({ id }) => id)).not.toContain('vfio/bind-not-nesting');
  });
});
