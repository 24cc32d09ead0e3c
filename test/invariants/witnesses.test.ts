import { describe, expect, it } from 'vitest';
import { witnesses } from '../../invariants/reachable.ts';
import type { StateJson } from '../../spec/schema/json.ts';
import type { TopologyData } from '../../spec/topology.ts';
import { twoGuests } from '../spec/topologies.ts';
import { situationOf, stepOf, type WrittenStep } from './judge.ts';

/** Whether the witness of this id sees what it looks for in a state or step. */
function sees(id: string, written: readonly StateJson[] | WrittenStep, data: TopologyData = twoGuests): boolean {
  const witness = witnesses.find((candidate) => candidate.id === id);
  if (witness?.of === 'state') {
    const situation = situationOf(written as readonly StateJson[], data);
    return witness.cases(situation.topology).some((seen) => seen(situation));
  }
  if (witness?.of === 'step') {
    const step = stepOf(written as WrittenStep, data);
    return witness.cases(step.topology, step.command).some((seen) => seen(step));
  }
  throw new Error(`there is no witness ${id}`);
}

const sets = {
  ioasidSet: { s1: { type: 'MM', token: 'vm1', quota: 1 }, s2: { type: 'MM', token: 'vm2', quota: 1 } },
};
const life = (pasid: string, state: string, set: string) => ({ ioasid: { [pasid]: { state, set } } });
const name = (gpasid: string, hpasid: string) => ({ guestToHost: { [gpasid]: { hpasid } } });
const request = (group: string, cells: StateJson[string][string]) => ({ pageRequest: { [group]: cells } });
const pending = { pending: true };

const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'g1', gpgd: 'pgd1' };
const reclaim = { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' };
const alloc = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };
const setAlloc = { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '1' };
const response = { kind: 'page_response', actor: 'vm2', fd: 'f1', pasid: 'p1', grpid: 'prg0', code: 'SUCCESS' };

describe('vfio/bound-across-domains', () => {
  it('sees a bind that succeeds in a container of two domains, and nothing less', () => {
    expect(sees('vfio/bound-across-domains', { command: bind })).toBe(true);
    const less = [
      { command: bind, answer: '-EBUSY' },
      { command: { ...bind, container: 'c2' } },
      { command: { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' } },
    ];
    expect(less.map((step) => sees('vfio/bound-across-domains', step))).toEqual([false, false, false]);
  });
});

describe('vfio/two-vms-bound', () => {
  const seen = (...states: StateJson[]) => sees('vfio/two-vms-bound', [sets, life('p1', 'active', 's1'), ...states]);

  it('sees two VMs that each have a host PASID bound, and nothing less', () => {
    expect(seen(life('p2', 'active', 's2'))).toBe(true);
    expect(seen(life('p2', 'idle', 's2'))).toBe(false);
    expect(seen(life('p2', 'active', 's1'))).toBe(false);
    expect(seen(life('p2', 'active', 's0'))).toBe(false);
    expect(seen({ ioasid: { p2: { state: 'active' } } })).toBe(false);
  });
});

describe('vfio/gpasid-equals-foreign-hpasid', () => {
  const id = 'vfio/gpasid-equals-foreign-hpasid';
  const seen = (...states: StateJson[]) => sees(id, [sets, life('p1', 'active', 's1'), ...states]);

  it('sees the gpasid of a bound host PASID that equals a host PASID bound by another VM, and nothing less', () => {
    expect(seen(name('vm1,g2', 'p1'), life('p2', 'active', 's2'))).toBe(true);
    expect(seen(life('p2', 'active', 's2'))).toBe(false);
    expect(seen(name('vm1,g1', 'p1'), life('p2', 'active', 's2'))).toBe(false);
    expect(seen(name('vm1,g2', 'p1'), life('p2', 'active', 's1'))).toBe(false);
    expect(seen(name('vm1,g2', 'p1'), life('p2', 'idle', 's2'))).toBe(false);
    expect(seen(name('vm2,g2', 'p1'), life('p2', 'active', 's2'))).toBe(false);
  });
});

describe('vfio/gpasid-equals-other-own-hpasid', () => {
  const id = 'vfio/gpasid-equals-other-own-hpasid';
  const seen = (...states: StateJson[]) => sees(id, [sets, life('p1', 'active', 's1'), ...states]);

  it('sees the gpasid of a bound host PASID that equals another host PASID of its VM, and nothing less', () => {
    expect(seen(name('vm1,g2', 'p1'), life('p2', 'idle', 's1'))).toBe(true);
    expect(seen(name('vm1,g1', 'p1'), life('p2', 'idle', 's1'))).toBe(false);
    expect(seen(name('vm1,g2', 'p1'), life('p2', 'idle', 's2'))).toBe(false);
    expect(seen(name('vm1,g2', 'p1'))).toBe(false);
  });

  it('sees no gpasid beyond the host PASIDs, and no host PASID beyond the gpasids', () => {
    const states = [sets, life('p1', 'active', 's1')];
    expect(sees(id, [...states, name('vm1,g3', 'p1')], { ...twoGuests, gpasids: 3 })).toBe(false);
    const third = [...states, life('p3', 'idle', 's1'), name('vm1,g1', 'p1')];
    expect(sees(id, third, { ...twoGuests, hpasids: 3, capacity: 3 })).toBe(false);
  });
});

describe('vfio/bind-fails-on-later-domain', () => {
  const containers = [{ vm: 1, nesting: true, domains: [[[1], [2]], [[3]]] }];
  const seen = (device: string, answer = '-ENOMEM', command: WrittenStep['command'] = bind) =>
    sees(
      'vfio/bind-fails-on-later-domain',
      { before: [{ device: { [device]: { failsBind: true } } }], command, answer },
      { ...twoGuests, containers },
    );

  it('sees a bind that fails although no device of the first domain does, and nothing less', () => {
    expect(seen('d3')).toBe(true);
    expect([seen('d1'), seen('d2'), seen('d3', '-EBUSY'), seen('d3', '-ENOMEM', alloc)]).toEqual(Array(4).fill(false));
  });
});

describe('ioasid/free-while-bound', () => {
  const seen = (...states: StateJson[]) => sees('ioasid/free-while-bound', states);
  const waiting = { ioasid: { p1: { state: 'free_pending' } } };

  it('sees a host PASID that waits to be freed while a page request with it is pending, and nothing less', () => {
    expect(seen(waiting, request('d3,1,prg1', pending))).toBe(true);
    expect(seen(waiting)).toBe(false);
    expect(seen(waiting, request('d3,2,prg1', pending))).toBe(false);
    expect(seen(waiting, request('d3,1,prg1', { outstanding: true }))).toBe(false);
    expect(seen({ ioasid: { p1: { state: 'active' } } }, request('d3,1,prg1', pending))).toBe(false);
  });
});

describe('ioasid/reclaimed-while-bound', () => {
  const seen = (step: WrittenStep) => sees('ioasid/reclaimed-while-bound', step);
  const before = [{ binding: { 'p1,d3': { pgd: 'pgd1' } } }];

  it('sees a reclaim of a host PASID that is bound, and nothing less', () => {
    expect(seen({ command: reclaim, before })).toBe(true);
    expect(seen({ command: reclaim })).toBe(false);
    expect(seen({ command: { ...reclaim, hpasid: 'p2' }, before })).toBe(false);
    expect(seen({ command: reclaim, before, answer: '-ENOENT' })).toBe(false);
    expect(seen({ command: { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' }, before })).toBe(false);
  });
});

describe('iommu/torn-down-while-cached', () => {
  const seen = (step: WrittenStep) =>
    sees('iommu/torn-down-while-cached', step, { ...twoGuests, iommu: { cachingMode: false } });
  const command = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' };
  const before = [{ cachedTag: { 'd2,1,did3': { iotlb: true } } }];

  it('sees an unbind of a host PASID of which something is cached, and nothing less', () => {
    expect(seen({ command, before })).toBe(true);
    expect(seen({ command })).toBe(false);
    expect(seen({ command, before, answer: '-EBUSY' })).toBe(false);
    expect(seen({ command: { ...command, hpasid: '2^20' }, before })).toBe(false);
    expect(seen({ command: reclaim, before })).toBe(false);
  });
});

describe('ioasid/quota-exhausted', () => {
  const seen = (step: WrittenStep) => sees('ioasid/quota-exhausted', step);

  it('sees an allocation that fails although a host PASID is free, and nothing less', () => {
    expect(seen({ command: alloc, answer: '-ENOSPC' })).toBe(true);
    expect(seen({ command: alloc, answer: '-EINVAL' })).toBe(false);
    expect(seen({ command: setAlloc, answer: '-ENOSPC' })).toBe(false);
    const full = [life('p1', 'idle', 's0'), life('p2', 'idle', 's0')];
    expect(seen({ command: alloc, answer: '-ENOSPC', before: full })).toBe(false);
  });
});

describe('page-request/answered', () => {
  it('sees a response that is taken, and nothing less', () => {
    const seen = (step: WrittenStep) => sees('page-request/answered', step);
    expect(seen({ command: response })).toBe(true);
    expect([seen({ command: response, answer: '-EINVAL' }), seen({ command: reclaim })]).toEqual([false, false]);
  });
});

describe('page-request/foreign-holder-refused', () => {
  const seen = (step: Partial<WrittenStep>) =>
    sees('page-request/foreign-holder-refused', {
      command: response,
      answer: '-ENODEV',
      before: [request('d1,1,prg0', pending)],
      ...step,
    });

  it('sees a response refused to a VM that holds only the file while a request is pending, and nothing less', () => {
    expect(seen({})).toBe(true);
    expect(seen({ command: { ...response, actor: 'vm1' } })).toBe(false);
    expect(seen({ command: reclaim })).toBe(false);
    expect(seen({ answer: '-EINVAL' })).toBe(false);
    expect(seen({ before: [request('d3,1,prg0', pending)] })).toBe(false);
    expect(seen({ before: [request('d1,1,prg0', { outstanding: true })] })).toBe(false);
  });
});
