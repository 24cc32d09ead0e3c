import { describe, expect, it } from 'vitest';
import { EngineInstance } from '../../../engine/instance.ts';
import { commandFromJson, printAnswer } from '../../../spec/commands.ts';
import { Topology } from '../../../spec/topology.ts';
import { translatedGuests } from '../../spec/topologies.ts';

/** vm2 has p1 bound by the name of 2, as its guest has written. */
function host() {
  const instance = new EngineInstance(new Topology(translatedGuests));
  const does = (kind: string, args: Record<string, string>): string => {
    const command = commandFromJson({ kind, ...args });
    return printAnswer(command, instance.execute(command));
  };
  does('vcmd_alloc_pasid', { actor: 'viommu2', gpasid: 'g2' });
  does('guest_set_pasid_entry', { actor: 'viommu2', pasid: '2', gpgd: 'pgd1' });
  expect(does('pasid_cache_invalidate', { actor: 'viommu2', pasid: '2' })).toBe('0');
  return does;
}
const free = { actor: 'viommu2', pasid: '2' };
const reclaim = { actor: 'kernel', hpasid: 'p1' };

describe('KVM in the engine', () => {
  it('translates ENQCMD while the PASID is bound and not freed', () => {
    const does = host();
    const submit = (device: string, pasid: string) => does('enqcmd', { actor: 'kvm1', device, pasid });
    expect([submit('d2', '2'), submit('d1', '2'), submit('d2', '1')]).toEqual(['0', '-ENODEV', '-EFAULT']);
    does('vcmd_free_pasid', free);
    expect(submit('d2', '2')).toBe('-EFAULT');
    expect(does('ioasid_reclaim', reclaim)).toBe('0');
  });

  it('lets go with the last unbind', () => {
    const does = host();
    does('guest_set_pasid_entry', { actor: 'viommu2', pasid: '2', gpgd: 'none' });
    expect(does('pasid_cache_invalidate', { actor: 'viommu2', pasid: '2' })).toBe('0');
    does('vcmd_free_pasid', free);
    expect(does('vcmd_alloc_pasid', { actor: 'viommu2', gpasid: 'g2' })).toBe('p1');
  });
});

describe('the VDCM in the engine', () => {
  const write = (actor: string, pasid: string) => ({ actor, pasid });

  it('holds a PASID for its registers until the last is clear', () => {
    const does = host();
    expect(does('mdev_config_write', write('mdev2', '2'))).toBe('0');
    expect(does('mdev_config_write', write('mdev2', '2'))).toBe('-EBUSY');
    expect(does('mdev_config_write', write('mdev3', '2'))).toBe('0');
    expect(does('mdev_config_write', write('mdev1', '1'))).toBe('-ENXIO');
    does('vcmd_free_pasid', free);
    does('ioasid_reclaim', reclaim);
    expect(does('mdev_config_clear', { actor: 'mdev2' })).toBe('0');
    expect(does('mdev_config_clear', { actor: 'mdev2' })).toBe('-ENOENT');
    expect(does('vcmd_alloc_pasid', { actor: 'viommu2', gpasid: 'g1' })).toBe('p2');
    expect(does('mdev_config_clear', { actor: 'mdev3' })).toBe('0');
    expect(does('vdcm_work', { ...reclaim, actor: 'vdcm' })).toBe('-ENOENT');
    expect(does('vcmd_alloc_pasid', { actor: 'viommu1', gpasid: 'none' })).toBe('p1');
  });

  it('clears what it was told of, and finds nothing that waits to be freed', () => {
    const does = host();
    does('mdev_config_write', write('mdev2', '2'));
    does('vcmd_free_pasid', free);
    expect(does('mdev_config_write', write('mdev3', '2'))).toBe('-ENXIO');
    does('ioasid_reclaim', reclaim);
    expect(does('vdcm_work', { ...reclaim, actor: 'vdcm' })).toBe('0');
    expect(does('mdev_config_clear', { actor: 'mdev2' })).toBe('-ENOENT');
    expect(does('vcmd_alloc_pasid', { actor: 'viommu1', gpasid: 'none' })).toBe('p1');
    expect(does('mdev_config_write', write('mdev1', '1'))).toBe('0');
  });

  it('drops no reference that was dropped for it', () => {
    const does = host();
    const user = { actor: 'user2', set: 's2', hpasid: 'p1' };
    expect(does('mdev_config_write', write('mdev2', '2'))).toBe('0');
    expect([does('ioasid_put', user), does('ioasid_put', user)]).toEqual(['0', '-EINVAL']);
    expect(does('mdev_config_clear', { actor: 'mdev2' })).toBe('0');
    // Those of the allocation and of KVM are left.
    expect(does('vcmd_free_pasid', free)).toBe('0');
    expect(does('ioasid_reclaim', reclaim)).toBe('0');
    expect(does('vcmd_alloc_pasid', { actor: 'viommu1', gpasid: 'none' })).toBe('p1');
  });
});
