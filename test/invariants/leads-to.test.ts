import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EdgewiseSearch } from '../../conformance/edgewise-search.ts';
import { hostProgram } from '../../conformance/host-program.ts';
import { checkLeadsTo, type LassoStory, type LeadsToResult, leadsToStatesMax } from '../../conformance/leads-to.ts';
import { commandsWithin } from '../../generators/within.ts';
import { eventuallyReclaimed } from '../../invariants/ioasid/eventually-reclaimed.ts';
import type { Fair, LeadsTo, LeadsToCase } from '../../invariants/leads-to.ts';
import { leadsToProperties } from '../../invariants/leads-to-properties.ts';
import { eventuallyAnswered } from '../../invariants/page-request/eventually-answered.ts';
import { overflowCleared } from '../../invariants/page-request/overflow-cleared.ts';
import { printAnswer, printCommand } from '../../spec/commands.ts';
import { designs } from '../../spec/designs/designs.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';
import { oneGuest } from '../conformance/planted.ts';
import { queueOfOne } from '../spec/topologies.ts';

/** Two devices of one VM, of which only the first has a file through which to answer. */
const small: TopologyData = {
  ...oneGuest,
  containers: [{ vm: 1, nesting: true, domains: [[[1]], [[2]]] }],
  gpasids: 1,
};

function judge(property: LeadsTo, name: string = golden.name, data = small) {
  const design = designs.find((candidate) => candidate.name === name) ?? golden;
  const topology = new Topology(data);
  const commands = commandsWithin(topology);
  const program = hostProgram({ topology, design, commands, invariants: [], witnesses: [] });
  const search = new EdgewiseSearch(program, null, { graphUpTo: leadsToStatesMax });
  search.advance(leadsToStatesMax);
  const [result] = checkLeadsTo({ search, topology, design }, [property]);
  return result as LeadsToResult;
}

/** An overflow takes a queue, and nothing else: no PASID is ever allocated. */
const topologyFor = (property: LeadsTo): TopologyData =>
  property === overflowCleared ? { ...queueOfOne, commands: ['page_request', 'prq_event_thread'] } : small;

const told = (steps: LassoStory['stem'] = []) =>
  steps.map(({ command, answer }) => `${printCommand(command)} = ${printAnswer(command, answer)}`);

/** The property for a user, or a worker, that may stop. */
const without = (property: LeadsTo, who: Fair['who']): LeadsTo => ({
  ...property,
  cases: (topology) =>
    property.cases(topology).map((each) => ({ ...each, fair: each.fair.filter((fair) => fair.who !== who) })),
});

describe('the leads-to properties', () => {
  it('each stand under their own id, with a sentence and a source', () => {
    expect(leadsToProperties.filter(({ id }) => !existsSync(`invariants/${id}.ts`))).toEqual([]);
    for (const { sentence, property, sources, catches } of leadsToProperties) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(property).toMatch(/^L\d$/);
      expect(sources.length).toBeGreaterThan(0);
      expect(catches.length).toBeGreaterThan(0);
    }
  });

  for (const property of leadsToProperties) {
    it(`${property.id} holds, and had something to check`, () => {
      const { held, antecedent } = judge(property, golden.name, topologyFor(property));
      expect(held).toBe(true);
      expect(antecedent).toBeGreaterThan(0);
    });

    for (const name of property.catches) {
      it(`${property.id} is broken by ${name}, in a run that begins with at most 5 commands`, () => {
        const { held, story } = judge(property, name, topologyFor(property));
        expect(held).toBe(false);
        expect(story?.stem.length).toBeLessThanOrEqual(5);
      });
    }
  }
});

describe('a reclaim that waits for an unbind', () => {
  it('waits for ever, since the unbind is refused', () => {
    const { story } = judge(eventuallyReclaimed, 'fault/reclaim-waits');
    expect(story?.about).toBe('p1');
    expect(story?.stem.at(-1)?.command.kind).toBe('ioasid_free');
    expect(story?.stem).toHaveLength(3);
    expect(told(story?.cycle)).toEqual(['ioasid_reclaim(actor=kernel, hpasid=p1) = -EBUSY']);
  });
});

describe('a host PASID with users inside the kernel', () => {
  it('can count on each of them for its own reference', () => {
    const [p1] = eventuallyReclaimed.cases(new Topology({ ...small, users: 2 }));
    const [, kvm, vdcm] = (p1 as LeadsToCase).fair;
    const put = { kind: 'ioasid_put', actor: 1, set: 1, hpasid: 1 };
    const work = { kind: 'vdcm_work', actor: 2, hpasid: 1 };
    const all = [put, { ...put, actor: 2 }, { ...put, hpasid: 2 }, work, { ...work, hpasid: 2 }];
    expect(all.map((command) => kvm?.includes(command as never))).toEqual([true, false, false, false, false]);
    expect(all.map((command) => vdcm?.includes(command as never))).toEqual([false, true, false, true, false]);
  });
});

describe('a host PASID with a user inside the kernel', () => {
  const used: TopologyData = {
    ...small,
    users: 1,
    commands: ['ioasid_alloc', 'ioasid_free', 'ioasid_get', 'ioasid_put'],
  };

  it('is reclaimed in the end, since the user goes on to put it', () => {
    const { held, antecedent } = judge(eventuallyReclaimed, golden.name, used);
    expect([held, antecedent > 0]).toEqual([true, true]);
    const { story } = judge(without(eventuallyReclaimed, 'worker'), golden.name, used);
    expect(story?.stem.map(({ command }) => command.kind)).toEqual(['ioasid_alloc', 'ioasid_get', 'ioasid_free']);
  });
});

describe('a worker that stops', () => {
  it('leaves host PASIDs that wait to be freed', () => {
    const { story } = judge(without(eventuallyReclaimed, 'worker'));
    expect(story?.stem.map(({ command }) => command.kind)).toEqual(['ioasid_alloc', 'vfio_bind_gpasid', 'ioasid_free']);
    expect(story?.cycle).toEqual([]);
  });
});

describe('a user who stops', () => {
  it('leaves page requests pending, since there is no time-out', () => {
    const { story } = judge(without(eventuallyAnswered, 'user'));
    expect(story?.stem.map(({ command }) => command.kind)).toEqual([
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'page_request',
    ]);
    expect(story?.cycle).toEqual([]);
  });

  it('keeps no host PASID from being reclaimed', () => {
    expect(judge(without(eventuallyReclaimed, 'user')).held).toBe(true);
  });
});

describe('a page request', () => {
  it('can count on its own VM alone, and on an answer to itself', () => {
    const topology = new Topology({ ...small, vms: [...small.vms, ...small.vms], sets: 2, capacity: 2, grpids: 2 });
    const [prg0] = eventuallyAnswered.cases(topology);
    const holder = prg0?.fair.find(({ who }) => who === 'user') as Fair;
    const answer = { kind: 'page_response', actor: 1, fd: 1, pasid: 1, grpid: 0, code: 0 } as never as object;
    const unbind = { kind: 'vfio_unbind_gpasid', actor: 1, container: 1, hpasid: 1 };
    const counts = (command: object) => holder.includes(command as never);
    expect(prg0?.about).toBe('prg0 of d1 at row 1');
    expect([answer, { ...answer, code: 2 }, unbind].map(counts)).toEqual([true, true, true]);
    const others = [
      { ...answer, actor: 2 },
      { ...answer, fd: 2 },
      { ...answer, pasid: 2 },
      { ...answer, grpid: 1 },
      { ...answer, code: 3 },
      { ...unbind, container: 2 },
      { ...unbind, hpasid: 2 },
      { kind: 'ioasid_free', actor: 1, hpasid: 1 },
    ];
    expect(others.filter(counts)).toEqual([]);
  });
});
