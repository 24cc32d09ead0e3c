import { describe, expect, it } from 'vitest';
import { iommuDevEnableFeature } from '../../../model/iommu/dev-enable-feature.ts';
import { iommuDevEnableFeature as spec } from '../../../spec/iommu/dev-enable-feature.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const options = { topology: { ...twoMappings, iommu: { cachingMode: false, auxiliary: [3] } } };
const args = { actor: 'kernel', device: 'd3' };
const turn = (enabled: string) => ({ kind: 'iommu_dev_enable_feature', ...args, enabled });
const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c2', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' };
const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c2', hpasid: 'p1' };
const idle = { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } };

describe('iommu_dev_enable_feature', () => {
  it('disables auxiliary domains of a device, which are enabled from boot, and enables them again', () => {
    const bench = new Bench([], options);
    expect(bench.issue(turn('on'))).toEqual(['0']);
    expect(bench.issue(turn('off'))).toEqual(['0', 'deviceFeature[d3, feat1].enabled: true → false']);
    expect(bench.issue(turn('on'))).toEqual(['0', 'deviceFeature[d3, feat1].enabled: false → true']);
  });

  it('makes a bind count its user, which the unbind takes away whatever is enabled by then', () => {
    const counted = 'bindingUsers[p1, d3, feat1].users: 0 → 1';
    const dropped = 'bindingUsers[p1, d3, feat1].users: 1 → 0';
    const bench = new Bench([withSets, idle], options);
    expect(bench.issue(bind)).toContain(counted);
    bench.issue(turn('off'));
    expect(bench.issue(unbind)).toEqual(expect.arrayContaining([dropped, 'binding[p1, d3].pgd: pgd1 → none']));
    expect(bench.issue(bind)).not.toContain(counted);
    bench.issue(turn('on'));
    expect(bench.issue(unbind)).toContain('binding[p1, d3].pgd: pgd1 → none');
  });
});

describeRefusals(spec, iommuDevEnableFeature, [
  { rule: 'iommu/feature-not-supported', options, args: { ...args, device: 'd1', enabled: 'off' } },
]);
