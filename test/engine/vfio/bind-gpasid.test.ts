import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

type Bind = readonly [actor: string, container: string, hpasid: string, gpasid: string, gpgd: string];

const bind = (host: SmallHost, ...[actor, container, hpasid, gpasid, gpgd]: Bind) =>
  host.does('vfio_bind_gpasid', { actor, container, hpasid, gpasid, gpgd });

describe('vfio_bind_gpasid in the engine', () => {
  it('binds every device of the container at the host PASID', () => {
    const host = new SmallHost().withPasids();
    expect(bind(host, 'vm1', 'c1', 'p1', 'none', 'pgd2')).toBe('0');
    const { binding, pasidEntry, guestToHost, ioasid } = host.state();
    expect(binding).toEqual({ 'p1,d1': { pgd: 'pgd2' }, 'p1,d2': { pgd: 'pgd2' } });
    expect(pasidEntry).toEqual({
      'd1,1': { pgd: 'pgd2', did: 'did2', slpt: 'slpt1' },
      'd2,1': { pgd: 'pgd2', did: 'did3', slpt: 'slpt2' },
    });
    expect(guestToHost).toBeUndefined();
    expect(ioasid).toMatchObject({ p1: { state: 'active', refs: 2 } });
  });

  it('remembers which host PASID a gpasid stands for, and keeps the gpasid out of the hardware', () => {
    const host = new SmallHost().withPasids();
    expect(bind(host, 'vm2', 'c2', 'p2', 'g1', 'pgd1')).toBe('0');
    expect(host.state()['guestToHost']).toEqual({ 'vm2,g1': { hpasid: 'p2' } });
    expect(host.state()['pasidEntry']).toEqual({ 'd3,2': { pgd: 'pgd1', did: 'did4', slpt: 'slpt3' } });
  });

  it('takes one reference, in however many containers the host PASID is bound', () => {
    const host = new SmallHost().bound();
    expect(bind(host, 'vm2', 'c4', 'p2', 'g1', 'pgd2')).toBe('0');
    expect(host.state()['ioasid']).toMatchObject({ p2: { state: 'active', refs: 2 } });
    expect(host.state()['binding']).toMatchObject({ 'p2,d3': { pgd: 'pgd2' }, 'p2,d5': { pgd: 'pgd2' } });
  });

  it('asks first who opened the container, what it holds and of which type it is', () => {
    const host = new SmallHost();
    expect(bind(host, 'vm2', 'c5', '0', 'none', 'pgd1')).toBe('-EPERM');
    expect(bind(host, 'vm1', 'c5', '0', 'g1', 'pgd1')).toBe('-EINVAL');
    expect(bind(host, 'vm2', 'c3', '0', 'none', 'pgd1')).toBe('-EOPNOTSUPP');
  });

  it('refuses ill-formed numbers before it asks whose they are', () => {
    const host = new SmallHost().withPasids();
    for (const ill of ['0', '2^20', '2^32+p1']) expect(bind(host, 'vm1', 'c1', ill, 'none', 'pgd1')).toBe('-EINVAL');
    for (const ill of ['0', '2^20', '2^32+g1']) expect(bind(host, 'vm2', 'c2', 'p1', ill, 'pgd1')).toBe('-EINVAL');
  });

  it('refuses a gpasid of an identity-mapped VM, and none of a VM with a PASID space of its own', () => {
    const host = new SmallHost().withPasids();
    expect(bind(host, 'vm1', 'c1', 'p2', 'g1', 'pgd1')).toBe('-EINVAL');
    expect(bind(host, 'vm2', 'c2', 'p1', 'none', 'pgd1')).toBe('-EINVAL');
  });

  it("refuses another's host PASID, and one that nobody has", () => {
    const host = new SmallHost().withPasids();
    expect(bind(host, 'vm1', 'c1', 'p2', 'none', 'pgd1')).toBe('-ENOENT');
    expect(bind(host, 'vm1', 'c1', 'p3', 'none', 'pgd1')).toBe('-ENOENT');
  });

  it('refuses a host PASID that waits to be freed, or is bound on a device of the container', () => {
    const host = new SmallHost().bound();
    host.does('inject_bind_failure', { actor: 'environment', device: 'd1', enabled: 'on' });
    expect(bind(host, 'vm1', 'c1', 'p1', 'none', 'pgd2')).toBe('-EBUSY');
    expect(bind(host, 'vm2', 'c2', 'p2', 'g2', 'pgd1')).toBe('-EBUSY');
    host.does('ioasid_free', { actor: 'vm2', hpasid: 'p2' });
    expect(bind(host, 'vm2', 'c4', 'p2', 'g2', 'pgd1')).toBe('-EBUSY');
  });

  it('refuses a gpasid that stands for another host PASID', () => {
    const host = new SmallHost();
    host.does('ioasid_set_alloc', { actor: 'kernel', type: 'MM', token: 'vm2', quota: '2' });
    for (const _ of [1, 2]) host.does('ioasid_alloc', { actor: 'vm2', set: 's1' });
    expect(bind(host, 'vm2', 'c2', 'p1', 'g1', 'pgd1')).toBe('0');
    expect(bind(host, 'vm2', 'c4', 'p2', 'g1', 'pgd1')).toBe('-EINVAL');
    expect(bind(host, 'vm2', 'c4', 'p2', 'g2', 'pgd1')).toBe('0');
  });

  it('refuses another gpasid or another page directory than elsewhere, whichever half of its address differs', () => {
    const host = new SmallHost().withPasids();
    bind(host, 'vm2', 'c2', 'p2', 'g1', 'pgd1');
    host.does('inject_bind_failure', { actor: 'environment', device: 'd5', enabled: 'on' });
    expect(bind(host, 'vm2', 'c4', 'p2', 'g2', 'pgd1')).toBe('-EINVAL');
    expect(['pgd2', 'pgd3'].map((gpgd) => bind(host, 'vm2', 'c4', 'p2', 'g1', gpgd))).toEqual(['-EINVAL', '-EINVAL']);
    expect(bind(host, 'vm2', 'c4', 'p2', 'g1', 'pgd1')).toBe('-ENOMEM');
  });

  it('binds no device when one of them fails', () => {
    const host = new SmallHost().withPasids();
    host.does('inject_bind_failure', { actor: 'environment', device: 'd2', enabled: 'on' });
    const before = host.state();
    expect(bind(host, 'vm1', 'c1', 'p1', 'none', 'pgd1')).toBe('-ENOMEM');
    expect(host.state()).toEqual(before);
    host.does('inject_bind_failure', { actor: 'environment', device: 'd2', enabled: 'off' });
    expect(bind(host, 'vm1', 'c1', 'p1', 'none', 'pgd1')).toBe('0');
  });
});
