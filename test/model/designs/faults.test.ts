import { describe, expect, it } from 'vitest';
import type { CommandJson } from '../../../spec/commands.ts';
import { faults } from '../../../spec/designs/faults.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import type { Hpasid } from '../../../spec/sorts.ts';
import { Bench, withSets } from '../bench.ts';

type Outcome = readonly [answer: string, ...changes: string[]];

/** The same command in the same state: what the golden design does, and what the fault makes of it. */
interface Row {
  readonly fault: (typeof faults)[number]['name'];
  readonly states: readonly StateJson[];
  readonly command: CommandJson;
  readonly golden: Outcome;
  readonly faulty: Outcome;
}

const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' };
const guestBind = { ...bind, actor: 'vm2', container: 'c3', hpasid: 'p3', gpasid: 'g1' };
const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' };
const response = { kind: 'page_response', actor: 'vm1', fd: 'f1', pasid: 'p1', grpid: 'prg1', code: 'SUCCESS' };

/** p1 is vm1's, p2 and p3 are vm2's. */
const idle = {
  ioasid: {
    p1: { state: 'idle', set: 's1', refs: 1 },
    p2: { state: 'idle', set: 's2', refs: 1 },
    p3: { state: 'idle', set: 's2', refs: 1 },
  },
};
/** p1 is bound in c1; p3 in c4, by the name g1. */
const bound = {
  ioasid: { p1: { state: 'active', refs: 2 }, p3: { state: 'active', refs: 2 } },
  guestToHost: { 'vm2,g1': { hpasid: 'p3' } },
  binding: { 'p1,d1': { pgd: 'pgd1' }, 'p1,d2': { pgd: 'pgd1' }, 'p3,d5': { pgd: 'pgd1' } },
  pasidEntry: { 'd1,1': { pgd: 'pgd1' }, 'd2,1': { pgd: 'pgd1' }, 'd5,3': { pgd: 'pgd1' } },
};
const pending = { pageRequest: { 'd1,1,prg1': { outstanding: true, pending: true } } };

const released = ['ioasid[p1].state: active → idle', 'ioasid[p1].refs: 2 → 1'];
const unboundD1 = ['binding[p1, d1].pgd: pgd1 → none', 'pasidEntry[d1, 1].pgd: pgd1 → none'];
const unboundAll: Outcome = [
  '0',
  ...released,
  'binding[p1, d1].pgd: pgd1 → none',
  'binding[p1, d2].pgd: pgd1 → none',
  'pasidEntry[d1, 1].pgd: pgd1 → none',
  'pasidEntry[d2, 1].pgd: pgd1 → none',
];

const rows: readonly Row[] = [
  {
    fault: 'fault/gpasid-in-hardware',
    states: [withSets, idle],
    command: guestBind,
    golden: [
      '0',
      'ioasid[p3].state: idle → active',
      'ioasid[p3].refs: 1 → 2',
      'guestToHost[vm2, g1].hpasid: none → p3',
      'binding[p3, d4].pgd: none → pgd1',
      'pasidEntry[d4, 3].pgd: none → pgd1',
    ],
    faulty: [
      '0',
      'ioasid[p3].state: idle → active',
      'ioasid[p3].refs: 1 → 2',
      'guestToHost[vm2, g1].hpasid: none → p3',
      'binding[p3, d4].pgd: none → pgd1',
      'pasidEntry[d4, 1].pgd: none → pgd1',
    ],
  },
  {
    fault: 'fault/foreign-pasid',
    states: [withSets, idle],
    command: { ...guestBind, hpasid: 'p1' },
    golden: ['-ENOENT'],
    faulty: [
      '0',
      'ioasid[p1].state: idle → active',
      'ioasid[p1].refs: 1 → 2',
      'guestToHost[vm2, g1].hpasid: none → p1',
      'binding[p1, d4].pgd: none → pgd1',
      'pasidEntry[d4, 1].pgd: none → pgd1',
    ],
  },
  {
    fault: 'fault/foreign-container',
    states: [withSets, idle],
    command: { ...guestBind, container: 'c2' },
    golden: ['-EPERM'],
    faulty: [
      '0',
      'ioasid[p3].state: idle → active',
      'ioasid[p3].refs: 1 → 2',
      'guestToHost[vm2, g1].hpasid: none → p3',
      'binding[p3, d3].pgd: none → pgd1',
      'pasidEntry[d3, 3].pgd: none → pgd1',
    ],
  },
  {
    fault: 'fault/foreign-container',
    states: [withSets, idle, bound],
    command: { ...unbind, actor: 'vm2', hpasid: 'p2' },
    golden: ['-EPERM'],
    faulty: ['0'],
  },
  {
    fault: 'fault/inner-break',
    states: [withSets, idle, { device: { d1: { failsBind: true } } }],
    command: bind,
    golden: ['-ENOMEM'],
    faulty: [
      '0',
      'ioasid[p1].state: idle → active',
      'ioasid[p1].refs: 1 → 2',
      'binding[p1, d2].pgd: none → pgd1',
      'pasidEntry[d2, 1].pgd: none → pgd1',
    ],
  },
  {
    fault: 'fault/inner-break',
    states: [withSets, idle, { device: { d2: { failsBind: true } } }],
    command: bind,
    golden: ['-ENOMEM'],
    faulty: [
      '-ENOMEM',
      'ioasid[p1].state: idle → active',
      'ioasid[p1].refs: 1 → 2',
      'binding[p1, d1].pgd: none → pgd1',
      'pasidEntry[d1, 1].pgd: none → pgd1',
    ],
  },
  {
    fault: 'fault/rollback-over-all',
    states: [withSets, idle, bound],
    command: bind,
    golden: ['-EBUSY'],
    faulty: ['-EBUSY', ...unboundAll.slice(1)],
  },
  {
    fault: 'fault/rollback-over-all',
    states: [withSets, idle],
    command: { ...bind, hpasid: '2^32+p1' },
    golden: ['-EINVAL'],
    faulty: ['-EINVAL'],
  },
  {
    fault: 'fault/foreign-free',
    states: [withSets, idle],
    command: { kind: 'ioasid_free', actor: 'vm2', hpasid: 'p1' },
    golden: ['-ENOENT'],
    faulty: ['0', 'ioasid[p1].state: idle → free', 'ioasid[p1].set: s1 → none', 'ioasid[p1].refs: 1 → 0'],
  },
  {
    fault: 'fault/foreign-free',
    states: [withSets, idle],
    command: { ...guestBind, hpasid: 'p1' },
    golden: ['-ENOENT'],
    faulty: ['-ENOENT'],
  },
  {
    fault: 'fault/free-leaves-bindings',
    states: [withSets, idle, bound],
    command: { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' },
    golden: ['0', 'ioasid[p1].state: active → free_pending', 'ioasid[p1].refs: 2 → 1'],
    faulty: [
      '0',
      'ioasid[p1].state: active → free',
      'ioasid[p1].set: s1 → none',
      'ioasid[p1].refs: 2 → 0',
      'ioasid[p1].formerSet: none → s1',
    ],
  },
  {
    fault: 'fault/partial-unbind',
    states: [withSets, idle, bound],
    command: unbind,
    golden: unboundAll,
    faulty: ['0', ...unboundD1],
  },
  {
    fault: 'fault/two-hpasids-per-gpasid',
    states: [withSets, idle, bound],
    command: { ...guestBind, hpasid: 'p2' },
    golden: ['-EINVAL'],
    faulty: [
      '0',
      'ioasid[p2].state: idle → active',
      'ioasid[p2].refs: 1 → 2',
      'guestToHost[vm2, g1].hpasid: p3 → p2',
      'binding[p2, d4].pgd: none → pgd1',
      'pasidEntry[d4, 2].pgd: none → pgd1',
    ],
  },
  {
    fault: 'fault/two-hpasids-per-gpasid',
    states: [withSets, idle, bound],
    command: { ...guestBind, gpgd: 'pgd2' },
    golden: ['-EINVAL'],
    faulty: ['0', 'binding[p3, d4].pgd: none → pgd2', 'pasidEntry[d4, 3].pgd: none → pgd2'],
  },
  {
    fault: 'fault/truncated-unbind',
    states: [withSets, idle, bound],
    command: { ...unbind, hpasid: '2^32+p1' },
    golden: ['-EINVAL'],
    faulty: unboundAll,
  },
  {
    fault: 'fault/no-drain',
    states: [withSets, idle, bound, pending],
    command: unbind,
    golden: [
      ...unboundAll,
      'pageRequest[d1, 1, prg1].outstanding: true → false',
      'pageRequest[d1, 1, prg1].pending: true → false',
    ],
    faulty: unboundAll,
  },
  {
    fault: 'fault/response-to-other-device',
    states: [{ pageRequest: { 'd4,1,prg1': { outstanding: true, pending: true } } }],
    command: response,
    golden: ['-EINVAL'],
    faulty: [
      '0',
      'pageRequest[d4, 1, prg1].outstanding: true → false',
      'pageRequest[d4, 1, prg1].pending: true → false',
    ],
  },
  {
    fault: 'fault/response-by-index-only',
    states: [{ pageRequest: { 'd1,2,prg1': { outstanding: true, pending: true } } }],
    command: response,
    golden: ['-EINVAL'],
    faulty: [
      '0',
      'pageRequest[d1, 2, prg1].outstanding: true → false',
      'pageRequest[d1, 2, prg1].pending: true → false',
    ],
  },
  {
    fault: 'fault/double-allocation',
    states: [withSets, { ioasid: { p1: { state: 'idle', set: 's2', refs: 1 } } }],
    command: { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' },
    golden: ['p2', 'ioasid[p2].state: free → idle', 'ioasid[p2].set: none → s1', 'ioasid[p2].refs: 0 → 1'],
    faulty: ['p1', 'ioasid[p1].set: s2 → s1'],
  },
  {
    fault: 'fault/bind-while-free-pending',
    states: [withSets, idle, bound, { ioasid: { p3: { state: 'free_pending', refs: 1 } } }],
    command: guestBind,
    golden: ['-EBUSY'],
    faulty: ['0', 'binding[p3, d4].pgd: none → pgd1', 'pasidEntry[d4, 3].pgd: none → pgd1'],
  },
  {
    fault: 'fault/over-capacity',
    states: [{ ioasidSet: { s2: { type: 'MM', token: 'vm2', quota: 2 } } }],
    command: { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '3' },
    golden: ['-ENOSPC'],
    faulty: ['s1', 'ioasidSet[s1].type: none → MM', 'ioasidSet[s1].token: none → vm1', 'ioasidSet[s1].quota: 0 → 3'],
  },
  {
    fault: 'fault/no-quota',
    states: [{ ioasidSet: { s1: { type: 'MM', token: 'vm1' } } }],
    command: { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' },
    golden: ['-ENOSPC'],
    faulty: ['p1', 'ioasid[p1].state: free → idle', 'ioasid[p1].set: none → s1', 'ioasid[p1].refs: 0 → 1'],
  },
  {
    fault: 'fault/reference-kept',
    states: [withSets, idle, bound],
    command: unbind,
    golden: unboundAll,
    faulty: unboundAll.filter((change) => !change.startsWith('ioasid[p1].refs')) as unknown as Outcome,
  },
  {
    fault: 'fault/reference-kept',
    states: [withSets, idle, bound, { ioasid: { p1: { state: 'free_pending', refs: 1 } } }],
    command: { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' },
    golden: [
      '0',
      'ioasid[p1].state: free_pending → free',
      'ioasid[p1].set: s1 → none',
      'ioasid[p1].refs: 1 → 0',
      ...unboundAll.slice(3),
    ],
    faulty: ['0', ...unboundAll.slice(3)],
  },
  {
    fault: 'fault/reclaim-waits',
    states: [withSets, idle, bound, { ioasid: { p1: { state: 'free_pending', refs: 1 } } }],
    command: { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' },
    golden: [
      '0',
      'ioasid[p1].state: free_pending → free',
      'ioasid[p1].set: s1 → none',
      'ioasid[p1].refs: 1 → 0',
      ...unboundAll.slice(3),
    ],
    faulty: ['-EBUSY'],
  },
  {
    fault: 'fault/reclaim-waits',
    states: [withSets, idle, { ioasid: { p1: { state: 'free_pending', refs: 1 } } }],
    command: { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' },
    golden: ['0', 'ioasid[p1].state: free_pending → free', 'ioasid[p1].set: s1 → none', 'ioasid[p1].refs: 1 → 0'],
    faulty: ['0', 'ioasid[p1].state: free_pending → free', 'ioasid[p1].set: s1 → none', 'ioasid[p1].refs: 1 → 0'],
  },
  {
    fault: 'fault/response-by-fd-holder',
    states: [pending],
    command: { ...response, actor: 'vm2' },
    golden: ['-ENODEV'],
    faulty: [
      '0',
      'pageRequest[d1, 1, prg1].outstanding: true → false',
      'pageRequest[d1, 1, prg1].pending: true → false',
    ],
  },
  {
    fault: 'fault/unasked-response',
    states: [],
    command: response,
    golden: ['-EINVAL'],
    faulty: ['0', 'device[d1].uprgi: false → true'],
  },
  {
    fault: 'fault/unasked-response',
    states: [pending],
    command: { ...response, grpid: '512' },
    golden: ['-EINVAL'],
    faulty: ['0', 'device[d1].uprgi: false → true'],
  },
  {
    fault: 'fault/unasked-response',
    states: [pending],
    command: { ...response, pasid: 'p4' },
    golden: ['-EINVAL'],
    faulty: ['0', 'device[d1].uprgi: false → true'],
  },
  {
    fault: 'fault/double-response',
    states: [pending],
    command: response,
    golden: [
      '0',
      'pageRequest[d1, 1, prg1].outstanding: true → false',
      'pageRequest[d1, 1, prg1].pending: true → false',
    ],
    faulty: ['0', 'pageRequest[d1, 1, prg1].outstanding: true → false'],
  },
  {
    fault: 'fault/double-response',
    states: [{ pageRequest: { 'd1,1,prg1': { pending: true } } }],
    command: response,
    golden: ['0', 'pageRequest[d1, 1, prg1].pending: true → false', 'device[d1].uprgi: false → true'],
    faulty: ['0', 'device[d1].uprgi: false → true'],
  },
];

describe('a seeded fault', () => {
  for (const design of faults) {
    it(`shows: ${design.about} (${design.name})`, () => {
      const shown = rows.filter(({ fault }) => fault === design.name);
      const outcomes = shown.map(({ states, command }) => ({
        golden: new Bench(states).issue(command),
        faulty: new Bench(states, { design }).issue(command),
      }));
      expect(outcomes).toEqual(shown.map(({ golden, faulty }) => ({ golden, faulty })));
      expect(outcomes.filter(({ golden, faulty }) => golden.join() !== faulty.join())).not.toEqual([]);
    });
  }

  it('that never drops a reference leaves the counter at its bound, however often the host PASID is bound', () => {
    const design = faults.find(({ name }) => name === 'fault/reference-kept') as (typeof faults)[number];
    const bench = new Bench([withSets, idle], { design });
    const references = [bind, unbind, bind, unbind, bind].map((command) => {
      bench.issue(command);
      return bench.host.state.ioasid.at(1 as Hpasid).refs;
    });
    expect(references).toEqual([2, 2, 2, 2, 2]);
  });
});
