import { describe, expect, it } from 'vitest';
import { Expansion } from '../../checker/expansion.ts';
import { Search } from '../../checker/search.ts';
import type { Sighting } from '../../checker/sightings.ts';
import { type HostAction, hostProgram, type Subject } from '../../conformance/host-program.ts';
import { HostSystem } from '../../conformance/host-system.ts';
import { commandsWithin } from '../../generators/within.ts';
import type { Invariant, StepCase } from '../../invariants/invariant.ts';
import type { Witness } from '../../invariants/reachable.ts';
import { rules } from '../../spec/commands.ts';
import { golden } from '../../spec/designs/golden.ts';
import type { Device } from '../../spec/sorts.ts';
import { Topology } from '../../spec/topology.ts';
import { oneGuest, twoGuests } from './planted.ts';

const topology = new Topology(oneGuest);
const subject: Subject = {
  topology,
  design: golden,
  commands: commandsWithin(topology),
  invariants: [],
  witnesses: [],
};
const always = { property: '', sentence: '', sources: [], catches: [] };
const failing = 1 as Device;
const possible = { sentence: '', within: () => true };

describe('the host as a system', () => {
  it('compares no edge where there is nothing to compare it with', () => {
    expect(new HostSystem(hostProgram(subject), null).edgesCompared).toBe(0);
  });

  it('starts in one state and gives every granted command a successor for each value it may answer', () => {
    const guests = new Topology(twoGuests);
    const commands = commandsWithin(guests);
    const program = hostProgram({ ...subject, topology: guests, commands });
    const system = new HostSystem(program, null);
    const into = new Expansion(system.width);
    system.initial(into);
    expect(into.count).toBe(1);
    const state = into.words.slice(0, system.width);
    into.clear();
    system.expand(state, 0, into);
    const taken = Array.from(into.labels.slice(0, into.count), (label) => program.hostActions[label] as HostAction);
    const allocated = taken.filter(({ command }) => command.kind === 'ioasid_alloc');
    // Two VMs have a set from boot, the host's own has no quota; three PASIDs are free.
    expect(allocated.map(({ value }) => value)).toEqual([1, 2, 3, 1, 2, 3]);
    expect(taken.every(({ command, value }) => command.kind === 'ioasid_alloc' || value === 0)).toBe(true);
  });

  it('marks an invariant in states and on steps, and asks of refusals only those that speak of them', () => {
    const refused: StepCase = ({ answer }) => (answer < 0 ? 'refused' : null);
    const invariants: Invariant[] = [
      { ...always, id: 'test/state', of: 'state', cases: () => [() => 'always'] },
      { ...always, id: 'test/step', of: 'step', cases: () => [refused] },
      {
        ...always,
        id: 'test/refusal',
        of: 'step',
        ofRefusals: true,
        cases: () => [refused],
      },
    ];
    const search = new Search(new HostSystem(hostProgram({ ...subject, invariants }), null));
    search.advance(1);
    expect(search.sighting(0)).toEqual({ state: 0, label: -1 });
    expect(search.sighting(1)).toBeUndefined();
    expect(search.sighting(2)?.state).toBe(0);
  });

  it('marks every witness once, where it is seen first', () => {
    const witnesses: Witness[] = [
      { ...possible, id: 'test/state', of: 'state', cases: () => [({ state }) => state.device.at(failing).failsBind] },
      {
        ...possible,
        id: 'test/step',
        of: 'step',
        cases: (_, { kind }) => (kind === 'inject_bind_failure' ? [() => true] : []),
      },
      { ...possible, id: 'test/never', of: 'step', cases: () => [() => false] },
    ];
    const program = hostProgram({ ...subject, witnesses });
    const search = new Search(new HostSystem(program, null));
    while (search.advance(100)) expect(search.queue).toBeGreaterThan(0);
    const seen = search.sighting(program.markOf.witness) as Sighting;
    const [last] = search.path(seen.state).slice(-1) as [number];
    expect(program.hostActions[last]?.command).toMatchObject({
      kind: 'inject_bind_failure',
      device: failing,
      enabled: 1,
    });
    expect(search.path(seen.state).length).toBe(1);
    expect(search.sighting(program.markOf.witness + 1)?.state).toBe(0);
    expect(search.sighting(program.markOf.witness + 2)).toBeUndefined();
  });

  it('marks every rule that refuses', () => {
    const program = hostProgram(subject);
    const search = new Search(new HostSystem(program, null));
    while (search.advance(100)) expect(search.queue).toBeGreaterThan(0);
    const reached = rules.filter((_, index) => search.sighting(program.markOf.rule + index) !== undefined);
    expect(reached.map(({ id }) => id)).toContain('vfio/bind-mapping-mismatch');
    expect(reached.map(({ id }) => id)).not.toContain('vfio/bind-not-nesting');
  });
});
