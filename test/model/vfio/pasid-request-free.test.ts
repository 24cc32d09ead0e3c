import { describe, expect, it } from 'vitest';
import { runPlan } from '../../../model/plan.ts';
import { vfioPasidRequestFree } from '../../../model/vfio/pasid-request-free.ts';
import { golden } from '../../../spec/designs/golden.ts';
import { SparseStore } from '../../../spec/schema/sparse.ts';
import { viewOf } from '../../../spec/schema/view.ts';
import type { Container, Hpasid, SetId, Vm } from '../../../spec/sorts.ts';
import { boot, hostLayout } from '../../../spec/state.ts';
import { Topology } from '../../../spec/topology.ts';
import { vfioPasidRequestFree as spec } from '../../../spec/vfio/pasid-request-free.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'vm2', container: 'c3', min: '0', max: '4294967295' };
const free = { kind: 'vfio_pasid_request_free', ...args };
const owned = {
  ioasid: {
    p1: { state: 'idle', set: 's1', refs: 1 },
    p2: { state: 'idle', set: 's2', refs: 1 },
    p3: { state: 'active', set: 's2', refs: 2 },
  },
};
const freed = (pasid: string) => [
  `ioasid[${pasid}].state: idle → free`,
  `ioasid[${pasid}].set: s2 → none`,
  `ioasid[${pasid}].refs: 1 → 0`,
];

describe('vfio_pasid_request_free', () => {
  it('frees all that the process owns in the range, and passes over what others own', () => {
    const changes = new Bench([withSets, owned]).issue(free);
    expect(changes.toSorted()).toEqual(
      ['0', ...freed('p2'), 'ioasid[p3].state: active → free_pending', 'ioasid[p3].refs: 2 → 1'].toSorted(),
    );
  });

  it('looks at both ends, and at nothing outside them', () => {
    expect(new Bench([withSets, owned]).issue({ ...free, min: '2', max: '2' })).toEqual(['0', ...freed('p2')]);
    expect(new Bench([withSets, owned]).issue({ ...free, min: '0', max: '1' })).toEqual(['0']);
  });

  it('passes over what waits to be freed already', () => {
    const waiting = { ioasid: { p2: { state: 'free_pending' }, p3: { state: 'free_pending', refs: 1 } } };
    expect(new Bench([withSets, owned, waiting]).issue(free)).toEqual(['0']);
  });

  it('has as much to do as the process owns, however many numbers are in the range', () => {
    const topology = new Topology({ ...twoMappings, hpasids: 2 ** 20 - 1, capacity: 3, hostQuota: 1 });
    const layout = hostLayout(topology);
    let reads = 0;
    class CountingStore extends SparseStore {
      override read(column: number, row: number): number {
        reads++;
        return super.read(column, row);
      }
    }
    const state = viewOf(layout, new CountingStore(layout));
    boot(topology, state);
    Object.assign(state.ioasidSet.at(2 as SetId), { type: 'MM', token: 2, quota: 2 });
    Object.assign(state.ioasid.at(77_777 as Hpasid), { state: 'idle', set: 2, refs: 1 });
    const host = { topology, policy: golden.policy, state };
    const command = { ...free, actor: 2 as Vm, container: 3 as Container, min: 0, max: 2 ** 32 - 1 };
    reads = 0;
    runPlan(host, vfioPasidRequestFree.plan(host, command as never, 0));
    expect(state.ioasid.at(77_777 as Hpasid).state).toBe('free');
    expect(reads).toBeLessThan(50);
  });
});

describeRefusals(spec, vfioPasidRequestFree, [
  {
    rule: 'vfio/pasid-free-not-opener',
    also: ['vfio/pasid-free-no-range', 'vfio/pasid-free-no-mm'],
    args: { ...args, actor: 'vm1', min: '2', max: '1' },
  },
  { rule: 'vfio/pasid-free-no-range', also: ['vfio/pasid-free-no-mm'], args: { ...args, min: '2', max: '1' } },
  { rule: 'vfio/pasid-free-no-mm', when: 'the process has no set', args },
  {
    rule: 'vfio/pasid-free-no-mm',
    when: 'the container is of another type',
    states: [withSets],
    args: { ...args, container: 'c5' },
  },
]);
