import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const turn = (host: SmallHost, device: string, enabled: string) =>
  host.does('iommu_dev_enable_feature', { actor: 'kernel', device, enabled });
const unbind = { actor: 'vm1', container: 'c1', hpasid: 'p1' };

describe('iommu_dev_enable_feature in the engine', () => {
  it('is refused for a device without auxiliary domain', () => {
    const host = new SmallHost();
    expect([turn(host, 'd1', 'off'), turn(host, 'd3', 'on')]).toEqual(['-ENODEV', '-ENODEV']);
  });

  it('disables what is enabled from boot, and enables it again', () => {
    const host = new SmallHost();
    const enabled = { 'd2,feat1': { enabled: true } };
    expect(host.state()['deviceFeature']).toEqual(enabled);
    expect(turn(host, 'd2', 'off')).toBe('0');
    expect(host.state()['deviceFeature']).toBeUndefined();
    expect([turn(host, 'd2', 'on'), turn(host, 'd2', 'on')]).toEqual(['0', '0']);
    expect(host.state()['deviceFeature']).toEqual(enabled);
    expect(host.instance.stray()).toBe(0);
  });

  it('makes a bind count its user, which the unbind takes away whatever is enabled by then', () => {
    const host = new SmallHost().bound();
    expect(host.state()['bindingUsers']).toEqual({ 'p1,d2,feat1': { users: 1 } });
    host.goesOnFrom(host.state());
    turn(host, 'd2', 'off');
    expect(host.does('vfio_unbind_gpasid', unbind)).toBe('0');
    expect(host.state()['bindingUsers']).toBeUndefined();
    host.does('vfio_bind_gpasid', { actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' });
    expect(host.state()['bindingUsers']).toBeUndefined();
    expect(host.does('vfio_unbind_gpasid', unbind)).toBe('0');
    expect(host.state()['binding']).toEqual({ 'p2,d3': { pgd: 'pgd2' } });
  });
});
