import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const reclaim = (host: SmallHost, hpasid: string) => host.does('ioasid_reclaim', { actor: 'kernel', hpasid });

describe('ioasid_reclaim in the engine', () => {
  it('tears the host PASID down on every device and frees it', () => {
    const host = new SmallHost().bound();
    host.does('vfio_bind_gpasid', { actor: 'vm2', container: 'c4', hpasid: 'p2', gpasid: 'g1', gpgd: 'pgd2' });
    host.does('ioasid_free', { actor: 'vm2', hpasid: 'p2' });
    expect(reclaim(host, 'p2')).toBe('0');
    const { ioasid, binding, pasidEntry, guestToHost } = host.state();
    expect(ioasid).toEqual({ p1: { state: 'active', set: 's1', refs: 2, data: 'data1' } });
    expect(Object.keys(binding ?? {})).toEqual(['p1,d1', 'p1,d2']);
    expect(Object.keys(pasidEntry ?? {})).toEqual(['d1,1', 'd2,1']);
    expect(guestToHost).toBeUndefined();
  });

  it('answers what is pending, on that host PASID alone', () => {
    const host = new SmallHost().bound();
    for (const actor of ['d1', 'd2']) host.does('page_request', { actor, pasid: '1', grpid: 'prg1' });
    for (const grpid of ['prg0', 'prg2']) host.does('page_request', { actor: 'd1', pasid: '1', grpid });
    host.does('page_request', { actor: 'd3', pasid: '2', grpid: 'prg0' });
    host.does('ioasid_free', { actor: 'vm1', hpasid: 'p1' });
    reclaim(host, 'p1');
    expect(host.state()['pageRequest']).toEqual({ 'd3,2,prg0': { outstanding: true, pending: true } });
    expect(host.state()['device']).toBeUndefined();
  });

  it('refuses a host PASID that does not wait to be freed', () => {
    const host = new SmallHost().bound();
    expect(['p1', 'p3'].map((hpasid) => reclaim(host, hpasid))).toEqual(['-ENOENT', '-ENOENT']);
  });
});
