import { describe, expect, it } from 'vitest';
import { shapeKey } from '../../conformance/class-shape.ts';
import { coverInstance, tellWay } from '../../conformance/coverage.ts';
import { NotReproduced } from '../../conformance/not-reproduced.ts';
import type { Instance } from '../../generators/instance.ts';
import { attachment } from '../../generators/instances/attachment.ts';
import { caches } from '../../generators/instances/caches.ts';
import { mmExit } from '../../generators/instances/mm-exit.ts';
import { twoContainers } from '../../generators/instances/two-containers.ts';
import { commandFromJson } from '../../spec/commands.ts';
import { BadTopology, Topology } from '../../spec/topology.ts';
import { oneGuest } from './planted.ts';

const guest: Instance = {
  name: 'guest',
  purpose: 'one VM',
  lockstep: false,
  topology: oneGuest,
  counts: { distinct: 10, generated: 10, depth: 1 },
};
const goOn = (): null => null;

describe('what an instance covers', () => {
  it('is each class that is seen, with a shortest way that the plain model tells', async () => {
    const { instance, commands, classes, reason } = await coverInstance(guest, goOn);
    expect({ instance, reason }).toEqual({ instance: 'guest', reason: null });
    expect(commands).toContain('page_request');
    const steps = new Map(classes.map((each) => [shapeKey(each.shape), each.steps]));
    expect(steps.get('vfio/bind-already-bound')).toEqual([
      'ioasid_alloc(actor=vm1, set=s1) = p1',
      'vfio_bind_gpasid(actor=vm1, container=c1, hpasid=p1, gpasid=g1, gpgd=pgd1) = 0',
      'vfio_bind_gpasid(actor=vm1, container=c1, hpasid=p1, gpasid=g1, gpgd=pgd1) = -EBUSY',
    ]);
    expect(steps.get('ioasid_alloc = hpasid: ioasid.state: idle, ioasid.set: set, ioasid.refs: counted')).toEqual([
      'ioasid_alloc(actor=vm1, set=s1) = p1',
    ]);
  });

  it('is each witness, with a shortest way', async () => {
    const { witnesses } = await coverInstance(guest, goOn);
    expect(witnesses.find(({ id }) => id === 'page-request/answered')?.steps).toHaveLength(4);
    expect(witnesses.find(({ id }) => id === 'page-request/answered')?.steps?.at(-1)).toMatch(/^page_response\(.*= 0$/);
  });

  it('names invariants that exclude a class that is not seen', async () => {
    const { classes } = await coverInstance(twoContainers, goOn);
    const unseen = classes.filter(({ steps }) => steps === null);
    expect(unseen.length).toBeGreaterThan(0);
    const excluded = unseen.flatMap(({ excludedBy }) => excludedBy ?? []);
    expect(excluded).toContain('page-request/owed-is-awaited');
    for (const { steps, excludedBy } of classes) expect(steps === null || excludedBy === null).toBe(true);
  });

  it('leaves open what is neither seen nor excluded', async () => {
    // Where only the end of a process puts its set, nothing is bound by then; but no invariant says so.
    const commands = (mmExit.topology.commands ?? []).filter((kind) => kind !== 'ioasid_set_put');
    const { classes } = await coverInstance({ ...mmExit, topology: { ...mmExit.topology, commands } }, goOn);
    const open = classes.filter(({ steps, excludedBy }) => steps === null && excludedBy === null);
    expect(open.map(({ shape }) => shape.command).toSorted()).toEqual(['ioasid_reclaim', 'vfio_container_close']);
    for (const { shape } of open) expect(shape.changes).toContain('ioasidSet.put: false');
  });

  it('is what was seen before there was a reason to stop, and excludes nothing then', async () => {
    const { reason, classes, witnesses } = await coverInstance(twoContainers, () => 'enough');
    expect(reason).toBe('enough');
    const unseen = classes.filter(({ steps }) => steps === null);
    expect(unseen.length).toBeGreaterThan(0);
    expect(unseen.length).toBeLessThan(classes.length);
    expect(unseen.filter(({ excludedBy }) => excludedBy !== null)).toEqual([]);
    expect(witnesses.some(({ steps }) => steps !== null)).toBe(true);
  });

  it('is that of fewer PASIDs where the instance cannot be compiled', async () => {
    const wide = { ...attachment, topology: { ...attachment.topology, hpasids: 2, capacity: 2 } };
    const { instance, classes } = await coverInstance(wide, goOn);
    expect(instance).toBe('attachment with hpasids=1');
    expect(classes.some(({ shape }) => shape.command === 'vfio_container_close')).toBe(true);
  });

  it('has no way to a witness that is not found', async () => {
    const commands = ['page_request', 'page_response'] as const;
    const { witnesses } = await coverInstance({ ...guest, topology: { ...oneGuest, commands } }, goOn);
    expect(witnesses).toContainEqual({ id: 'page-request/answered', steps: null });
  });

  it('is not there for a host that cannot be', async () => {
    const unheard = { ...guest, topology: { ...oneGuest, hostQuota: 9 } };
    await expect(coverInstance(unheard, goOn)).rejects.toThrow(BadTopology);
  });

  it('is refusals alone, of a command that has too many ways even so', async () => {
    const { instance, classes, commands, unlisted } = await coverInstance(caches, goOn);
    expect({ instance, unlisted }).toEqual({ instance: 'caches', unlisted: ['ioasid_reclaim'] });
    expect(commands).toContain('ioasid_reclaim');
    const reclaims = classes.filter(({ shape }) => shape.command === 'ioasid_reclaim');
    expect(reclaims.map(({ shape }) => shape.rule)).toContain('ioasid/reclaim-not-bound');
    expect(reclaims.filter(({ shape }) => shape.rule === null)).toEqual([]);
    for (const { steps, excludedBy } of classes) expect(steps === null).toBe(excludedBy !== null);
  });

  it('is refused where it cannot be traced at all', async () => {
    const wide = { ...guest, topology: { ...oneGuest, capacity: 40 } };
    await expect(coverInstance(wide, goOn)).rejects.toThrow('set narrower bounds');
  });
});

describe('a way', () => {
  it('is told by the plain model, and is a defect if it ends otherwise', () => {
    const topology = new Topology(oneGuest);
    const move = { command: commandFromJson({ kind: 'ioasid_alloc', actor: 'vm1', set: 's1' }), answer: 1 };
    expect(tellWay(topology, [move], null)).toEqual(['ioasid_alloc(actor=vm1, set=s1) = p1']);
    expect(() => tellWay(topology, [move], 'ioasid/alloc-quota')).toThrow(NotReproduced);
    expect(() => tellWay(topology, [{ ...move, command: { ...move.command, actor: 9 } as never }], null)).toThrow(
      NotReproduced,
    );
  });
});
