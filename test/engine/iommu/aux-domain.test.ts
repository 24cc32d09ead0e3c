import { describe, expect, it } from 'vitest';
import { fullGeometry } from '../../../engine/geometry.ts';
import { defineHost } from '../../../engine/host.ts';
import { EngineInstance, type EngineOptions } from '../../../engine/instance.ts';
import { defaultPasid } from '../../../generators/instances/default-pasid.ts';
import { commandFromJson, printAnswer } from '../../../spec/commands.ts';
import { Topology } from '../../../spec/topology.ts';

function host(options: EngineOptions = {}) {
  const instance = new EngineInstance(
    new Topology({
      ...defaultPasid.topology,
      users: 1,
      iommu: {
        cachingMode: false,
        auxiliary: [1, 2],
        defaultPasids: true,
      },
    }),
    options,
  );
  return (kind: string, args: Record<string, string>): string => {
    const command = commandFromJson({ kind, ...args });
    return printAnswer(command, instance.execute(command));
  };
}
const on = (device: string) => ({ actor: 'kernel', device });
const dma = (actor: string, pasid: string) => ({ actor, pasid });
const p1 = { actor: 'kernel', hpasid: 'p1' };

describe('auxiliary domains in the engine', () => {
  it('are attached at a default PASID, and detached, while the feature is enabled', () => {
    const ask = host();
    expect([ask('iommu_aux_attach_device', on('d1')), ask('iommu_aux_attach_device', on('d1'))]).toEqual([
      'p1',
      '-EBUSY',
    ]);
    expect([ask('dma_translate', dma('d1', '1')), ask('dma_translate', dma('d2', '1'))]).toEqual(['0', '-EFAULT']);
    expect([ask('iommu_aux_detach_device', on('d1')), ask('iommu_aux_detach_device', on('d1'))]).toEqual([
      '0',
      '-EINVAL',
    ]);
    expect(ask('dma_translate', dma('d1', '1'))).toBe('-EFAULT');
    ask('iommu_dev_enable_feature', { ...on('d1'), enabled: 'off' });
    expect(ask('iommu_aux_attach_device', on('d1'))).toBe('-ENODEV');
  });

  it("need a host PASID of the host's own", () => {
    const ask = host();
    ask('ioasid_alloc', { actor: 'kernel', set: 's0' });
    ask('ioasid_alloc', { actor: 'kernel', set: 's0' });
    expect(ask('iommu_aux_attach_device', on('d1'))).toBe('-ENODEV');
    ask('ioasid_free', p1);
    ask('ioasid_alloc', { actor: 'vm1', set: 's1' });
    expect(ask('iommu_aux_attach_device', on('d1'))).toBe('-ENODEV');
  });

  it("need the host's own set, not another that has come to have its number", () => {
    const ask = host();
    expect(ask('ioasid_set_put', { actor: 'kernel', set: 's1' })).toBe('0');
    expect(ask('iommu_aux_attach_device', on('d1'))).toBe('p1');
    expect(ask('ioasid_set_put', { actor: 'kernel', set: 's0' })).toBe('0');
    expect(ask('iommu_aux_attach_device', on('d2'))).toBe('-ENODEV');
    expect(ask('iommu_aux_detach_device', on('d1'))).toBe('0');
    expect(ask('ioasid_set_alloc', { actor: 'kernel', type: 'MM', token: 'vm1', quota: '1' })).toBe('s0');
    expect(ask('iommu_aux_attach_device', on('d2'))).toBe('-ENODEV');
  });

  it('are detached by the worker that hears of the free, or after it', () => {
    const ask = host();
    for (const end of ['ioasid_reclaim', 'iommu_aux_detach_device']) {
      expect([ask('iommu_aux_attach_device', on('d1')), ask('iommu_aux_attach_device', on('d2'))]).toEqual([
        'p1',
        'p2',
      ]);
      expect([ask('ioasid_reclaim', p1), ask('ioasid_free', p1)]).toEqual(['-ENOENT', '0']);
      expect(ask(end, end === 'ioasid_reclaim' ? p1 : on('d1'))).toBe('0');
      expect(ask('ioasid_reclaim', p1)).toBe('-ENOENT');
      ask('ioasid_free', { ...p1, hpasid: 'p2' });
      expect(ask('ioasid_reclaim', { ...p1, hpasid: 'p2' })).toBe('0');
    }
  });

  it('have as much room as what is bound, and no more together', () => {
    const Host = defineHost({ ...fullGeometry, bindings: 2 });
    const alloc = { actor: 'vm1', set: 's1' };
    const bind = { actor: 'vm1', container: 'c1', hpasid: 'p2', gpasid: 'none', gpgd: 'pgd1' };
    const [ask, other] = [host({ Host }), host({ Host })];
    expect([ask('iommu_aux_attach_device', on('d1')), ask('ioasid_alloc', alloc)]).toEqual(['p1', 'p2']);
    expect(ask('vfio_bind_gpasid', bind)).toBe('-ENOMEM');
    expect([other('ioasid_alloc', alloc), other('vfio_bind_gpasid', { ...bind, hpasid: 'p1' })]).toEqual(['p1', '0']);
    expect(other('iommu_aux_attach_device', on('d1'))).toBe('-ENOMEM');
  });

  it('hear of no free of what is none of their default PASIDs', () => {
    const ask = host();
    const reclaim = () => ask('ioasid_reclaim', { actor: 'kernel', hpasid: 'p2' });
    ask('iommu_aux_attach_device', on('d2'));
    ask('ioasid_alloc', { actor: 'vm1', set: 's1' });
    ask('vfio_bind_gpasid', { actor: 'vm1', container: 'c1', hpasid: 'p2', gpasid: 'none', gpgd: 'pgd1' });
    ask('ioasid_get', { actor: 'user1', set: 's1', hpasid: 'p2' });
    ask('ioasid_free', { actor: 'vm1', hpasid: 'p2' });
    expect([reclaim(), reclaim()]).toEqual(['0', '-ENOENT']);
    expect(ask('dma_translate', dma('d2', '1'))).toBe('0');
  });
});
