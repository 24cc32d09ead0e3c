import { describe, expect, it } from 'vitest';
import { EngineInstance } from '../../../engine/instance.ts';
import { detachCached } from '../../../generators/instances/detach-cached.ts';
import { commandFromJson } from '../../../spec/commands.ts';
import { hostLayout } from '../../../spec/state.ts';
import { Topology } from '../../../spec/topology.ts';

const topology = new Topology(detachCached.topology);
const column = (name: string): number =>
  hostLayout(topology).columns.find((each) => each.table === 'cachedTag' && each.name === name)?.number as number;

/** p1 is bound and cached on all three devices, of which the first two are of one domain; then groups leave. */
function left(...groups: readonly string[]): Record<string, number[]> {
  const instance = new EngineInstance(topology);
  const does = (json: Record<string, string>) => instance.execute(commandFromJson(json));
  does({ kind: 'ioasid_alloc', actor: 'vm1', set: 's1' });
  does({ kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' });
  for (const actor of ['d1', 'd2', 'd3']) does({ kind: 'dma_translate', actor, pasid: '1' });
  for (const group of groups) does({ kind: 'vfio_group_unset_container', actor: 'vm1', group });
  // Rows of two PASIDs and two domain ids for each device: the first PASID, under its own domain id.
  const tagsOf = (name: string) => [0, 4, 9].map((row) => instance.cell(column(name), row));
  return { iotlb: tagsOf('iotlb'), deviceTlb: tagsOf('deviceTlb') };
}

describe('a group that leaves its container, in the engine', () => {
  it('takes with it what the IOMMU had cached for the others of its domain, and no more', () => {
    expect(left()).toEqual({ iotlb: [1, 1, 1], deviceTlb: [1, 1, 1] });
    expect(left('grp1')).toEqual({ iotlb: [0, 0, 1], deviceTlb: [0, 1, 1] });
    expect(left('grp2')).toEqual({ iotlb: [0, 0, 1], deviceTlb: [1, 0, 1] });
    expect(left('grp3')).toEqual({ iotlb: [1, 1, 0], deviceTlb: [1, 1, 0] });
    expect(left('grp3', 'grp1')).toEqual({ iotlb: [0, 0, 0], deviceTlb: [0, 1, 0] });
  });
});
