import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const unbind = (host: SmallHost, actor: string, container: string, hpasid: string) =>
  host.does('vfio_unbind_gpasid', { actor, container, hpasid });

describe('vfio_unbind_gpasid in the engine', () => {
  it('undoes a bind on every device of the container', () => {
    const host = new SmallHost().withPasids();
    const before = host.state();
    host.does('vfio_bind_gpasid', { actor: 'vm2', container: 'c2', hpasid: 'p2', gpasid: 'g2', gpgd: 'pgd1' });
    host.does('vfio_bind_gpasid', { actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' });
    expect([unbind(host, 'vm1', 'c1', 'p1'), unbind(host, 'vm2', 'c2', 'p2')]).toEqual(['0', '0']);
    expect(host.state()).toEqual(before);
  });

  it('keeps mapping and reference while the host PASID is bound elsewhere', () => {
    const host = new SmallHost().bound();
    host.does('vfio_bind_gpasid', { actor: 'vm2', container: 'c4', hpasid: 'p2', gpasid: 'g1', gpgd: 'pgd2' });
    unbind(host, 'vm2', 'c2', 'p2');
    expect(host.state()['ioasid']).toMatchObject({ p2: { state: 'active', refs: 2 } });
    expect(host.state()['guestToHost']).toEqual({ 'vm2,g1': { hpasid: 'p2' } });
    unbind(host, 'vm2', 'c4', 'p2');
    expect(host.state()['ioasid']).toMatchObject({ p2: { state: 'idle', refs: 1 } });
    expect(host.state()['guestToHost']).toBeUndefined();
  });

  it('answers what is pending there, and leaves other requests alone', () => {
    const host = new SmallHost().bound();
    host.does('page_request', { actor: 'd1', pasid: '1', grpid: 'prg0' });
    host.does('page_request', { actor: 'd3', pasid: '2', grpid: 'prg1' });
    unbind(host, 'vm1', 'c1', 'p1');
    expect(host.state()['pageRequest']).toEqual({ 'd3,2,prg1': { outstanding: true, pending: true } });
  });

  it('answers a request that the device no longer waits for, and the device notes it', () => {
    const host = new SmallHost().bound();
    host.goesOnFrom({ ...host.state(), pageRequest: { 'd1,1,prg1': { pending: true } } });
    unbind(host, 'vm1', 'c1', 'p1');
    expect(host.state()['pageRequest']).toBeUndefined();
    expect(host.state()['device']).toEqual({ d1: { uprgi: true } });
  });

  it('leaves what is outstanding and not pending', () => {
    const host = new SmallHost().bound();
    host.goesOnFrom({
      ...host.state(),
      pageRequest: { 'd1,1,prg1': { outstanding: true }, 'd1,1,prg0': { outstanding: true, pending: true } },
    });
    unbind(host, 'vm1', 'c1', 'p1');
    expect(host.state()['pageRequest']).toEqual({ 'd1,1,prg1': { outstanding: true } });
  });

  it('succeeds and changes nothing where nothing is bound', () => {
    const host = new SmallHost().bound();
    const before = host.state();
    expect(unbind(host, 'vm2', 'c4', 'p2')).toBe('0');
    expect(host.state()).toEqual(before);
  });

  it('asks first who opened the container, what it holds and of which type it is', () => {
    const host = new SmallHost();
    expect(unbind(host, 'vm2', 'c5', '0')).toBe('-EPERM');
    expect(unbind(host, 'vm1', 'c5', '0')).toBe('-EINVAL');
    expect(unbind(host, 'vm2', 'c3', '0')).toBe('-EOPNOTSUPP');
  });

  it("refuses an ill-formed host PASID, then another's, then one that waits to be freed", () => {
    const host = new SmallHost().bound();
    for (const ill of ['0', '2^20', '2^32+p1']) expect(unbind(host, 'vm1', 'c1', ill)).toBe('-EINVAL');
    host.does('ioasid_free', { actor: 'vm2', hpasid: 'p2' });
    expect(unbind(host, 'vm1', 'c1', 'p2')).toBe('-ENOENT');
    expect(unbind(host, 'vm2', 'c2', 'p2')).toBe('-EBUSY');
  });
});
