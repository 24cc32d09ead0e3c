/**
 * A host whose groups come and go: vm1's c1 has grp1 (d1, d2) and grp2 (d3) in one domain and grp3 (d4) in another, its
 * c2 has grp4 (d5); vm2's c3 has grp5 (d6). grp2 is detached at boot.
 */
import type { TopologyData } from '../../../spec/topology.ts';
import { twoMappings } from '../bench.ts';

export const withGroups: TopologyData = {
  ...twoMappings,
  containers: [
    { vm: 1, nesting: true, domains: [[[1, 2], [3]], [[4]]] },
    { vm: 1, nesting: false, domains: [[[5]]] },
    { vm: 2, nesting: true, domains: [[[6]]] },
  ],
  attachment: { detached: [2] },
};

/** p1 is bound in c1 on what is attached. */
export const boundInC1 = {
  ioasid: { p1: { state: 'active', set: 's1', refs: 2 }, p2: { state: 'idle', set: 's2', refs: 1 } },
  binding: { 'p1,d1': { pgd: 'pgd1' }, 'p1,d2': { pgd: 'pgd1' }, 'p1,d4': { pgd: 'pgd1' } },
  pasidEntry: { 'd1,1': { pgd: 'pgd1' }, 'd2,1': { pgd: 'pgd1' }, 'd4,1': { pgd: 'pgd1' } },
};

/** c2 has lost its group, and its type with it. */
export const withoutC2 = { vfioGroup: { grp4: { attached: false } }, vfioIommu: { iommu2: { type: 'none' } } };
