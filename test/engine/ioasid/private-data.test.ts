import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const call = (host: SmallHost, kind: 'ioasid_attach_data' | 'ioasid_detach_data', actor: string, set = 's2') =>
  host.does(kind, { actor, set, hpasid: 'p2' });
const find = (host: SmallHost, actor: string, set: string, getter = 'none') =>
  host.does('ioasid_find', { actor, set, hpasid: 'p2', getter });
const bind = { actor: 'vm2', container: 'c2', hpasid: 'p2', gpasid: 'g1', gpgd: 'pgd1' };

describe('private data in the engine', () => {
  it('is of one user, found by all of its set, and in the way of a bind', () => {
    const host = new SmallHost().withPasids();
    const before = host.state();
    expect([find(host, 'user1', 's2'), call(host, 'ioasid_detach_data', 'user1')]).toEqual(['NULL', '-EINVAL']);
    expect(call(host, 'ioasid_attach_data', 'user1', 's1')).toBe('-ENOENT');
    expect([call(host, 'ioasid_attach_data', 'user1'), call(host, 'ioasid_attach_data', 'user2')]).toEqual([
      '0',
      '-EBUSY',
    ]);
    expect([find(host, 'user2', 's2'), find(host, 'user2', 's2', 'refuses'), find(host, 'kernel', 'none')]).toEqual([
      'data2',
      'NULL',
      'data2',
    ]);
    expect([find(host, 'user2', 's1'), find(host, 'user2', 'none')]).toEqual(['-ENOENT', '-EACCES']);
    expect(host.does('vfio_bind_gpasid', bind)).toBe('-EINVAL');
    expect([
      call(host, 'ioasid_detach_data', 'user2'),
      call(host, 'ioasid_detach_data', 'user1', 's1'),
      call(host, 'ioasid_detach_data', 'user1'),
    ]).toEqual(['-EINVAL', '-ENOENT', '0']);
    expect(host.state()).toEqual(before);
  });

  it("is the IOMMU driver's while a device is bound", () => {
    const host = new SmallHost().withPasids();
    host.does('vfio_bind_gpasid', bind);
    expect([find(host, 'user1', 's2'), call(host, 'ioasid_attach_data', 'user1')]).toEqual(['data1', '-EBUSY']);
    host.does('vfio_unbind_gpasid', { actor: 'vm2', container: 'c2', hpasid: 'p2' });
    expect(find(host, 'user1', 's2')).toBe('NULL');
  });

  it('is not left, and not found, on the way out, and goes with the host PASID', () => {
    const host = new SmallHost().withPasids();
    call(host, 'ioasid_attach_data', 'user1');
    host.does('ioasid_get', { actor: 'user2', set: 's2', hpasid: 'p2' });
    host.does('ioasid_free', { actor: 'vm2', hpasid: 'p2' });
    expect([find(host, 'user1', 's2'), call(host, 'ioasid_attach_data', 'user2')]).toEqual(['-EBUSY', '-EBUSY']);
    host.does('ioasid_put', { actor: 'user2', set: 's2', hpasid: 'p2' });
    expect(find(host, 'kernel', 'none')).toBe('-ENOENT');
    expect(host.state()).not.toHaveProperty('ioasid.p2');
    expect(host.instance.stray()).toBe(0);
  });
});
