import { describe, expect, it } from 'vitest';
import { fullGeometry } from '../../../engine/geometry.ts';
import { defineHost } from '../../../engine/host.ts';
import { EngineInstance } from '../../../engine/instance.ts';
import { commandFromJson, printAnswer } from '../../../spec/commands.ts';
import { Topology } from '../../../spec/topology.ts';
import { twoViommus } from '../../spec/topologies.ts';
import { SmallHost } from '../small-host.ts';

const guest = { actor: 'viommu1' };
const invalidate = (host: SmallHost) => host.does('pasid_cache_invalidate', { ...guest, pasid: '1' });
const write = (host: SmallHost, gpgd: string) => host.does('guest_set_pasid_entry', { ...guest, pasid: '1', gpgd });

describe('virtual commands in the engine', () => {
  it('give a PASID, which is bound as the guest writes and invalidates, and taken back as it was', () => {
    const host = new SmallHost().withSets();
    const before = host.state();
    expect(host.does('vcmd_alloc_pasid', { ...guest, gpasid: 'none' })).toBe('p1');
    expect([write(host, 'pgd1'), invalidate(host)]).toEqual(['0', '0']);
    expect(host.state()['binding']).toEqual({ 'p1,d1': { pgd: 'pgd1' }, 'p1,d2': { pgd: 'pgd1' } });
    expect([write(host, 'pgd2'), invalidate(host), invalidate(host)]).toEqual(['0', '0', '0']);
    expect(host.state()['binding']).toEqual({ 'p1,d1': { pgd: 'pgd2' }, 'p1,d2': { pgd: 'pgd2' } });
    expect([write(host, 'none'), invalidate(host)]).toEqual(['0', '0']);
    expect(host.does('vcmd_free_pasid', { ...guest, pasid: '1' })).toBe('0');
    expect(host.state()).toEqual(before);
  });

  it('leave to the host what the guest frees while it is bound', () => {
    const host = new SmallHost().withSets();
    host.does('vcmd_alloc_pasid', { ...guest, gpasid: 'none' });
    write(host, 'pgd1');
    invalidate(host);
    expect(host.does('vcmd_free_pasid', { ...guest, pasid: '1' })).toBe('0');
    expect(host.state()['ioasid']).toMatchObject({ p1: { state: 'free_pending' } });
    expect(invalidate(host)).toBe('-ENOENT');
    expect(host.does('ioasid_reclaim', { actor: 'kernel', hpasid: 'p1' })).toBe('0');
    expect(host.state()['ioasid']).toBeUndefined();
  });

  it('are refused without a set, for the wrong mapping, by a device that fails and for what was freed behind them', () => {
    const host = new SmallHost();
    expect(host.does('vcmd_alloc_pasid', { ...guest, gpasid: 'none' })).toBe('-EINVAL');
    host.withSets();
    expect(host.does('vcmd_alloc_pasid', { ...guest, gpasid: 'g1' })).toBe('-EINVAL');
    expect(host.does('vcmd_free_pasid', { ...guest, pasid: '1' })).toBe('-ENOENT');
    host.does('vcmd_alloc_pasid', { ...guest, gpasid: 'none' });
    write(host, 'pgd1');
    host.does('inject_bind_failure', { actor: 'environment', device: 'd2', enabled: 'on' });
    expect(invalidate(host)).toBe('-ENOMEM');
    host.does('ioasid_free', { actor: 'vm1', hpasid: 'p1' });
    expect(invalidate(host)).toBe('-ENOENT');
  });

  it('are refused a gpasid that is taken, or that still stands for what waits to be freed', () => {
    const instance = new EngineInstance(new Topology(twoViommus));
    const does = (kind: string, args: Record<string, string>) => {
      const command = commandFromJson({ kind, actor: 'viommu2', ...args });
      return printAnswer(command, instance.execute(command));
    };
    expect(does('vcmd_alloc_pasid', { gpasid: 'g2' })).toBe('p1');
    expect(does('vcmd_alloc_pasid', { gpasid: 'g2' })).toBe('-EBUSY');
    does('guest_set_pasid_entry', { pasid: '2', gpgd: 'pgd1' });
    expect(does('pasid_cache_invalidate', { pasid: '2' })).toBe('0');
    does('ioasid_free', { actor: 'vm2', hpasid: 'p1' });
    expect(does('pasid_cache_invalidate', { pasid: '2' })).toBe('-EBUSY');
    does('vcmd_free_pasid', { pasid: '2' });
    expect(does('vcmd_alloc_pasid', { gpasid: 'g2' })).toBe('p2');
    expect(does('pasid_cache_invalidate', { pasid: '2' })).toBe('-EINVAL');
  });

  it('are refused where the container has lost its device or its type, or no memory is mapped', () => {
    const instance = new EngineInstance(
      new Topology({ ...twoViommus, attachment: { detached: [] }, dma: { mapped: 1 } }),
    );
    const does = (kind: string, args: Record<string, string>) => {
      const command = commandFromJson({ kind, ...args });
      return printAnswer(command, instance.execute(command));
    };
    const shadow = () => does('pasid_cache_invalidate', { actor: 'viommu1', pasid: '1' });
    const container = { actor: 'vm1', container: 'c1' };
    does('vcmd_alloc_pasid', { actor: 'viommu1', gpasid: 'none' });
    does('guest_set_pasid_entry', { actor: 'viommu1', pasid: '1', gpgd: 'pgd2' });
    expect(shadow()).toBe('-EINVAL');
    does('vfio_container_close', container);
    expect(shadow()).toBe('-EINVAL');
    does('vfio_group_set_container', { actor: 'vm1', group: 'grp1' });
    does('vfio_set_iommu', { ...container, type: 'type1v2' });
    expect(shadow()).toBe('-EOPNOTSUPP');
  });

  it('answer -ENOMEM where a guest has no room for another number', () => {
    const Host = defineHost({ ...fullGeometry, guestPasids: 3 });
    const full = new Host({
      guestOwned: [],
      containers: [],
      canChange: false,
      mapped: null,
      domains: [],
      hostShare: 0,
      chains: 0,
      mms: 0,
      prqs: 0,
      slots: 0,
      fiveLevel: false,
      servedFlags: 0,
      narrow: [],
      kvms: [],
      mdevs: [],
      links: 0,
      viommus: [{ viommu: 1, vm: 1, container: 1 }],
      fds: [],
      pasids: [7],
      sets: [0, 1],
      quotas: [{ vm: 1, quota: 1 }],
      capacity: 1,
      hostQuota: 0,
    });
    expect([1, 2, 3, 4].map((number) => full.guestSetPasidEntry(1, number, 1, 5, 5))).toEqual([0, 0, 0, -12]);
    expect(full.guestSetPasidEntry(1, 3, 1, 6, 6)).toBe(0);
    expect(full.vcmdAllocPasid(1, 0)).toBe(-12);
    full.guestSetPasidEntry(1, 3, 0, 0, 0);
    expect(full.vcmdAllocPasid(1, 0)).toBe(7);
  });
});
