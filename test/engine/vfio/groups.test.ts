import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const group = (actor: string, number: number) => ({ actor, group: `grp${number}` });
const bind = { actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' };

describe('a group', () => {
  it('leaves, taking what is bound on its devices alone, and may not come back while something is bound', () => {
    const host = new SmallHost().bound();
    expect(host.does('vfio_group_unset_container', group('vm1', 1))).toBe('0');
    expect(host.state()['binding']).toEqual({ 'p1,d2': { pgd: 'pgd1' }, 'p2,d3': { pgd: 'pgd2' } });
    expect(host.does('vfio_group_unset_container', group('vm1', 1))).toBe('-EINVAL');
    expect(host.does('vfio_group_set_container', group('vm1', 1))).toBe('-EBUSY');
    host.does('vfio_unbind_gpasid', { actor: 'vm1', container: 'c1', hpasid: 'p1' });
    expect(host.does('vfio_group_set_container', group('vm1', 1))).toBe('0');
    expect(host.does('vfio_group_set_container', group('vm1', 1))).toBe('-EINVAL');
    expect(host.does('vfio_bind_gpasid', bind)).toBe('0');
  });

  it('is not for others to attach or detach', () => {
    const host = new SmallHost();
    expect(host.does('vfio_group_set_container', group('vm2', 1))).toBe('-EPERM');
    expect(host.does('vfio_group_unset_container', group('vm2', 1))).toBe('-EPERM');
  });

  it('that is detached is not asked whether it can be bound', () => {
    const host = new SmallHost().withPasids();
    host.does('inject_bind_failure', { actor: 'environment', device: 'd1', enabled: 'on' });
    expect(host.does('vfio_bind_gpasid', bind)).toBe('-ENOMEM');
    host.does('vfio_group_unset_container', group('vm1', 1));
    expect(host.does('vfio_bind_gpasid', bind)).toBe('0');
  });
});

describe('the type of a container', () => {
  const type = (actor: string, name: string) => ({ actor, container: 'c2', type: name });

  it('goes with its last group, and is set once there is one again', () => {
    const host = new SmallHost();
    expect(host.does('vfio_set_iommu', type('vm1', 'nesting'))).toBe('-EPERM');
    expect(host.does('vfio_set_iommu', type('vm2', 'nesting'))).toBe('-EINVAL');
    host.does('vfio_group_unset_container', group('vm2', 3));
    expect(host.does('vfio_set_iommu', type('vm2', 'nesting'))).toBe('-EINVAL');
    host.does('vfio_group_set_container', group('vm2', 3));
    expect(host.does('vfio_set_iommu', type('vm2', '0'))).toBe('-ENODEV');
    expect(host.does('vfio_set_iommu', type('vm2', 'type1v2'))).toBe('0');
    expect(host.state()['vfioIommu']).toMatchObject({ iommu2: { type: 'type1v2' } });
  });
});

describe('the close of a container', () => {
  it('frees the PASIDs of the process with the last one, and nobody else’s', () => {
    const host = new SmallHost().bound();
    expect(host.does('vfio_container_close', { actor: 'vm2', container: 'c1' })).toBe('-EBADF');
    expect(host.does('vfio_container_close', { actor: 'vm1', container: 'c1' })).toBe('0');
    expect(host.state()['ioasid']).toEqual({ p2: { state: 'active', set: 's2', refs: 2, data: 'data1' } });
    expect(host.does('vfio_container_close', { actor: 'vm2', container: 'c2' })).toBe('0');
    expect(host.state()['ioasid']).toEqual({ p2: { state: 'idle', set: 's2', refs: 1 } });
    host.does('ioasid_free', { actor: 'vm2', hpasid: 'p2' });
    expect(host.state()['ioasid']).toBeUndefined();
  });

  it('lets go of what waits to be freed', () => {
    const host = new SmallHost().bound();
    host.does('ioasid_free', { actor: 'vm2', hpasid: 'p2' });
    host.does('vfio_container_close', { actor: 'vm2', container: 'c2' });
    expect(host.state()['ioasid']).toEqual({ p1: { state: 'active', set: 's1', refs: 2, data: 'data1' } });
  });
});
