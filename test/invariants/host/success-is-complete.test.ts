import { describe, expect, it } from 'vitest';
import { successIsComplete as invariant } from '../../../invariants/host/success-is-complete.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import type { TopologyData } from '../../../spec/topology.ts';
import { translatedGuests, twoGuests } from '../../spec/topologies.ts';
import { judgeStep, type WrittenStep } from '../judge.ts';

const s1 = (token: string, quota: number, type = 'MM') => ({ ioasidSet: { s1: { type, token, quota } } });
const topology = {
  ...twoGuests,
  users: 1,
  privateData: true,
  notifiers: true,
  mmReuse: true,
  pool: true,
  iommu: { cachingMode: false, auxiliary: [1], defaultPasids: true },
  viommus: [{ container: 1 }, { container: 2 }],
};
const vcmdAlloc = { kind: 'vcmd_alloc_pasid', actor: 'viommu1', gpasid: 'g2' };
const vcmdFree = { kind: 'vcmd_free_pasid', actor: 'viommu1', pasid: '2' };
const guestSet = { kind: 'guest_set_pasid_entry', actor: 'viommu1', pasid: '1', gpgd: 'pgd1' };
const lookedUp = (hpasid: string) => ({ vmmLookup: { 'viommu1,2': { hpasid } } });
const setAlloc = { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '1' };
const alloc = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };
const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'g1', gpgd: 'pgd1' };
const free = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
const reclaim = { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' };
const request = { kind: 'page_request', actor: 'd1', pasid: '1', grpid: 'prg1' };
const response = { kind: 'page_response', actor: 'vm1', fd: 'f1', pasid: 'p1', grpid: 'prg1', code: 'SUCCESS' };
const inject = { kind: 'inject_bind_failure', actor: 'environment', device: 'd1', enabled: 'on' };
const dma = { kind: 'dma_translate', actor: 'd1', pasid: '1' };
const aux = { kind: 'iommu_dev_enable_feature', actor: 'kernel', device: 'd1', enabled: 'on' };
const invalidate = (caches: string, hpasid = 'p1') => ({
  kind: 'vfio_cache_invalidate',
  actor: 'vm1',
  container: 'c1',
  caches,
  granularity: 'PASID',
  hpasid,
});
const tag = (name: string) => [{ cachedTag: { 'd2,1,did3': { [name]: true } } }];
const get = { kind: 'ioasid_get', actor: 'user1', set: 's1', hpasid: 'p1' };
const put = { ...get, kind: 'ioasid_put' };
const attach = { kind: 'ioasid_attach_spid', actor: 'kernel', hpasid: 'p1', spid: 'g1' };
const detach = { kind: 'ioasid_detach_spid', actor: 'kernel', hpasid: 'p1' };
const findName = { kind: 'ioasid_find_by_spid', actor: 'user1', set: 's1', spid: 'g1' };
const attachData = { ...get, kind: 'ioasid_attach_data' };
const detachData = { ...get, kind: 'ioasid_detach_data' };
const findData = { ...get, kind: 'ioasid_find', getter: 'none' };
const leftBy = (data: string) => ({ ioasid: { p1: { data } } });
const register = { kind: 'ioasid_register_notifier', actor: 'user1', set: 's1' };
const unregister = { ...register, kind: 'ioasid_unregister_notifier' };
const registerMm = { kind: 'ioasid_register_notifier_mm', actor: 'user1', token: 'vm1' };
const unregisterMm = { ...registerMm, kind: 'ioasid_unregister_notifier_mm' };
const ofSet = { setNotifier: { 'chain1,s1,user1': { registered: true } } };
const ofAll = { globalNotifier: { 'chain1,user1': { registered: true } } };
const waiting = { waitingNotifier: { 'chain1,vm1,user1': { pending: true } } };
const reuse = { kind: 'mm_reuse', actor: 'environment', vm: 'vm1' };
const gone = { exitedProcess: { 'mm1,vm1': { exited: true } } };
const auxAttach = { kind: 'iommu_aux_attach_device', actor: 'kernel', device: 'd1' };
const auxDetach = { ...auxAttach, kind: 'iommu_aux_detach_device' };
const auxRecord = { defaultPasid: { 'aux1,d1': { hpasid: 'p1' } } };
const auxEntry = { secondLevelEntry: { 'aux1,d1,1': { did: 'did2' } } };
const lookedUpBy = (name: string) => ({ guestToHost: { [name]: { hpasid: 'p1' } } });
const setPut = { kind: 'ioasid_set_put', actor: 'kernel', set: 's1' };
const find = { kind: 'ioasid_find_mm_set', actor: 'user1', token: 'vm1' };
const adjust = { kind: 'ioasid_adjust_set', actor: 'kernel', set: 's1', quota: '2' };
const install = { kind: 'ioasid_install_capacity', actor: 'kernel', total: '1' };
const reserve = { kind: 'ioasid_reserve_capacity', actor: 'kernel', number: '1' };
const cancel = { kind: 'ioasid_cancel_capacity', actor: 'kernel', number: '1' };
const pool = (pool1: StateJson[string][string]) => ({ ioasidPool: { pool1 } });
const held = { ioasidUser: { 'p1,user1': { holds: true } } };
const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' };

const boundOn = (devices: readonly string[], pgd: string) => ({
  binding: Object.fromEntries(devices.map((device) => [`p1,${device}`, { pgd }])),
});
const entriesOn = (devices: readonly string[], pgd: string) => ({
  pasidEntry: Object.fromEntries(devices.map((device) => [`${device},1`, { pgd }])),
});
const both = ['d1', 'd2'];
const p1 = (state: string) => ({ ioasid: { p1: { state, set: 's1' } } });
const group = (outstanding: boolean, pending: boolean) => ({ pageRequest: { 'd1,1,prg1': { outstanding, pending } } });

const guestResponse = {
  kind: 'guest_page_response',
  actor: 'vm1',
  fd: 'f1',
  gpasid: 'g2',
  grpid: 'prg1',
  code: 'SUCCESS',
};
const called = (name: string) => ({ guestToHost: { [`vm1,${name}`]: { hpasid: 'p1' } } });
const requestAlloc = { kind: 'vfio_pasid_request_alloc', actor: 'vm1', container: 'c1', min: '1', max: '1' };
const requestFree = { ...requestAlloc, kind: 'vfio_pasid_request_free' };
const ofVm1 = [s1('vm1', 2), p1('idle')];

const complete: readonly WrittenStep[] = [
  { command: setAlloc, answer: 's1', after: [s1('vm1', 1)] },
  { command: { ...setAlloc, quota: '0' }, answer: 's1', after: [s1('vm1', 2)] },
  {
    command: { ...setAlloc, type: 'NULL', token: 'none' },
    answer: 's1',
    after: [{ ioasidSet: { s1: { type: 'NULL', quota: 1 } } }],
  },
  { command: alloc, answer: 'p1', after: [p1('idle')] },
  { command: bind, after: [p1('active'), boundOn(both, 'pgd1'), entriesOn(both, 'pgd1')] },
  { command: free, after: [p1('free')] },
  { command: free, after: [p1('free_pending')] },
  { command: reclaim, after: [p1('free')] },
  { command: reclaim, before: [held], after: [p1('free_pending')] },
  { command: get, after: [held] },
  { command: put },
  { command: setPut, after: [{ ioasidSet: { s1: { type: 'MM', put: true } } }] },
  { command: setPut },
  { command: attach, after: [lookedUpBy('vm2,g1')] },
  { command: detach },
  { command: findName, answer: 'p1', after: [held] },
  { command: attachData, after: [leftBy('data2')] },
  { command: detachData },
  { command: findData, answer: 'data2', before: [leftBy('data2')] },
  { command: findData, answer: 'NULL' },
  { command: auxAttach, answer: 'p1', after: [auxRecord, auxEntry] },
  { command: auxDetach },
  { command: auxDetach, before: [auxRecord, p1('idle')], afterwards: [p1('free')] },
  { command: reuse },
  { command: register, after: [ofSet] },
  { command: { ...register, set: 'none' }, after: [ofAll] },
  { command: unregister, after: [ofAll] },
  { command: { ...unregister, set: 'none' }, after: [ofSet] },
  { command: registerMm, after: [waiting] },
  { command: registerMm, before: [s1('vm1', 1)], after: [ofSet] },
  { command: unregisterMm, after: [ofSet] },
  { command: { ...findData, getter: 'refuses' }, answer: 'NULL', before: [leftBy('data2')] },
  { command: { ...alloc, kind: 'ioasid_alloc_range', min: 'p1', max: 'p1' }, answer: 'p1', after: [p1('idle')] },
  { command: { ...setPut, actor: 'user1' } },
  { command: find, answer: 's1', after: [s1('vm1', 1), { ioasidSetUser: { 's1,user1': { holds: true } } }] },
  { command: adjust, after: [s1('vm1', 2)] },
  { command: install, after: [pool({ withheld: 1 })] },
  { command: reserve, answer: '1', after: [pool({ reserved: 1 })] },
  { command: { ...reserve, number: '0' }, answer: '2', after: [pool({ reserved: 2 })] },
  { command: cancel, answer: '1', before: [pool({ reserved: 2 })], after: [pool({ reserved: 1 })] },
  { command: request, after: [group(true, true)] },
  { command: response, after: [group(false, false)] },
  { command: inject, after: [{ device: { d1: { failsBind: true } } }] },
  { command: { ...inject, enabled: 'off' } },
  { command: dma, after: [{ cachedTag: { 'd1,1,did2': { iotlb: true } } }] },
  { command: aux },
  { command: invalidate('PASID'), before: tag('iotlb') },
  { command: invalidate('DEV_IOTLB'), before: tag('pasidCache') },
  { command: vcmdAlloc, answer: 'p1', after: [p1('idle'), lookedUp('p1')] },
  {
    command: { ...vcmdAlloc, gpasid: 'none' },
    answer: 'p2',
    after: [{ ioasid: { p2: { state: 'idle' } } }, lookedUp('p2')],
  },
  { command: vcmdFree },
  { command: guestSet, after: [{ guestPasidEntry: { 'viommu1,1': { pgd: 'pgd1' } } }] },
  { command: guestResponse, before: [called('g2'), group(true, true)], after: [group(false, false)] },
  { command: requestAlloc, answer: 'p1', after: [p1('idle')] },
  { command: requestFree, before: ofVm1, after: [p1('free_pending')] },
  { command: requestFree, before: [s1('vm2', 2), p1('idle')] },
];

const incomplete: readonly (readonly [string, WrittenStep])[] = [
  ['p1 was not free', { command: vcmdAlloc, answer: 'p1', before: [p1('idle')] }],
  ['p1 is not looked up', { command: vcmdAlloc, answer: 'p1', after: [p1('idle'), lookedUp('p2')] }],
  ['p1 is not looked up', { command: vcmdAlloc, answer: 'p1', after: [lookedUp('p1')] }],
  ['the PASID is still looked up', { command: vcmdFree, after: [lookedUp('p2')] }],
  ['the entry is not written', { command: guestSet }],
  ['nothing of row 1 of d1 is cached', { command: dma }],
  ['there is no such host PASID', { command: invalidate('IOTLB', '0') }],
  ['there is no such host PASID', { command: invalidate('IOTLB', 'none') }],
  ['the PASID cache has row 1 of d2', { command: invalidate('IOTLB+PASID'), before: tag('pasidCache') }],
  ['the IOTLB translates for d2 at row 1', { command: invalidate('IOTLB'), before: tag('iotlb') }],
  ['d2 itself translates at row 1', { command: invalidate('IOTLB'), before: tag('deviceTlb') }],
  ['d1 was not told', { command: { ...aux, enabled: 'off' } }],
  ['s1 is not that set', { command: setAlloc, answer: 's1' }],
  ['s1 is not that set', { command: setAlloc, answer: 's1', after: [s1('vm2', 1)] }],
  ['s1 is not that set', { command: setAlloc, answer: 's1', after: [s1('vm1', 1, 'NULL')] }],
  ['s1 is not that set', { command: { ...setAlloc, quota: '0' }, answer: 's1', after: [s1('vm2', 2)] }],
  ['s1 is not that set', { command: setAlloc, answer: 's1', after: [s1('vm1', 2)] }],
  ['p1 was not free', { command: alloc, answer: 'p1', before: [p1('idle')] }],
  ['p1 is not idle in s1', { command: alloc, answer: 'p1', after: [p1('active')] }],
  ['p1 is not idle in s1', { command: alloc, answer: 'p1', after: [{ ioasid: { p1: { state: 'idle', set: 's2' } } }] }],
  ['there is no such host PASID', { command: { ...bind, hpasid: '2^32+p1' } }],
  ['p1 is free_pending', { command: bind, after: [p1('free_pending')] }],
  ['p1 is not bound on d2', { command: bind, after: [p1('active'), boundOn(['d1'], 'pgd1'), entriesOn(both, 'pgd1')] }],
  ['p1 is not bound on d1', { command: bind, after: [p1('active'), boundOn(both, 'pgd2'), entriesOn(both, 'pgd1')] }],
  [
    'row 1 of d2 does not hold the page directory',
    { command: bind, after: [p1('active'), boundOn(both, 'pgd1'), entriesOn(['d1'], 'pgd1')] },
  ],
  ['p1 is active', { command: free, after: [p1('active')] }],
  ['p1 is free_pending, and has no user', { command: reclaim, after: [p1('free_pending')] }],
  ['the request is not pending', { command: request }],
  ['the request is not pending', { command: request, after: [group(true, false)] }],
  ['there is no such request', { command: { ...response, grpid: '512' } }],
  ['there is no such request', { command: { ...response, pasid: 'p3' } }],
  ['the request is still there', { command: response, after: [group(false, true)] }],
  ['the request is still there', { command: response, after: [group(true, false)] }],
  ['d1 was not told', { command: inject }],
  ['user1 has no reference', { command: get }],
  ['user1 has its reference still', { command: put, before: [held] }],
  ['s1 is held as before', { command: setPut, before: [s1('vm1', 1)] }],
  [
    's1 is held as before',
    { command: { ...setPut, actor: 'user1' }, before: [{ ioasidSetUser: { 's1,user1': { holds: true } } }] },
  ],
  ['s1 is not of vm1, or not held', { command: find, answer: 's1', before: [s1('vm1', 1)] }],
  ['s2 is not of vm1, or not held', { command: find, answer: 's2' }],
  ['g1 does not stand for p1', { command: attach, after: [lookedUpBy('vm2,g2')] }],
  ['a gpasid stands for p1 still', { command: detach, before: [lookedUpBy('vm2,g2')] }],
  ['user1 has no reference on p1', { command: findName, answer: 'p1' }],
  ['p1 has not the record of user1', { command: attachData, after: [leftBy('data1')] }],
  ['p1 has a record still', { command: detachData, after: [leftBy('data1')] }],
  ['p1 was not free', { command: auxAttach, answer: 'p1', before: [p1('idle')] }],
  ['d1 has no entry at p1', { command: auxAttach, answer: 'p1', after: [auxEntry] }],
  ['d1 has no entry at p1', { command: auxAttach, answer: 'p1', after: [auxRecord] }],
  ['d1 is attached still', { command: auxDetach, after: [auxRecord] }],
  ['d1 is attached still', { command: auxDetach, before: [auxRecord, p1('idle')], afterwards: [p1('idle')] }],
  ['nobody has the address of vm1', { command: reuse, after: [gone] }],
  ['user1 is not registered', { command: register, after: [ofAll] }],
  ['user1 is not registered', { command: { ...register, set: 'none' }, after: [ofSet] }],
  ['user1 is still registered', { command: unregister, after: [ofSet] }],
  ['user1 is still registered', { command: { ...unregister, set: 'none' }, after: [ofAll] }],
  ['user1 is not to be told of vm1', { command: registerMm, after: [ofSet] }],
  ['user1 is not to be told of vm1', { command: registerMm, before: [s1('vm1', 1)] }],
  ['user1 waits still', { command: unregisterMm, after: [waiting] }],
  ['p1 has other data', { command: findData, answer: 'data1', before: [leftBy('data2')] }],
  ['s1 has another quota', { command: adjust, before: [s1('vm1', 1)] }],
  ['0 are withheld', { command: install }],
  ['0 were set aside', { command: reserve, answer: '1' }],
  ['1 were set aside', { command: { ...reserve, number: '2' }, answer: '1', after: [pool({ reserved: 1 })] }],
  ['0 were given back', { command: cancel, answer: '1' }],
  ['there is no such request', { command: guestResponse }],
  ['there is no such request', { command: { ...guestResponse, gpasid: '0' }, before: [called('g2')] }],
  ['there is no such request', { command: { ...guestResponse, grpid: '512' }, before: [called('g2')] }],
  ['the request is still there', { command: guestResponse, before: [called('g2'), group(false, true)] }],
  ['the request is still there', { command: guestResponse, before: [called('g2'), group(true, false)] }],
  ['p1 was not free', { command: requestAlloc, answer: 'p1', before: [p1('idle')] }],
  ['p1 is not idle in a set', { command: requestAlloc, answer: 'p1', after: [p1('active')] }],
  ['p1 is not idle in a set', { command: requestAlloc, answer: 'p1', after: [{ ioasid: { p1: { state: 'idle' } } }] }],
  ['p1 is idle', { command: requestFree, before: ofVm1 }],
];

describe(invariant.id, () => {
  it('holds of every command that has done all it promises', () => {
    expect(complete.map((step) => judgeStep(invariant, step, topology))) //
      .toEqual(complete.map(() => ({ broken: null, antecedent: 1 })));
  });

  it('says nothing of failures, and leaves unbinds to vfio/unbind-leaves-nothing', () => {
    expect(
      [{ command: bind, answer: '-EBUSY' }, { command: unbind }].map((step) => judgeStep(invariant, step, topology)),
    ) //
      .toEqual(Array(2).fill({ broken: null, antecedent: 0 }));
  });

  for (const [broken, step] of incomplete) {
    it(`is broken by a success of ${step.command['kind']} after which ${broken}`, () => {
      expect(judgeStep(invariant, step, topology)).toEqual({ broken, antecedent: 1 });
    });
  }
});

describe('of a page request queue', () => {
  const queue: TopologyData = { ...twoGuests, prq: { slots: 1, pages: ['not-last'], modes: ['ordinary'] } };
  const sent = { ...request, page: 'not-last', mode: 'ordinary', kind: 'page_request_message' };
  const thread = { kind: 'prq_event_thread', actor: 'kernel' };
  const head = (slot: string | null) => ({ prq: { prq1: slot === null ? {} : { head: slot } } });
  const overflow = { prq: { prq1: { overflow: true } } };

  it('a message that is neither queued nor known to be lost is nowhere', () => {
    for (const command of [request, sent]) {
      expect(judgeStep(invariant, { command }, queue).broken).toBe('the message is nowhere');
      expect(judgeStep(invariant, { command, after: [head('slot1')] }, queue).broken).toBe(null);
      expect(judgeStep(invariant, { command, after: [overflow] }, queue).broken).toBe(null);
    }
  });

  it('a device or its handler comes and goes', () => {
    const device = { kind: 'iopf_queue_device', actor: 'kernel', device: 'd1', enabled: 'off' };
    const handler = { ...device, kind: 'iommu_device_fault_handler' };
    const flags = { prqDevice: { 'prq1,d1': { gone: true, unhandled: true } } };
    for (const [command, broken] of [
      [device, 'd1 is where it was'],
      [handler, 'the handler of d1 is as it was'],
    ] as const) {
      expect(judgeStep(invariant, { command }, queue).broken).toBe(broken);
      expect(judgeStep(invariant, { command, after: [flags] }, queue).broken).toBe(null);
    }
  });

  it('the thread goes on, or clears an overflow', () => {
    const judged = [
      { command: thread, before: [head('slot1')] },
      { command: thread, before: [head('slot1')], afterwards: [] },
      { command: thread, before: [overflow], afterwards: [] },
    ].map((step) => judgeStep(invariant, step, queue).broken);
    expect(judged).toEqual(['the thread has not gone on', null, null]);
  });
});

describe('of translated PASIDs', () => {
  const cached = { ...translatedGuests, iommu: { cachingMode: false } };
  const enqcmd = { kind: 'enqcmd', actor: 'kvm1', device: 'd2', pasid: '1' };
  const write = { kind: 'mdev_config_write', actor: 'mdev2', pasid: '1' };
  const clear = { kind: 'mdev_config_clear', actor: 'mdev2' };
  const work = { kind: 'vdcm_work', actor: 'vdcm', hpasid: 'p2' };
  const translates = { pasidTranslation: { 'kvm1,g1': { number: '2' } } };
  const register = { mdevRegister: { mdev2: { number: '2' } } };
  const other = { mdevRegister: { mdev3: { number: '1' } } };
  const holds = (user: string) => ({ ioasidUser: { [`p2,${user}`]: { holds: true } } });
  const tagOf = (name: string) => ({ cachedTag: { [`${name},did3`]: { iotlb: true } } });

  const done: readonly (readonly [WrittenStep, TopologyData])[] = [
    [{ command: enqcmd, before: [translates], after: [tagOf('d2,2')] }, cached],
    [{ command: enqcmd, before: [translates] }, translatedGuests],
    [{ command: dma }, translatedGuests],
    [{ command: write, after: [register] }, translatedGuests],
    [{ command: clear, before: [other] }, translatedGuests],
    [{ command: work, before: [other, holds('user1')] }, translatedGuests],
  ];
  const undone: readonly (readonly [string, string, WrittenStep])[] = [
    [
      'nothing of row 2 of d2 is cached',
      'only of d3',
      { command: enqcmd, before: [translates], after: [tagOf('d3,2')] },
    ],
    [
      'nothing of row 2 of d2 is cached',
      'only of row 1',
      { command: enqcmd, before: [translates], after: [tagOf('d2,1')] },
    ],
    ['the register holds no PASID', 'only another does', { command: write, after: [other] }],
    ['the register holds a PASID still', 'as before', { command: clear, before: [register] }],
    ['the VDCM has p2 still', 'in a register', { command: work, before: [register] }],
    ['the VDCM has p2 still', 'by a reference', { command: work, before: [holds('user2')] }],
  ];

  it('holds of every command that has done all it promises, where anything is cached and where nothing ever is', () => {
    expect(done.map(([step, data]) => judgeStep(invariant, step, data))) //
      .toEqual(done.map(() => ({ broken: null, antecedent: 1 })));
  });

  for (const [broken, how, step] of undone) {
    it(`is broken by a success of ${step.command['kind']} after which ${broken}, ${how}`, () => {
      expect(judgeStep(invariant, step, cached)).toEqual({ broken, antecedent: 1 });
    });
  }
});

describe('of a container whose groups, type and memory can change', () => {
  const changeable: TopologyData = { ...twoGuests, attachment: { detached: [2] }, dma: { mapped: 0 } };
  const join = { kind: 'vfio_group_set_container', actor: 'vm1', group: 'grp2' };
  const leave = { kind: 'vfio_group_unset_container', actor: 'vm1', group: 'grp1' };
  const close = { kind: 'vfio_container_close', actor: 'vm1', container: 'c1' };
  const nest = { kind: 'vfio_set_iommu', actor: 'vm1', container: 'c1', type: 'nesting' };
  const map = { kind: 'vfio_dma_map', actor: 'vm1', container: 'c1', top: 'pgd2' };
  const unmap = { kind: 'vfio_dma_unmap', actor: 'vm1', container: 'c1', from: 'pgd2' };
  const attached = (name: string, value: boolean) => ({ vfioGroup: { [name]: { attached: value } } });
  const typed = (type: string) => ({ vfioIommu: { iommu1: { type } } });
  const mapped = (top: string) => ({ dmaMap: { dma1: { top } } });

  const done: readonly WrittenStep[] = [
    { command: join, after: [attached('grp2', true)] },
    { command: leave, after: [attached('grp1', false)] },
    { command: close, after: [attached('grp1', false), typed('none')] },
    { command: nest, after: [typed('nesting')] },
    { command: { ...nest, type: 'type1v2' }, after: [typed('type1v2')] },
    { command: map, after: [mapped('pgd2')] },
    { command: unmap, before: [mapped('pgd2')], after: [mapped('pgd1')] },
    { command: unmap, before: [mapped('pgd2')], afterwards: [] },
  ];
  const undone: readonly (readonly [string, WrittenStep])[] = [
    ['grp2 is not attached', { command: join }],
    ['grp1 is attached', { command: leave }],
    ['grp1 is still attached', { command: close, after: [typed('none')] }],
    ['c1 still has a type', { command: close, after: [attached('grp1', false)] }],
    ['c1 is not nesting', { command: nest, after: [typed('type1v2')] }],
    ['c1 is not type1v2', { command: { ...nest, type: 'type1v2' } }],
    ['pgd2 is not the top of c1', { command: map }],
    ['pgd2 is still mapped for c1', { command: unmap, before: [mapped('pgd2')] }],
    ['pgd1 is still mapped for c1', { command: { ...unmap, from: 'pgd1' }, before: [mapped('pgd2')] }],
  ];

  it('holds of every command that has done all it promises', () => {
    expect(done.map((step) => judgeStep(invariant, step, changeable))) //
      .toEqual(done.map(() => ({ broken: null, antecedent: 1 })));
  });

  for (const [broken, step] of undone) {
    it(`is broken by a success of ${step.command['kind']} after which ${broken}`, () => {
      expect(judgeStep(invariant, step, changeable)).toEqual({ broken, antecedent: 1 });
    });
  }
});
