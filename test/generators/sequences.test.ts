import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../conformance/counterexample.ts';
import { ModelRun } from '../../conformance/model-run.ts';
import { instances } from '../../generators/instances.ts';
import { type Intent, resolve } from '../../generators/intent.ts';
import { crowdedHost, largeHost } from '../../generators/large-host.ts';
import { Population } from '../../generators/population.ts';
import { kindsByLot, sequences } from '../../generators/sequences.ts';
import { storyHost } from '../../generators/story-host.ts';
import { kindsInPlay } from '../../generators/within.ts';
import {
  argumentsOf,
  type Command,
  type CommandKind,
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
const get = { kind: 'ioasid_get', actor: 'user1', set: 's1', hpasid: 'p7' };
const request = { kind: 'page_request', actor: 'd5', pasid: '7', grpid: 'prg3' };
const thread = { kind: 'prq_event_thread', actor: 'kernel' };
const sent = { actor: 5, pasid: 7, grpid: 3 };

/** A population that has met one of everything. */
function met(): Population {
  const population = new Population(large);
  population.note(command(setAlloc), 1);
  population.note(command(alloc), 7);
  population.note(command(bind), 0);
  population.note(command(request), 0);
  population.note(command(thread), 0);
  population.note(command(get), 0);
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
    expect(population.requests).toEqual([sent]);
    expect(population.held).toEqual([command(get)]);
  });

  it('knows a set of the host as the kernel’s', () => {
    const population = new Population(large);
    population.note(command({ ...setAlloc, type: 'NULL', token: 'none' }), 4);
    expect(population.sets.at(-1)).toEqual({ owner: 0, set: 4 });
  });

  it('forgets what was undone', () => {
    const population = met();
    population.note(command({ kind: 'inject_bind_failure', actor: 'environment', device: 'd1', enabled: 'on' }), 0);
    const invalidate = { kind: 'vfio_cache_invalidate', actor: 'vm2', container: 'c3', hpasid: 'p7' };
    population.note(command({ ...invalidate, caches: 'IOTLB', granularity: 'PASID' }), 0);
    population.note(command({ kind: 'iommu_dev_enable_feature', actor: 'kernel', device: 'd1', enabled: 'on' }), 0);
    population.note(command({ kind: 'dma_translate', actor: 'd5', pasid: '7' }), 0);
    const response = { kind: 'page_response', actor: 'vm2', fd: 'f4', pasid: 'p7', grpid: 'prg3', code: 'SUCCESS' };
    population.note(command(response), 0);
    expect(population.requests).toEqual([]);
    expect(population.answered).toEqual([sent]);
    population.note(command(response), 0);
    population.note(command({ kind: 'ioasid_find_by_spid', actor: 'user2', set: 's1', spid: 'g1' }), 7);
    expect(population.held).toHaveLength(2);
    population.note(command({ ...get, kind: 'ioasid_put', actor: 'user2' }), 0);
    expect(population.held).toHaveLength(1);
    population.note(command({ ...get, kind: 'ioasid_put' }), 0);
    expect(population.held).toEqual([]);
    population.note(command({ kind: 'vfio_unbind_gpasid', actor: 'vm2', container: 'c3', hpasid: 'p7' }), 0);
    expect(population.binds).toEqual([]);
    population.note(command({ kind: 'ioasid_free', actor: 'vm2', hpasid: 'p7' }), 0);
    expect([population.pasids, population.freed]).toEqual([[], [7]]);
    population.note(command({ kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p7' }), 0);
    expect(population.freed).toEqual([]);
  });

  it('takes requests for reported as the thread comes to them, those alone that end a group that is bound', () => {
    const population = met();
    const message = { ...request, kind: 'page_request_message', grpid: 'prg4', mode: 'ordinary' };
    const sendings = [
      { ...message, page: 'not-last' },
      { ...message, page: 'private', mode: 'execute' },
      { ...message, page: 'private' },
      { ...message, page: 'last', pasid: '8' },
    ];
    for (const each of sendings) population.note(command(each), 0);
    expect(population.requests).toEqual([sent]);
    for (const _ of sendings) population.note(command(thread), 0);
    expect(population.requests).toEqual([sent, { ...sent, grpid: 4 }]);
    const answer = { actor: 'vm2', fd: 'f4', grpid: 'prg4', code: 'SUCCESS' };
    population.note(command({ ...answer, kind: 'guest_page_response', gpasid: 'g1' }), 0);
    expect(population.requests).toEqual([sent]);
  });

  it('takes requests that a full queue has dropped for lost, and all that follow until it is empty', () => {
    const population = met();
    const requests = Array.from({ length: 10 }, (_, place) => ({ ...request, grpid: `prg${place}` }));
    for (const each of requests) population.note(command(each), 0);
    for (const _ of [...requests, thread]) population.note(command(thread), 0);
    expect(population.requests).toHaveLength(9);
    population.note(command({ ...request, grpid: 'prg9' }), 0);
    population.note(command(thread), 0);
    expect(population.requests).toHaveLength(10);
  });

  it('takes requests for reported at once where there is no queue', () => {
    const population = new Population(new Topology(crowdedHost.topology));
    for (const each of [bind, request]) population.note(command(each), 0);
    expect(population.requests).toEqual([sent]);
  });

  it('lists the containers that lost groups, until they have a type again', () => {
    const population = met();
    const group = { kind: 'vfio_group_unset_container', actor: 'vm1', group: 'grp1' };
    population.note(command(group), 0);
    population.note(command({ kind: 'vfio_container_close', actor: 'vm2', container: 'c3' }), 0);
    expect(population.left).toEqual([1, 3]);
    population.note(command({ kind: 'vfio_set_iommu', actor: 'vm1', container: 'c1', type: 'nesting' }), 0);
    expect(population.left).toEqual([3]);
  });

  it('forgets a set that is put, but not the last', () => {
    const population = met();
    for (const set of ['s1', 's0']) population.note(command({ kind: 'ioasid_set_put', actor: 'kernel', set }), 0);
    expect(population.sets).toEqual([{ owner: 0, set: 0 }]);
  });

  it('takes no notice of commands that bring about nothing to be named', () => {
    const population = met();
    const listed = JSON.stringify(population);
    const unnoticed = commandKinds.map((kind) => resolve(kind, large, new Population(large), plain));
    const silent = [
      'enqcmd',
      'mdev_config_write',
      'mdev_config_clear',
      'vdcm_work',
      'guest_set_pasid_entry',
      'pasid_cache_invalidate',
    ];
    for (const each of unnoticed.filter(({ kind }) => silent.includes(kind))) population.note(each, 0);
    expect(JSON.stringify(population)).toBe(listed);
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
      'iommu_dev_enable_feature(actor=kernel, device=d1, enabled=on)',
      'dma_translate(actor=d5, pasid=7)',
      'vfio_cache_invalidate(actor=vm2, container=c3, caches=IOTLB, granularity=ADDR, hpasid=p7)',
      'page_request(actor=d5, pasid=7, grpid=prg0)',
      'page_response(actor=vm2, fd=f4, pasid=p7, grpid=prg3, code=SUCCESS)',
      'ioasid_get(actor=user1, set=s1, hpasid=p7)',
      'ioasid_put(actor=user1, set=s1, hpasid=p7)',
      'vfio_group_set_container(actor=vm1, group=grp1)',
      'vfio_group_unset_container(actor=vm1, group=grp1)',
      'vfio_set_iommu(actor=vm1, container=c1, type=nesting)',
      'vfio_container_close(actor=vm1, container=c1)',
      'guest_page_response(actor=vm2, fd=f4, gpasid=g1, grpid=prg3, code=SUCCESS)',
      'iopf_queue_device(actor=kernel, device=d1, enabled=on)',
      'iommu_device_fault_handler(actor=kernel, device=d1, enabled=on)',
      'page_request_message(actor=d5, pasid=7, grpid=prg0, page=not-last, mode=ordinary)',
      'prq_event_thread(actor=kernel)',
      'vcmd_alloc_pasid(actor=viommu1, gpasid=none)',
      'guest_set_pasid_entry(actor=viommu1, pasid=1, gpgd=pgd1)',
      'pasid_cache_invalidate(actor=viommu1, pasid=1)',
      'vcmd_free_pasid(actor=viommu1, pasid=1)',
      'ioasid_set_put(actor=kernel, set=s0)',
      'ioasid_find_mm_set(actor=user1, token=vm1)',
      'ioasid_adjust_set(actor=kernel, set=s0, quota=1)',
      'ioasid_install_capacity(actor=kernel, total=65536)',
      'ioasid_reserve_capacity(actor=kernel, number=1)',
      'ioasid_cancel_capacity(actor=kernel, number=0)',
      'enqcmd(actor=kvm1, device=d5, pasid=1)',
      'mdev_config_write(actor=mdev2, pasid=1)',
      'mdev_config_clear(actor=mdev1)',
      'vdcm_work(actor=vdcm, hpasid=p1)',
      'vfio_pasid_request_alloc(actor=vm1, container=c1, min=0, max=4294967295)',
      'vfio_pasid_request_free(actor=vm2, container=c3, min=7, max=7)',
      'vfio_dma_map(actor=vm1, container=c1, top=pgd64)',
      'vfio_dma_unmap(actor=vm1, container=c1, from=pgd64)',
      'ioasid_attach_spid(actor=kernel, hpasid=p7, spid=g1)',
      'ioasid_detach_spid(actor=kernel, hpasid=p7)',
      'ioasid_find_by_spid(actor=user1, set=s1, spid=g1)',
      'ioasid_alloc_range(actor=kernel, set=s0, min=p1, max=p1)',
      'mm_exit(actor=vm16)',
      'mm_reuse(actor=environment, vm=vm16)',
      'iommu_aux_attach_device(actor=kernel, device=d1)',
      'iommu_aux_detach_device(actor=kernel, device=d1)',
      'ioasid_attach_data(actor=user1, set=s1, hpasid=p7)',
      'ioasid_detach_data(actor=user1, set=s1, hpasid=p7)',
      'ioasid_find(actor=user1, set=s1, hpasid=p7, getter=none)',
      'ioasid_register_notifier(actor=user1, set=s0)',
      'ioasid_unregister_notifier(actor=user1, set=s0)',
      'ioasid_register_notifier_mm(actor=user1, token=vm1)',
      'ioasid_unregister_notifier_mm(actor=user1, token=vm1)',
    ]);
  });

  it('has a VM ask for what the host itself has allocated, and any file answer for a device that has none', () => {
    const population = new Population(large);
    population.note(command({ ...alloc, actor: 'kernel', set: 's0' }), 9);
    population.note(command({ ...bind, hpasid: 'p9' }), 0);
    for (const each of [{ ...request, actor: 'd8', pasid: '9' }, thread]) population.note(command(each), 0);
    const kinds = ['vfio_pasid_request_free', 'guest_page_response'] as const;
    expect(kinds.map((kind) => printCommand(resolve(kind, large, population, plain)))).toEqual([
      'vfio_pasid_request_free(actor=vm1, container=c1, min=9, max=9)',
      'guest_page_response(actor=vm2, fd=f1, gpasid=g1, grpid=prg3, code=SUCCESS)',
    ]);
  });

  it('leads back to what was undone, and to guests whose shadows are in use', () => {
    const population = met();
    const undone = [
      { kind: 'vfio_container_close', actor: 'vm2', container: 'c3' },
      { kind: 'vcmd_alloc_pasid', actor: 'viommu5', gpasid: 'none' },
    ];
    for (const each of undone) population.note(command(each), 9);
    const printed = (kind: CommandKind, ...intent: Intent) => printCommand(resolve(kind, large, population, intent));
    expect(printed('vfio_group_set_container', 0, 0, 0, 0)).toBe('vfio_group_set_container(actor=vm2, group=grp4)');
    expect(printed('vfio_set_iommu', 0, 0, 5, 0)).toBe('vfio_set_iommu(actor=vm2, container=c3, type=type1v2)');
    expect(printed('vfio_dma_unmap', 0, 0, 0, 3)).toBe('vfio_dma_unmap(actor=vm2, container=c3, from=pgd1)');
    expect(printed('vfio_dma_unmap', 0, 0, 0, 2)).toBe('vfio_dma_unmap(actor=vm5, container=c9, from=pgd64)');
    population.note(command({ ...bind, actor: 'vm1', container: 'c1', gpasid: 'none' }), 0);
    const registered = [0, 1, 2].map((which) => printed('mdev_config_write', which, 0, 0, 0));
    expect(registered).toEqual(
      ['mdev5, pasid=9', 'mdev2, pasid=1', 'mdev5, pasid=9'].map((each) => `mdev_config_write(actor=${each})`),
    );
    expect(printed('page_request', 0, 0, 0, 13)).toBe('page_request(actor=d5, pasid=7, grpid=prg3)');
    const response = { kind: 'page_response', actor: 'vm2', fd: 'f4', pasid: 'p7', grpid: 'prg3', code: 'SUCCESS' };
    population.note(command(response), 0);
    expect(printed('page_response', 0, 0, 0, 7)).toBe(
      'page_response(actor=vm2, fd=f4, pasid=p7, grpid=prg3, code=SUCCESS)',
    );
    expect(printed('page_response', 0, 0, 0, 240)).toBe(
      'page_response(actor=vm1, fd=f1, pasid=none, grpid=prg0, code=SUCCESS)',
    );
  });

  it('always comes to a command of its kind about objects that exist, whatever has been met', () => {
    const intent = fc.tuple(fc.nat(0xffff), fc.nat(0xffff), fc.nat(0xffff), fc.nat(0xffff));
    // The full host is the large one over again, and takes long to look at.
    const known = [...instances, storyHost, largeHost, crowdedHost].map(({ name }) => {
      const topology = topologyOf({ instance: name, bounds: {} });
      return { topology, kinds: kindsInPlay(topology) };
    });
    const list = fc.array(fc.tuple(fc.nat(0xffff), intent), { maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...known), list, ({ topology, kinds }, intended) => {
        const population = new Population(topology);
        const model = new ModelRun(topology, golden);
        for (const [lot, numbers] of intended) {
          const kind = kinds[lot % kinds.length] as CommandKind;
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
    const given: Partial<Record<CommandKind, number>> = { vfio_unbind_gpasid: 4, page_response: 1 };
    const weights = commandKinds.map((kind) => given[kind] ?? 0);
    const kinds = kindsByLot({ weights });
    const drawn = commandKinds.filter((kind) => kinds.includes(kind));
    const counts = drawn.map((kind) => [kind, kinds.filter((each) => each === kind).length]);
    expect(Object.fromEntries(counts)).toEqual({
      ioasid_set_alloc: 125,
      ioasid_alloc: 125,
      vfio_bind_gpasid: 125,
      vfio_unbind_gpasid: 500,
      page_response: 125,
    });
  });

  it('draw the thread of the page request queue as often as what fills it, and by its own weight besides', () => {
    const given: Partial<Record<CommandKind, number>> = {
      page_request: 2,
      page_request_message: 1,
      prq_event_thread: 1,
    };
    const weights = commandKinds.map((kind) => given[kind] ?? 0);
    const kinds = kindsByLot({ weights });
    const counts = ['page_request', 'page_request_message', 'prq_event_thread'].map(
      (kind) => kinds.filter((each) => each === kind).length,
    );
    expect(counts).toEqual([200, 100, 400]);
  });

  it('draw none but the kinds in play', () => {
    const weights = commandKinds.map(() => 1);
    const inPlay = ['ioasid_alloc', 'ioasid_free'] as const;
    const kinds = kindsByLot({ weights }, inPlay);
    expect(inPlay.map((kind) => kinds.filter((drawn) => drawn === kind).length)).toEqual([667, 333]);
  });
});
