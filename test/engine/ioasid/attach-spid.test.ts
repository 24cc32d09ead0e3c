import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const attach = (host: SmallHost, hpasid: string, spid: string) =>
  host.does('ioasid_attach_spid', { actor: 'kernel', hpasid, spid });
const detach = (host: SmallHost, hpasid: string) => host.does('ioasid_detach_spid', { actor: 'kernel', hpasid });
const find = (host: SmallHost, actor: string, set: string, spid: string) =>
  host.does('ioasid_find_by_spid', { actor, set, spid });

describe('guest names in the engine', () => {
  it('are given once, taken away, and found meanwhile', () => {
    const host = new SmallHost().withPasids();
    expect([attach(host, 'p2', 'none'), attach(host, 'p3', 'g1'), attach(host, 'p1', 'g1')]).toEqual([
      '-EINVAL',
      '-ENOENT',
      '-EINVAL',
    ]);
    expect([attach(host, 'p2', 'g2'), attach(host, 'p2', 'g2'), attach(host, 'p2', 'g1')]).toEqual([
      '0',
      '-EINVAL',
      '-EBUSY',
    ]);
    expect([find(host, 'user1', 's2', 'g2'), find(host, 'user1', 's2', 'g2')]).toEqual(['p2', '-EEXIST']);
    expect([find(host, 'user1', 's2', 'g1'), find(host, 'user1', 's0', 'g2')]).toEqual(['-ENXIO', '-ENXIO']);
    expect([detach(host, 'p2'), detach(host, 'p2'), find(host, 'user2', 's2', 'g2')]).toEqual([
      '0',
      '-ENOENT',
      '-ENXIO',
    ]);
  });

  it('hold a bind to them, and outlive an unbind of nothing', () => {
    const host = new SmallHost().withPasids();
    attach(host, 'p2', 'g2');
    host.does('vfio_unbind_gpasid', { actor: 'vm2', container: 'c2', hpasid: 'p2' });
    const bind = { actor: 'vm2', container: 'c2', hpasid: 'p2', gpgd: 'pgd1' };
    expect(host.does('vfio_bind_gpasid', { ...bind, gpasid: 'g1' })).toBe('-EINVAL');
    expect(host.does('vfio_bind_gpasid', { ...bind, gpasid: 'g2' })).toBe('0');
    expect(detach(host, 'p2')).toBe('-EBUSY');
  });

  it('are not found, and not given, once the host PASID waits to be freed, and go with it', () => {
    const host = new SmallHost().withPasids();
    attach(host, 'p2', 'g2');
    host.does('ioasid_get', { actor: 'user1', set: 's2', hpasid: 'p2' });
    host.does('ioasid_free', { actor: 'vm2', hpasid: 'p2' });
    expect([find(host, 'user2', 's2', 'g2'), attach(host, 'p2', 'g1'), detach(host, 'p2')]).toEqual([
      '-ENXIO',
      '-EBUSY',
      '-EBUSY',
    ]);
    host.does('ioasid_put', { actor: 'user1', set: 's2', hpasid: 'p2' });
    expect(host.state()).not.toHaveProperty('guestToHost');
    expect(host.instance.stray()).toBe(0);
  });
});
