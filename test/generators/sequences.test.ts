import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../conformance/counterexample.ts';
import { ModelRun } from '../../conformance/model-run.ts';
import { hosts } from '../../generators/instances.ts';
import { type Intent, resolve } from '../../generators/intent.ts';
import { largeHost } from '../../generators/large-host.ts';
import { Population } from '../../generators/population.ts';
import { kindOf, sequences } from '../../generators/sequences.ts';
import {
  argumentsOf,
  type Command,
  commandFromJson,
  commandKinds,
  missingObject,
  printCommand,
} from '../../spec/commands.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology } from '../../spec/topology.ts';

const large = new Topology(largeHost.topology);
const plain: Intent = [0, 0, 0, 0];
const command = (json: Record<string, string>): Command => commandFromJson(json);

const setAlloc = { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm2', quota: '2' };
const alloc = { kind: 'ioasid_alloc', actor: 'vm2', set: 's1' };
const bind = { kind: 'vfio_bind_gpasid', actor: 'vm2', container: 'c3', hpasid: 'p7', gpasid: 'g1', gpgd: 'pgd1' };
const request = { kind: 'page_request', actor: 'd5', pasid: '7', grpid: 'prg3' };

/** A population that has met one of everything. */
function met(): Population {
  const population = new Population(large);
  population.note(command(setAlloc), 1);
  population.note(command(alloc), 7);
  population.note(command(bind), 0);
  population.note(command(request), 0);
  return population;
}

describe('a population', () => {
  it('lists what answers brought about, and nothing that was refused', () => {
    const population = met();
    population.note(command(alloc), -28);
    expect(population.sets).toEqual([
      { owner: 0, set: 0 },
      { owner: 2, set: 1 },
    ]);
    expect(population.pasids).toEqual([{ owner: 2, hpasid: 7 }]);
    expect(population.binds).toEqual([command(bind)]);
    expect(population.requests).toEqual([command(request)]);
  });

  it('knows a set of the host as the kernel’s', () => {
    const population = new Population(large);
    population.note(command({ ...setAlloc, type: 'NULL', token: 'none' }), 4);
    expect(population.sets.at(-1)).toEqual({ owner: 0, set: 4 });
  });

  it('forgets what was undone', () => {
    const population = met();
    population.note(command({ kind: 'inject_bind_failure', actor: 'environment', device: 'd1', enabled: 'on' }), 0);
    const response = { kind: 'page_response', actor: 'vm2', fd: 'f4', pasid: 'p7', grpid: 'prg3', code: 'SUCCESS' };
    population.note(command(response), 0);
    expect(population.requests).toEqual([]);
    population.note(command(response), 0);
    population.note(command({ kind: 'vfio_unbind_gpasid', actor: 'vm2', container: 'c3', hpasid: 'p7' }), 0);
    expect(population.binds).toEqual([]);
    population.note(command({ kind: 'ioasid_free', actor: 'vm2', hpasid: 'p7' }), 0);
    expect([population.pasids, population.freed]).toEqual([[], [7]]);
    population.note(command({ kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p7' }), 0);
    expect(population.freed).toEqual([]);
  });

  it('keeps the others when one of several is undone', () => {
    const population = new Population(large);
    for (const hpasid of [1, 2, 3]) population.note(command(alloc), hpasid);
    population.note(command({ kind: 'ioasid_free', actor: 'vm2', hpasid: 'p1' }), 0);
    expect(population.pasids.map(({ hpasid }) => hpasid).toSorted()).toEqual([2, 3]);
  });
});

describe('an intent', () => {
  it('comes to the plainest command when all its numbers are 0', () => {
    const population = met();
    const printed = commandKinds.map((kind) => printCommand(resolve(kind, large, population, plain)));
    expect(printed).toEqual([
      'ioasid_set_alloc(actor=kernel, type=MM, token=vm1, quota=1)',
      'ioasid_alloc(actor=kernel, set=s0)',
      'vfio_bind_gpasid(actor=vm2, container=c3, hpasid=p7, gpasid=g1, gpgd=pgd1)',
      'vfio_unbind_gpasid(actor=vm2, container=c3, hpasid=p7)',
      'ioasid_free(actor=vm2, hpasid=p7)',
      'ioasid_reclaim(actor=kernel, hpasid=p1)',
      'inject_bind_failure(actor=environment, device=d1, enabled=off)',
      'page_request(actor=d5, pasid=7, grpid=prg0)',
      'page_response(actor=vm2, fd=f4, pasid=p7, grpid=prg3, code=SUCCESS)',
    ]);
  });

  it('always comes to a command of its kind about objects that exist, whatever has been met', () => {
    const intent = fc.tuple(fc.nat(0xffff), fc.nat(0xffff), fc.nat(0xffff), fc.nat(0xffff));
    const names = hosts.map(({ name }) => name);
    const list = fc.array(fc.tuple(fc.constantFrom(...commandKinds), intent), { maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...names), list, (host, intended) => {
        const topology = topologyOf({ instance: host, bounds: {} });
        const population = new Population(topology);
        const model = new ModelRun(topology, golden);
        for (const [kind, numbers] of intended) {
          const resolved = resolve(kind, topology, population, numbers);
          expect(resolved.kind).toBe(kind);
          expect(argumentsOf(resolved).every((value) => value === null || Number.isSafeInteger(value))).toBe(true);
          expect(missingObject(topology, resolved), printCommand(resolved)).toBeNull();
          population.note(resolved, model.take(resolved, null).answer);
        }
      }),
    );
  });

  it('leads to every seam: foreign actors, ill-formed PASIDs, missing gpasids, wrong codes and types', () => {
    const population = met();
    const seen = new Set<string>();
    const numbers = fc.sample(fc.tuple(fc.nat(0xffff), fc.nat(0xffff), fc.nat(0xffff), fc.nat(0xffff)), {
      numRuns: 3000,
      seed: 7,
    });
    for (const intent of numbers) {
      for (const kind of commandKinds) seen.add(printCommand(resolve(kind, large, population, intent)));
    }
    const all = [...seen].join('\n');
    for (const seam of [
      /vfio_bind_gpasid\(actor=vm[13-9], container=c3/,
      /hpasid=0,/,
      /hpasid=2\^20/,
      /hpasid=2\^32\+p7/,
      /gpasid=none/,
      /gpasid=0/,
      /gpasid=2\^32/,
      /gpasid=g7/,
      /type=NULL/,
      /type=0/,
      /type=3, token=none/,
      /quota=0/,
      /quota=65537/,
      /ioasid_alloc\(actor=vm\d+, set=s0/,
      /set=s21/,
      /ioasid_free\(actor=vm[13-9]/,
      /code=3/,
      /grpid=512/,
      /page_request\(actor=d[^5]/,
      /enabled=on/,
    ]) {
      expect(all).toMatch(seam);
    }
  });
});

describe('random sequences', () => {
  it('reach thousands of commands', () => {
    const lengths = fc.sample(sequences(4000), { numRuns: 30, seed: 1 }).map(({ intended }) => intended.length);
    expect(Math.max(...lengths)).toBeGreaterThan(3000);
  });

  it('draw kinds by their weights, never lacking sets, PASIDs and binds', () => {
    const weights = [0, 0, 0, 4, 0, 0, 0, 0, 1];
    const kinds = Array.from({ length: 1000 }, (_, lot) => kindOf({ weights }, lot));
    const count = (kind: string) => kinds.filter((drawn) => drawn === kind).length;
    expect(commandKinds.map(count)).toEqual([125, 125, 125, 500, 0, 0, 0, 0, 125]);
  });
});
