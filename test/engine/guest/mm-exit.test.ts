import { describe, expect, it } from 'vitest';
import { EngineInstance } from '../../../engine/instance.ts';
import { commandFromJson, printAnswer } from '../../../spec/commands.ts';
import { Topology } from '../../../spec/topology.ts';
import { translatedGuests } from '../../spec/topologies.ts';

/** vm2 has p1 bound by the name of 2 and in a register; one device file is in its hands alone, the other also in vm1's. */
function host() {
  const fds = [
    { device: 1, holders: [1, 2] },
    { device: 2, holders: [2] },
  ];
  const instance = new EngineInstance(new Topology({ ...translatedGuests, fds }));
  const does = (kind: string, args: Record<string, string>): string => {
    const command = commandFromJson({ kind, ...args });
    return printAnswer(command, instance.execute(command));
  };
  does('vcmd_alloc_pasid', { actor: 'viommu2', gpasid: 'g2' });
  does('guest_set_pasid_entry', { actor: 'viommu2', pasid: '1', gpgd: 'pgd1' });
  does('guest_set_pasid_entry', { actor: 'viommu2', pasid: '2', gpgd: 'pgd1' });
  return does;
}
const exit = { actor: 'vm2' };
const shadow = { actor: 'viommu2', pasid: '2' };
const user = { actor: 'user1', set: 's2', hpasid: 'p1' };
const respond = { fd: 'f1', pasid: 'p1', grpid: 'prg0', code: 'SUCCESS' };

describe('a process that exits in the engine', () => {
  it('gives back what it had, so that nothing of it is found again', () => {
    const does = host();
    expect(does('pasid_cache_invalidate', shadow)).toBe('0');
    expect(does('mdev_config_write', { actor: 'mdev2', pasid: '2' })).toBe('0');
    expect(does('mm_exit', exit)).toBe('0');
    expect(does('pasid_cache_invalidate', shadow)).toBe('-ENOENT');
    expect(does('mdev_config_clear', { actor: 'mdev2' })).toBe('-ENOENT');
    expect(does('vcmd_alloc_pasid', { actor: 'viommu2', gpasid: 'g2' })).toBe('-EINVAL');
    expect(does('page_response', { ...respond, actor: 'vm2' })).toBe('-EBADF');
    expect(does('page_response', { ...respond, actor: 'vm1' })).toBe('-EINVAL');
    expect(does('vcmd_alloc_pasid', { actor: 'viommu1', gpasid: 'none' })).toBe('p1');
  });

  it('leaves what a user inside the kernel holds, until that puts it', () => {
    const does = host();
    expect(does('ioasid_get', { ...user, actor: 'user2' })).toBe('0');
    expect([does('mm_exit', exit), does('mm_exit', exit)]).toEqual(['0', '0']);
    expect(does('vcmd_alloc_pasid', { actor: 'viommu1', gpasid: 'none' })).toBe('p2');
    expect(does('ioasid_put', { ...user, actor: 'user2' })).toBe('0');
    expect(does('vcmd_alloc_pasid', { actor: 'viommu1', gpasid: 'none' })).toBe('p1');
  });

  it('goes alike for a process without a vIOMMU, a set and a device', () => {
    const does = host();
    expect([does('mm_exit', { actor: 'vm1' }), does('mm_exit', { actor: 'vm1' })]).toEqual(['0', '0']);
    expect(does('pasid_cache_invalidate', shadow)).toBe('0');
  });
});

describe('KVM in the engine', () => {
  it('takes no second reference where it has one, and drops none that was dropped for it', () => {
    const does = host();
    expect([does('ioasid_get', user), does('pasid_cache_invalidate', shadow)]).toEqual(['0', '0']);
    expect([does('ioasid_put', user), does('ioasid_put', user)]).toEqual(['0', '-EINVAL']);
    expect(does('vcmd_free_pasid', shadow)).toBe('0');
    expect(does('ioasid_reclaim', { actor: 'kernel', hpasid: 'p1' })).toBe('0');
    expect(does('vcmd_alloc_pasid', { actor: 'viommu1', gpasid: 'none' })).toBe('p1');
  });
});
