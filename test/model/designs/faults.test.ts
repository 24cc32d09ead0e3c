import { describe, expect, it } from 'vitest';
import { faults } from '../../../spec/designs/faults.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import type { Hpasid } from '../../../spec/sorts.ts';
import type { TopologyData } from '../../../spec/topology.ts';
import { translatedGuests, twoViommus } from '../../spec/topologies.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { allocated, shadowed, written } from '../guest/states.ts';
import { boundInC1, withGroups, withoutC2 } from '../vfio/groups.ts';
import type { Outcome, Row } from './fault-row.ts';
import { pageRequestRows } from './page-request-rows.ts';

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

/** p2 is bound on d3 of vm1, whose domain is auxiliary, and everything of it is cached. */
const caching = (cachingMode: boolean): TopologyData => ({ ...twoMappings, iommu: { cachingMode, auxiliary: [3] } });
const cached = {
  ioasid: { p2: { state: 'active', set: 's1', refs: 2 } },
  binding: { 'p2,d3': { pgd: 'pgd1' } },
  bindingUsers: { 'p2,d3,feat1': { users: 1 } },
  pasidEntry: { 'd3,2': { pgd: 'pgd1', did: 'did4', slpt: 'slpt3' } },
  cachedTag: { 'd3,2,did4': { pasidCache: true, iotlb: true, deviceTlb: true } },
};
const invalidate = {
  kind: 'vfio_cache_invalidate',
  actor: 'vm1',
  container: 'c2',
  granularity: 'PASID',
  hpasid: 'p2',
};
const unbindCached = { ...unbind, container: 'c2', hpasid: 'p2' };
const unboundCached = [
  '0',
  'ioasid[p2].state: active → idle',
  'ioasid[p2].refs: 2 → 1',
  'binding[p2, d3].pgd: pgd1 → none',
  'bindingUsers[p2, d3, feat1].users: 1 → 0',
  'pasidEntry[d3, 2].pgd: pgd1 → none',
  'pasidEntry[d3, 2].did: did4 → none',
  'pasidEntry[d3, 2].slpt: slpt3 → none',
] as const;
const flushedPasidCache = 'cachedTag[d3, 2, did4].pasidCache: true → false';
const flushedIotlb = 'cachedTag[d3, 2, did4].iotlb: true → false';
const flushedDeviceTlb = 'cachedTag[d3, 2, did4].deviceTlb: true → false';
const flushed: Outcome = [...unboundCached, flushedPasidCache, flushedIotlb, flushedDeviceTlb];
const stale = (fault: Row['fault'], cachingMode: boolean, ...flushes: readonly string[]): Row => ({
  fault,
  topology: caching(cachingMode),
  states: [withSets, cached],
  command: unbindCached,
  golden: flushed,
  faulty: [...unboundCached, ...flushes],
});
const userHolds = { ioasidUser: { 'p1,user1': { holds: true, notified: true } } };
const usedPending = [withSets, { ioasid: { p1: { state: 'free_pending', set: 's1', refs: 1 } } }, userHolds];

const guestInvalidate = { kind: 'pasid_cache_invalidate', actor: 'viommu2', pasid: '1' };
const p3Named = { guestToHost: { 'vm2,g1': { hpasid: 'p3' } } };
const attach = (hpasid: string, spid: string) => ({ kind: 'ioasid_attach_spid', actor: 'kernel', hpasid, spid });
const putSet = { kind: 'ioasid_set_put', actor: 'kernel', set: 's1' };
const usedMember = [withSets, { ioasid: { p1: { state: 'idle', set: 's1', refs: 2 } } }, userHolds];
const s1Gone = ['ioasidSet[s1].type: MM → none', 'ioasidSet[s1].token: vm1 → none', 'ioasidSet[s1].quota: 2 → 0'];
const p1Waits = ['ioasid[p1].state: idle → free_pending', 'ioasid[p1].refs: 2 → 1'];
const p1Free = ['ioasid[p1].state: idle → free', 'ioasid[p1].set: s1 → none', 'ioasid[p1].refs: 1 → 0'];

const reusing = { ...twoMappings, mmReuse: true };
const goneProcess = { exitedProcess: { 'mm1,vm1': { exited: true } } };
const reuseAddress = { kind: 'mm_reuse', actor: 'environment', vm: 'vm1' };
const reclaimedP1 = [
  '0',
  'ioasid[p1].state: free_pending → free',
  'ioasid[p1].set: s1 → none',
  'ioasid[p1].refs: 1 → 0',
  'inheritedBinding[mm1, p1].inherited: true → false',
  'binding[p1, d3].pgd: pgd1 → none',
  'pasidEntry[d3, 1].pgd: pgd1 → none',
] as const;
const defaults = { ...twoMappings, iommu: { cachingMode: false, auxiliary: [3], defaultPasids: true } };
const auxAttach = { kind: 'iommu_aux_attach_device', actor: 'kernel', device: 'd3' };
const auxAttached = {
  ioasid: { p1: { state: 'idle', set: 's0', refs: 2 } },
  defaultPasid: { 'aux1,d3': { hpasid: 'p1' } },
  secondLevelEntry: { 'aux1,d3,1': { did: 'did4' } },
};
const enteredOnD3 = [
  'ioasid[p1].refs: 0 → 2',
  'defaultPasid[aux1, d3].hpasid: none → p1',
  'secondLevelEntry[aux1, d3, 1].did: none → did4',
] as const;
const detachedFromD3 = [
  '0',
  'ioasid[p1].state: idle → free',
  'ioasid[p1].set: s0 → none',
  'ioasid[p1].refs: 2 → 0',
  'defaultPasid[aux1, d3].hpasid: p1 → none',
] as const;
const registering = { ...twoMappings, notifiers: true };
/** p1 is held by both users; user1 is registered with its set, user2 for all. */
const usedAndTold: readonly StateJson[] = [
  { ioasid: { p1: { state: 'idle', set: 's1', refs: 3 } } },
  { ioasidUser: { 'p1,user1': { holds: true }, 'p1,user2': { holds: true } } },
  {
    setNotifier: { 'chain1,s1,user1': { registered: true } },
    globalNotifier: { 'chain1,user2': { registered: true } },
  },
];
const freeP1 = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
const getP1 = { kind: 'ioasid_get', actor: 'user1', set: 's1', hpasid: 'p1' };
const freedAndTold = [
  '0',
  'ioasid[p1].state: idle → free_pending',
  'ioasid[p1].refs: 3 → 2',
  'ioasidUser[p1, user1].notified: false → true',
  'ioasidUser[p1, user2].notified: false → true',
] as const;
const toldAt = (...places: readonly number[]) =>
  places.map((place, index) => `lastFree[nb${index + 1}].place: 0 → ${place}`);
const s1Made = [
  's1',
  'ioasidSet[s1].type: none → MM',
  'ioasidSet[s1].token: none → vm1',
  'ioasidSet[s1].quota: 0 → 2',
] as const;
const dataOptions = { ...twoMappings, privateData: true };
const dataOn = (state: string, data: string): StateJson => ({
  ioasid: { p1: { state, set: 's1', refs: 2, data } },
});
const attachData = { kind: 'ioasid_attach_data', actor: 'user1', set: 's1', hpasid: 'p1' };
const boundOnD3 = { binding: { 'p1,d3': { pgd: 'pgd1' } }, pasidEntry: { 'd3,1': { pgd: 'pgd1' } } };

const oneContainer = twoViommus.containers.slice(0, 1);
const exitingShadow = {
  ioasid: { p1: { state: 'active', set: 's1', refs: 2 } },
  binding: { 'p1,d1': { pgd: 'pgd1' } },
  pasidEntry: { 'd1,1': { pgd: 'pgd1' } },
};
const setGone = [
  'ioasidSet[s1].type: MM → none',
  'ioasidSet[s1].token: vm1 → none',
  'ioasidSet[s1].quota: 2 → 0',
] as const;
const translated = {
  ioasid: { p2: { refs: 2 } },
  ioasidUser: { 'p2,user1': { holds: true } },
  pasidTranslation: { 'kvm1,g1': { number: '2' } },
};
const translatedTo = (number: string): Outcome => [
  '0',
  'ioasid[p2].state: idle → active',
  'ioasid[p2].refs: 1 → 3',
  'ioasidUser[p2, user1].holds: false → true',
  'guestToHost[vm2, g1].hpasid: none → p2',
  'binding[p2, d2].pgd: none → pgd1',
  'binding[p2, d3].pgd: none → pgd1',
  'pasidEntry[d2, 2].pgd: none → pgd1',
  'pasidEntry[d3, 2].pgd: none → pgd1',
  `pasidTranslation[kvm1, g1].number: none → ${number}`,
];
const exited: Outcome = [
  '0',
  ...setGone,
  'ioasid[p1].state: active → free',
  'ioasid[p1].set: s1 → none',
  'ioasid[p1].refs: 2 → 0',
  'binding[p1, d1].pgd: pgd1 → none',
  'pasidEntry[d1, 1].pgd: pgd1 → none',
];
const activeAsG1 = {
  ioasid: { p2: { state: 'active', refs: 3 } },
  guestToHost: { 'vm2,g1': { hpasid: 'p2' } },
};
const letGoByKvm = [
  '0',
  'ioasid[p2].state: active → idle',
  'ioasid[p2].refs: 3 → 1',
  'ioasidUser[p2, user1].holds: true → false',
] as const;
const freedByKvm = [
  '0',
  'ioasid[p2].state: active → free_pending',
  'ioasid[p2].refs: 3 → 1',
  'ioasidUser[p2, user1].holds: true → false',
] as const;
const takenByVdcm = ['0', 'ioasid[p2].refs: 2 → 3', 'ioasidUser[p2, user2].holds: false → true'] as const;
const bindAuxiliary = { ...bind, container: 'c2' };
const boundAuxiliary = (slpt: string): Outcome => [
  '0',
  'ioasid[p1].state: idle → active',
  'ioasid[p1].refs: 1 → 2',
  'binding[p1, d3].pgd: none → pgd1',
  'bindingUsers[p1, d3, feat1].users: 0 → 1',
  'pasidEntry[d3, 1].pgd: none → pgd1',
  'pasidEntry[d3, 1].did: none → did4',
  `pasidEntry[d3, 1].slpt: none → ${slpt}`,
];
/** A bind counted a user or not, and auxiliary domains are enabled or not by the time of the unbind. */
const counted = (users: number, enabled: boolean): readonly StateJson[] => [
  withSets,
  { ...cached, bindingUsers: { 'p2,d3,feat1': { users } } },
  { deviceFeature: { 'd3,feat1': { enabled } } },
];
const flushedUncounted = flushed.filter((change) => !change.startsWith('bindingUsers')) as unknown as Outcome;

const unboundD3 = [
  '0',
  'ioasid[p1].state: active → idle',
  'ioasid[p1].refs: 2 → 1',
  'binding[p1, d3].pgd: pgd1 → none',
  'pasidEntry[d3, 1].pgd: pgd1 → none',
] as const;

const rows: readonly Row[] = [
  {
    fault: 'fault/default-pasid-of-guest',
    topology: defaults,
    states: [withSets],
    command: auxAttach,
    golden: ['p1', 'ioasid[p1].state: free → idle', 'ioasid[p1].set: none → s0', ...enteredOnD3],
    faulty: ['p1', 'ioasid[p1].state: free → idle', 'ioasid[p1].set: none → s1', ...enteredOnD3],
  },
  {
    fault: 'fault/default-pasid-of-guest',
    topology: defaults,
    states: [],
    command: auxAttach,
    golden: ['p1', 'ioasid[p1].state: free → idle', 'ioasid[p1].set: none → s0', ...enteredOnD3],
    faulty: ['p1', 'ioasid[p1].state: free → idle', 'ioasid[p1].set: none → s0', ...enteredOnD3],
  },
  {
    fault: 'fault/default-entry-kept',
    topology: defaults,
    states: [withSets, auxAttached],
    command: { ...auxAttach, kind: 'iommu_aux_detach_device' },
    golden: [...detachedFromD3, 'secondLevelEntry[aux1, d3, 1].did: did4 → none'],
    faulty: detachedFromD3,
  },
  {
    fault: 'fault/host-takes-all',
    topology: { ...twoMappings, hostShare: 2 },
    states: [],
    command: { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'NULL', token: 'none', quota: '0' },
    golden: ['-ENOSPC'],
    faulty: ['s1', 'ioasidSet[s1].type: none → NULL', 'ioasidSet[s1].quota: 0 → 4'],
  },
  {
    fault: 'fault/token-without-reference',
    topology: reusing,
    states: [withSets, goneProcess, { ioasid: { p1: { state: 'free_pending', set: 's1', refs: 1 } } }],
    command: reuseAddress,
    golden: ['-EBUSY'],
    faulty: ['0', 'exitedProcess[mm1, vm1].exited: true → false', 'inheritedSet[mm1, s1].inherited: false → true'],
  },
  {
    fault: 'fault/token-without-reference',
    topology: reusing,
    states: [withSets, { inheritedSet: { 'mm1,s1': { inherited: true } } }],
    command: putSet,
    golden: ['0', ...s1Gone, 'inheritedSet[mm1, s1].inherited: true → false'],
    faulty: ['0', ...s1Gone, 'inheritedSet[mm1, s1].inherited: true → false'],
  },
  {
    fault: 'fault/token-without-reference',
    topology: reusing,
    states: [goneProcess],
    command: reuseAddress,
    golden: ['0', 'exitedProcess[mm1, vm1].exited: true → false'],
    faulty: ['0', 'exitedProcess[mm1, vm1].exited: true → false'],
  },
  {
    fault: 'fault/binder-without-reference',
    topology: reusing,
    states: [withSets, goneProcess, { ioasid: { p1: { state: 'free_pending', set: 's1', refs: 1 } } }, boundOnD3],
    command: reuseAddress,
    golden: ['-EBUSY'],
    faulty: [
      '0',
      'exitedProcess[mm1, vm1].exited: true → false',
      'inheritedSet[mm1, s1].inherited: false → true',
      'inheritedBinding[mm1, p1].inherited: false → true',
    ],
  },
  {
    fault: 'fault/binder-without-reference',
    topology: reusing,
    states: [
      withSets,
      { ioasid: { p1: { state: 'free_pending', set: 's1', refs: 1 } } },
      boundOnD3,
      { inheritedBinding: { 'mm1,p1': { inherited: true } } },
    ],
    command: { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' },
    golden: reclaimedP1,
    faulty: reclaimedP1,
  },
  {
    fault: 'fault/global-chain-first',
    topology: registering,
    states: [withSets, ...usedAndTold],
    command: freeP1,
    golden: [...freedAndTold, ...toldAt(1, 2, 3)],
    faulty: [...freedAndTold, ...toldAt(3, 1, 2)],
  },
  {
    fault: 'fault/get-unregistered',
    topology: registering,
    states: [withSets, { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } }],
    command: getP1,
    golden: ['-EPERM'],
    faulty: ['0', 'ioasid[p1].refs: 1 → 2', 'ioasidUser[p1, user1].holds: false → true'],
  },
  {
    fault: 'fault/get-unregistered',
    topology: registering,
    states: [withSets, { ioasid: { p3: { state: 'idle', set: 's2', refs: 1 } } }, p3Named],
    command: { kind: 'ioasid_find_by_spid', actor: 'user1', set: 's2', spid: 'g1' },
    golden: ['-EPERM'],
    faulty: ['p3', 'ioasid[p3].refs: 1 → 2', 'ioasidUser[p3, user1].holds: false → true'],
  },
  {
    fault: 'fault/unregister-in-use',
    topology: registering,
    states: [withSets, ...usedAndTold],
    command: { kind: 'ioasid_unregister_notifier', actor: 'user1', set: 's1' },
    golden: ['-EBUSY'],
    faulty: ['0', 'setNotifier[chain1, s1, user1].registered: true → false'],
  },
  {
    fault: 'fault/waiting-notifier-forgotten',
    topology: registering,
    states: [{ waitingNotifier: { 'chain1,vm1,user1': { pending: true } } }],
    command: { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '2' },
    golden: [
      ...s1Made,
      'setNotifier[chain1, s1, user1].registered: false → true',
      'waitingNotifier[chain1, vm1, user1].pending: true → false',
    ],
    faulty: s1Made,
  },
  {
    fault: 'fault/find-without-set',
    topology: dataOptions,
    states: [withSets, dataOn('active', 'data1')],
    command: { kind: 'ioasid_find', actor: 'user1', set: 'none', hpasid: 'p1', getter: 'none' },
    golden: ['-EACCES'],
    faulty: ['data1'],
  },
  {
    fault: 'fault/find-without-set',
    topology: dataOptions,
    states: [withSets],
    command: { kind: 'ioasid_find', actor: 'user1', set: 's2', hpasid: 'p1', getter: 'none' },
    golden: ['-ENOENT'],
    faulty: ['-ENOENT'],
  },
  {
    fault: 'fault/data-overwritten',
    topology: dataOptions,
    states: [withSets, dataOn('active', 'data1')],
    command: attachData,
    golden: ['-EBUSY'],
    faulty: ['0', 'ioasid[p1].data: data1 → data2'],
  },
  {
    fault: 'fault/data-detached-by-anyone',
    topology: dataOptions,
    states: [withSets, dataOn('active', 'data1')],
    command: { ...attachData, kind: 'ioasid_detach_data' },
    golden: ['-EINVAL'],
    faulty: ['0', 'ioasid[p1].data: data1 → none'],
  },
  {
    fault: 'fault/data-while-free-pending',
    topology: dataOptions,
    states: [withSets, { ioasid: { p1: { state: 'free_pending', set: 's1', refs: 1 } } }],
    command: attachData,
    golden: ['-EBUSY'],
    faulty: ['0', 'ioasid[p1].data: none → data2'],
  },
  {
    fault: 'fault/inner-break',
    topology: dataOptions,
    states: [withSets, dataOn('idle', 'data2')],
    command: { ...bind, container: 'c2' },
    golden: ['-EINVAL'],
    faulty: ['-EINVAL'],
  },
  {
    fault: 'fault/data-outlives-binding',
    topology: dataOptions,
    states: [withSets, dataOn('active', 'data1'), boundOnD3],
    command: { ...unbind, container: 'c2' },
    golden: [...unboundD3.slice(0, 3), 'ioasid[p1].data: data1 → none', ...unboundD3.slice(3)] as unknown as Outcome,
    faulty: unboundD3,
  },
  {
    fault: 'fault/failed-alloc-answers-id',
    states: [withSets, { ioasidSet: { s1: { quota: 0 } } }],
    command: { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' },
    golden: ['-ENOSPC'],
    faulty: ['p1'],
  },
  {
    fault: 'fault/failed-alloc-answers-id',
    states: [withSets],
    command: { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' },
    golden: ['p1', 'ioasid[p1].state: free → idle', 'ioasid[p1].set: none → s1', 'ioasid[p1].refs: 0 → 1'],
    faulty: ['p1', 'ioasid[p1].state: free → idle', 'ioasid[p1].set: none → s1', 'ioasid[p1].refs: 0 → 1'],
  },
  {
    fault: 'fault/find-while-free-pending',
    states: [withSets, { ioasid: { p3: { state: 'free_pending', set: 's2', refs: 1 } } }, p3Named],
    command: { kind: 'ioasid_find_by_spid', actor: 'user1', set: 's2', spid: 'g1' },
    golden: ['-ENXIO'],
    faulty: ['p3', 'ioasid[p3].refs: 1 → 2', 'ioasidUser[p3, user1].holds: false → true'],
  },
  {
    fault: 'fault/name-check-keeps-reference',
    states: [withSets, idle, p3Named],
    command: attach('p2', 'g1'),
    golden: ['-EINVAL'],
    faulty: ['-EINVAL', 'ioasid[p3].refs: 1 → 2'],
  },
  {
    fault: 'fault/name-check-keeps-reference',
    states: [withSets, idle],
    command: attach('p2', 'g1'),
    golden: ['0', 'guestToHost[vm2, g1].hpasid: none → p2'],
    faulty: ['0', 'guestToHost[vm2, g1].hpasid: none → p2'],
  },
  {
    fault: 'fault/name-overwritten',
    states: [withSets, idle, p3Named],
    command: attach('p3', 'g2'),
    golden: ['-EBUSY'],
    faulty: ['0', 'guestToHost[vm2, g1].hpasid: p3 → none', 'guestToHost[vm2, g2].hpasid: none → p3'],
  },
  {
    fault: 'fault/name-error-ignored',
    states: [withSets, idle, { guestToHost: { 'vm2,g1': { hpasid: 'p2' } } }],
    command: guestBind,
    golden: ['-EINVAL'],
    faulty: [
      '0',
      'ioasid[p3].state: idle → active',
      'ioasid[p3].refs: 1 → 2',
      'binding[p3, d4].pgd: none → pgd1',
      'pasidEntry[d4, 3].pgd: none → pgd1',
    ],
  },
  {
    fault: 'fault/range-end-exclusive',
    states: [withSets],
    command: { kind: 'ioasid_alloc_range', actor: 'vm1', set: 's1', min: 'p3', max: 'p3' },
    golden: ['p3', 'ioasid[p3].state: free → idle', 'ioasid[p3].set: none → s1', 'ioasid[p3].refs: 0 → 1'],
    faulty: ['-ENOSPC'],
  },
  {
    fault: 'fault/set-gone-before-members',
    states: usedMember,
    command: putSet,
    golden: ['0', 'ioasidSet[s1].put: false → true', ...p1Waits],
    faulty: ['0', ...s1Gone, ...p1Waits],
  },
  {
    fault: 'fault/set-gone-before-members',
    states: [withSets, { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } }],
    command: { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' },
    golden: ['0', ...p1Free],
    faulty: ['0', ...p1Free],
  },
  {
    fault: 'fault/set-gone-with-last-member',
    states: [withSets, { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } }],
    command: { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' },
    golden: ['0', ...p1Free],
    faulty: ['0', ...s1Gone, ...p1Free],
  },
  {
    fault: 'fault/quota-not-returned',
    states: [withSets],
    command: putSet,
    golden: ['0', ...s1Gone],
    faulty: ['0', ...s1Gone.slice(0, 2)],
  },
  {
    fault: 'fault/two-sets-per-process',
    states: [{ ioasidSet: { s1: { type: 'MM', token: 'vm1', quota: 2 } } }],
    command: { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '1' },
    golden: ['-EEXIST'],
    faulty: ['s2', 'ioasidSet[s2].type: none → MM', 'ioasidSet[s2].token: none → vm1', 'ioasidSet[s2].quota: 0 → 1'],
  },
  {
    fault: 'fault/adjust-in-all',
    states: [withSets],
    command: { kind: 'ioasid_adjust_set', actor: 'kernel', set: 's1', quota: '1' },
    golden: ['0', 'ioasidSet[s1].quota: 2 → 1'],
    faulty: ['-ENOSPC'],
  },
  ...pageRequestRows,
  {
    fault: 'fault/second-bind',
    states: [withSets, { ...bound, ioasid: { p1: { state: 'active', set: 's1', refs: 2 } } }],
    command: bind,
    golden: ['-EBUSY'],
    faulty: ['0'],
  },
  {
    fault: 'fault/late-unbind',
    states: [withSets, bound, { ioasid: { p1: { state: 'free_pending', set: 's1', refs: 1 } } }],
    command: unbind,
    golden: ['-EBUSY'],
    faulty: [
      '0',
      'ioasid[p1].state: free_pending → free',
      'ioasid[p1].set: s1 → none',
      'ioasid[p1].refs: 1 → 0',
      ...unboundAll.filter((change) => /^(binding|pasidEntry)/.test(change)),
    ],
  },
  {
    fault: 'fault/entry-outlives-binding',
    topology: caching(false),
    states: [withSets, cached],
    command: unbindCached,
    golden: flushed,
    faulty: flushed.filter((change) => !change.startsWith('pasidEntry')) as unknown as Outcome,
  },
  {
    fault: 'fault/no-requester-id',
    topology: caching(false),
    states: [withSets, cached],
    command: unbindCached,
    golden: flushed,
    faulty: [...unboundCached, flushedPasidCache, flushedIotlb],
  },
  {
    fault: 'fault/no-requester-id',
    states: [pending],
    command: response,
    golden: [
      '0',
      'pageRequest[d1, 1, prg1].outstanding: true → false',
      'pageRequest[d1, 1, prg1].pending: true → false',
    ],
    faulty: ['0', 'pageRequest[d1, 1, prg1].pending: true → false'],
  },
  {
    fault: 'fault/second-level-of-primary-domain',
    topology: caching(false),
    states: [withSets, idle],
    command: bindAuxiliary,
    golden: boundAuxiliary('slpt3'),
    faulty: boundAuxiliary('slpt7'),
  },
  {
    fault: 'fault/users-by-feature',
    topology: caching(false),
    states: counted(1, false),
    command: unbindCached,
    golden: flushed,
    faulty: ['0'],
  },
  {
    fault: 'fault/users-by-feature',
    topology: caching(false),
    states: counted(1, true),
    command: unbindCached,
    golden: flushed,
    faulty: flushed,
  },
  {
    fault: 'fault/users-by-feature',
    topology: caching(false),
    states: counted(0, true),
    command: unbindCached,
    golden: flushedUncounted,
    faulty: ['0'],
  },
  {
    fault: 'fault/users-by-feature',
    topology: caching(false),
    states: counted(0, false),
    command: unbindCached,
    golden: flushedUncounted,
    faulty: flushedUncounted,
  },
  ...['PASID', 'IOTLB+PASID'].map(
    (caches): Row => ({
      fault: 'fault/invalidation-ignored',
      topology: caching(false),
      states: [withSets, cached],
      command: { ...invalidate, caches },
      golden: ['-EOPNOTSUPP'],
      faulty: caches === 'PASID' ? ['0'] : ['0', flushedIotlb, flushedDeviceTlb],
    }),
  ),
  {
    fault: 'fault/exit-keeps-bindings',
    topology: { ...twoViommus, vms: twoViommus.vms.slice(0, 1), containers: oneContainer, viommus: [{ container: 1 }] },
    states: [exitingShadow],
    command: { kind: 'mm_exit', actor: 'vm1' },
    golden: exited,
    faulty: [
      '0',
      'ioasidSet[s1].put: false → true',
      'ioasid[p1].state: active → free_pending',
      'ioasid[p1].refs: 2 → 1',
    ],
  },
  {
    fault: 'fault/exit-skips-drain',
    topology: { ...twoViommus, vms: twoViommus.vms.slice(0, 1), containers: oneContainer, viommus: [{ container: 1 }] },
    states: [exitingShadow, { pageRequest: { 'd1,1,prg0': { outstanding: true, pending: true } } }],
    command: { kind: 'mm_exit', actor: 'vm1' },
    golden: [
      ...exited,
      'pageRequest[d1, 1, prg0].outstanding: true → false',
      'pageRequest[d1, 1, prg0].pending: true → false',
    ],
    faulty: exited,
  },
  {
    fault: 'fault/exit-keeps-set',
    topology: { ...twoViommus, vms: twoViommus.vms.slice(0, 1), containers: oneContainer, viommus: [{ container: 1 }] },
    states: [{ ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } }],
    command: { kind: 'mm_exit', actor: 'vm1' },
    golden: ['0', ...setGone, 'ioasid[p1].state: idle → free', 'ioasid[p1].set: s1 → none', 'ioasid[p1].refs: 1 → 0'],
    faulty: ['0'],
  },
  {
    fault: 'fault/kvm-translates-to-gpasid',
    topology: translatedGuests,
    states: [allocated, written],
    command: guestInvalidate,
    golden: translatedTo('2'),
    faulty: translatedTo('1'),
  },
  {
    fault: 'fault/kvm-keeps-unbound',
    topology: translatedGuests,
    states: [allocated, { ...translated, ...activeAsG1 }],
    command: { ...unbind, actor: 'vm2', container: 'c2', hpasid: 'p2' },
    golden: [...letGoByKvm, 'guestToHost[vm2, g1].hpasid: p2 → none', 'pasidTranslation[kvm1, g1].number: 2 → none'],
    faulty: [...letGoByKvm, 'guestToHost[vm2, g1].hpasid: p2 → none'],
  },
  {
    fault: 'fault/kvm-keeps-freed',
    topology: translatedGuests,
    states: [allocated, shadowed, { ...translated, ioasid: { p2: { refs: 3 } } }],
    command: { kind: 'ioasid_free', actor: 'vm2', hpasid: 'p2' },
    golden: [...freedByKvm, 'pasidTranslation[kvm1, g1].number: 2 → none'],
    faulty: freedByKvm,
  },
  {
    fault: 'fault/vdcm-writes-gpasid',
    topology: translatedGuests,
    states: [allocated, shadowed],
    command: { kind: 'mdev_config_write', actor: 'mdev2', pasid: '1' },
    golden: [...takenByVdcm, 'mdevRegister[mdev2].number: none → 2'],
    faulty: [...takenByVdcm, 'mdevRegister[mdev2].number: none → 1'],
  },
  {
    fault: 'fault/vdcm-without-reference',
    topology: translatedGuests,
    states: [allocated, shadowed],
    command: { kind: 'mdev_config_write', actor: 'mdev2', pasid: '1' },
    golden: [...takenByVdcm, 'mdevRegister[mdev2].number: none → 2'],
    faulty: ['0', 'mdevRegister[mdev2].number: none → 2'],
  },
  {
    fault: 'fault/vmm-without-lookup',
    topology: twoViommus,
    states: [allocated, { guestPasidEntry: { 'viommu2,2': { pgd: 'pgd1' } }, device: { d3: { failsBind: true } } }],
    command: { ...guestInvalidate, pasid: '2' },
    golden: ['-ENOMEM'],
    faulty: ['-ENOMEM'],
  },
  {
    fault: 'fault/vmm-without-lookup',
    topology: twoViommus,
    states: [allocated, written, shadowed, { guestPasidEntry: { 'viommu2,2': { pgd: 'pgd1' } } }],
    command: { ...guestInvalidate, pasid: '2' },
    golden: [
      '0',
      'ioasid[p3].state: idle → active',
      'ioasid[p3].refs: 1 → 2',
      'guestToHost[vm2, g2].hpasid: none → p3',
      'binding[p3, d2].pgd: none → pgd1',
      'binding[p3, d3].pgd: none → pgd1',
      'pasidEntry[d2, 3].pgd: none → pgd1',
      'pasidEntry[d3, 3].pgd: none → pgd1',
    ],
    faulty: ['0'],
  },
  {
    fault: 'fault/vmm-without-lookup',
    topology: { ...twoViommus, gpasids: 4 },
    states: [allocated, { vmmLookup: { 'viommu2,4': { hpasid: 'p3' } } }],
    command: { ...guestInvalidate, pasid: '4' },
    golden: ['0'],
    faulty: ['0'],
  },
  {
    fault: 'fault/shadow-kept',
    topology: twoViommus,
    states: [allocated, shadowed],
    command: { ...guestInvalidate, actor: 'viommu1' },
    golden: [
      '0',
      'ioasid[p1].state: active → idle',
      'ioasid[p1].refs: 2 → 1',
      'binding[p1, d1].pgd: pgd1 → none',
      'pasidEntry[d1, 1].pgd: pgd1 → none',
    ],
    faulty: ['0'],
  },
  {
    fault: 'fault/shadow-kept',
    topology: twoViommus,
    states: [allocated, shadowed, { guestPasidEntry: { 'viommu1,1': { pgd: 'pgd2' } } }],
    command: { ...guestInvalidate, actor: 'viommu1' },
    golden: ['0', 'binding[p1, d1].pgd: pgd1 → pgd2', 'pasidEntry[d1, 1].pgd: pgd1 → pgd2'],
    faulty: ['0', 'binding[p1, d1].pgd: pgd1 → pgd2', 'pasidEntry[d1, 1].pgd: pgd1 → pgd2'],
  },
  {
    fault: 'fault/vmm-forgets-without-free',
    topology: twoViommus,
    states: [allocated],
    command: { ...guestInvalidate, kind: 'vcmd_free_pasid' },
    golden: [
      '0',
      'ioasid[p2].state: idle → free',
      'ioasid[p2].set: s2 → none',
      'ioasid[p2].refs: 1 → 0',
      'vmmLookup[viommu2, 1].hpasid: p2 → none',
    ],
    faulty: ['0', 'vmmLookup[viommu2, 1].hpasid: p2 → none'],
  },
  stale('fault/no-pasid-cache-flush', false, flushedIotlb, flushedDeviceTlb),
  stale('fault/no-iotlb-flush', false, flushedPasidCache, flushedDeviceTlb),
  stale('fault/no-device-tlb-flush', false, flushedPasidCache, flushedIotlb),
  stale('fault/caching-mode-keeps-device-tlb', true, flushedPasidCache, flushedIotlb),
  stale('fault/caching-mode-keeps-device-tlb', false, flushedPasidCache, flushedIotlb, flushedDeviceTlb),
  stale('fault/flush-of-primary-domain', false, flushedDeviceTlb),
  {
    fault: 'fault/free-not-idempotent',
    states: usedPending,
    command: { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' },
    golden: ['0'],
    faulty: ['0', 'ioasid[p1].state: free_pending → free', 'ioasid[p1].set: s1 → none', 'ioasid[p1].refs: 1 → 0'],
  },
  {
    fault: 'fault/get-while-free-pending',
    states: usedPending,
    command: { kind: 'ioasid_get', actor: 'user2', set: 's1', hpasid: 'p1' },
    golden: ['-EBUSY'],
    faulty: ['0', 'ioasid[p1].refs: 1 → 2', 'ioasidUser[p1, user2].holds: false → true'],
  },
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
    fault: 'fault/unbind-does-nothing',
    states: [withSets, idle, bound],
    command: unbind,
    golden: unboundAll,
    faulty: ['0'],
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
  {
    fault: 'fault/argument-error-rolls-back',
    states: [withSets, idle, bound],
    command: { ...bind, format: '0' },
    golden: ['-EINVAL'],
    faulty: ['-EINVAL', ...unboundAll.slice(1)],
  },
  {
    fault: 'fault/truncated-roll-back',
    states: [withSets, idle, bound],
    command: { ...bind, hpasid: '2^32+p1' },
    golden: ['-EINVAL'],
    faulty: ['-EINVAL', ...unboundAll.slice(1)],
  },
  {
    fault: 'fault/unbind-error-overwritten',
    states: [withSets, idle, bound, { device: { d1: { failsBind: true } } }],
    command: unbind,
    golden: unboundAll,
    faulty: ['0', 'binding[p1, d2].pgd: pgd1 → none', 'pasidEntry[d2, 1].pgd: pgd1 → none'],
  },
  {
    fault: 'fault/unbind-error-overwritten',
    states: [withSets, idle, bound, { device: { d2: { failsBind: true } } }],
    command: unbind,
    golden: unboundAll,
    faulty: ['-ENOMEM', ...unboundD1],
  },
  {
    fault: 'fault/unbind-error-ignored',
    states: [withSets, idle, bound, { device: { d1: { failsBind: true }, d2: { failsBind: true } } }],
    command: unbind,
    golden: unboundAll,
    faulty: ['0'],
  },
  {
    fault: 'fault/roll-back-stops-early',
    states: [withSets, { ...idle, device: { d4: { failsBind: true } } }],
    command: bind,
    golden: ['-ENOMEM'],
    faulty: [
      '-ENOMEM',
      'ioasid[p1].state: idle → active',
      'ioasid[p1].refs: 1 → 2',
      'binding[p1, d2].pgd: none → pgd1',
      'pasidEntry[d2, 1].pgd: none → pgd1',
    ],
    topology: withGroups,
  },
  {
    fault: 'fault/bind-error-swallowed',
    states: [withSets, idle, { device: { d2: { failsBind: true } } }],
    command: bind,
    golden: ['-ENOMEM'],
    faulty: ['0'],
  },
  {
    fault: 'fault/first-group-only',
    states: [withSets, idle],
    command: bind,
    golden: [
      '0',
      'ioasid[p1].state: idle → active',
      'ioasid[p1].refs: 1 → 2',
      'binding[p1, d1].pgd: none → pgd1',
      'binding[p1, d2].pgd: none → pgd1',
      'pasidEntry[d1, 1].pgd: none → pgd1',
      'pasidEntry[d2, 1].pgd: none → pgd1',
    ],
    faulty: [
      '0',
      'ioasid[p1].state: idle → active',
      'ioasid[p1].refs: 1 → 2',
      'binding[p1, d1].pgd: none → pgd1',
      'pasidEntry[d1, 1].pgd: none → pgd1',
    ],
  },
  {
    fault: 'fault/gpgd-unchecked',
    states: [withSets, idle],
    command: guestBind,
    golden: ['-EINVAL'],
    faulty: [
      '0',
      'ioasid[p3].state: idle → active',
      'ioasid[p3].refs: 1 → 2',
      'guestToHost[vm2, g1].hpasid: none → p3',
      'binding[p3, d4].pgd: none → pgd1',
      'pasidEntry[d4, 3].pgd: none → pgd1',
    ],
    topology: { ...twoMappings, dma: { mapped: 0 } },
  },
  {
    fault: 'fault/unmap-under-gpgd',
    states: [withSets, boundInC1],
    command: { kind: 'vfio_dma_unmap', actor: 'vm1', container: 'c1', from: 'pgd1' },
    golden: ['-EBUSY'],
    faulty: ['0', 'dmaMap[dma1].top: pgd2 → none'],
    topology: { ...withGroups, dma: { mapped: 2 } },
  },
  {
    fault: 'fault/quota-of-opener',
    states: [withSets],
    command: { kind: 'vfio_pasid_request_alloc', actor: 'vm2', container: 'c1', min: '1', max: '3' },
    golden: ['-EPERM'],
    faulty: ['p1', 'ioasid[p1].state: free → idle', 'ioasid[p1].set: none → s1', 'ioasid[p1].refs: 0 → 1'],
  },
  {
    fault: 'fault/range-ignored',
    states: [withSets],
    command: { kind: 'vfio_pasid_request_alloc', actor: 'vm2', container: 'c3', min: '2', max: '2' },
    golden: ['p2', 'ioasid[p2].state: free → idle', 'ioasid[p2].set: none → s2', 'ioasid[p2].refs: 0 → 1'],
    faulty: ['p1', 'ioasid[p1].state: free → idle', 'ioasid[p1].set: none → s2', 'ioasid[p1].refs: 0 → 1'],
  },
  {
    fault: 'fault/range-ignored',
    states: [
      withSets,
      {
        ioasid: {
          p1: { state: 'idle', set: 's1', refs: 1 },
          p2: { state: 'idle', set: 's1', refs: 1 },
          p3: { state: 'idle', set: 's2', refs: 1 },
        },
      },
    ],
    command: { kind: 'vfio_pasid_request_alloc', actor: 'vm2', container: 'c3', min: '2', max: '2' },
    golden: ['-ENOSPC'],
    faulty: ['-ENOSPC'],
  },
  {
    fault: 'fault/no-nesting-check',
    states: [withSets, idle],
    command: { ...guestBind, container: 'c5' },
    golden: ['-EOPNOTSUPP'],
    faulty: [
      '0',
      'ioasid[p3].state: idle → active',
      'ioasid[p3].refs: 1 → 2',
      'guestToHost[vm2, g1].hpasid: none → p3',
      'binding[p3, d6].pgd: none → pgd1',
      'pasidEntry[d6, 3].pgd: none → pgd1',
    ],
  },
  {
    fault: 'fault/group-joins-unbound',
    states: [withSets, boundInC1],
    command: { kind: 'vfio_group_set_container', actor: 'vm1', group: 'grp2' },
    golden: ['-EBUSY'],
    faulty: ['0', 'vfioGroup[grp2].attached: false → true'],
    topology: withGroups,
  },
  {
    fault: 'fault/detach-leaves-bindings',
    states: [withSets, boundInC1],
    command: { kind: 'vfio_group_unset_container', actor: 'vm1', group: 'grp3' },
    golden: [
      '0',
      'binding[p1, d4].pgd: pgd1 → none',
      'pasidEntry[d4, 1].pgd: pgd1 → none',
      'vfioGroup[grp3].attached: true → false',
    ],
    faulty: ['0', 'vfioGroup[grp3].attached: true → false'],
    topology: withGroups,
  },
  {
    fault: 'fault/last-container-keeps-pasids',
    states: [withSets, { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } }, withoutC2],
    command: { kind: 'vfio_container_close', actor: 'vm1', container: 'c1' },
    golden: [
      '0',
      'ioasid[p1].state: idle → free',
      'ioasid[p1].set: s1 → none',
      'ioasid[p1].refs: 1 → 0',
      'vfioGroup[grp1].attached: true → false',
      'vfioGroup[grp3].attached: true → false',
      'vfioIommu[iommu1].type: nesting → none',
    ],
    faulty: [
      '0',
      'vfioGroup[grp1].attached: true → false',
      'vfioGroup[grp3].attached: true → false',
      'vfioIommu[iommu1].type: nesting → none',
    ],
    topology: withGroups,
  },
];

describe('a seeded fault', () => {
  for (const design of faults) {
    it(`shows: ${design.about} (${design.name})`, () => {
      const shown = rows.filter(({ fault }) => fault === design.name);
      const outcomes = shown.map(({ states, command, topology = twoMappings }) => ({
        golden: new Bench(states, { topology }).issue(command),
        faulty: new Bench(states, { topology, design }).issue(command),
      }));
      expect(outcomes).toEqual(shown.map(({ golden, faulty }) => ({ golden, faulty })));
      expect(outcomes.filter(({ golden, faulty }) => golden.join() !== faulty.join())).not.toEqual([]);
    });
  }

  it('that never drops a reference leaves the counter at its bound, however often the host PASID is bound', () => {
    const design = faults.find(({ name }) => name === 'fault/reference-kept') as (typeof faults)[number];
    const bench = new Bench([withSets, idle], { design });
    const references = [bind, unbind, bind, unbind, bind, unbind, bind].map((command) => {
      bench.issue(command);
      return bench.host.state.ioasid.at(1 as Hpasid).refs;
    });
    expect(references).toEqual([2, 2, 3, 3, 4, 4, 4]);
  });
});
