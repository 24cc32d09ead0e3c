/** States of devices with an auxiliary domain that has a default PASID, for the tests of its attach and detach. */
import { twoMappings } from '../bench.ts';

export const args = { actor: 'kernel', device: 'd3' };
export const attach = { kind: 'iommu_aux_attach_device', ...args };
export const options = {
  topology: { ...twoMappings, iommu: { cachingMode: false, auxiliary: [3, 4], defaultPasids: true } },
};
/** d3's has p1, which is the host's. */
export const attached = {
  ioasid: { p1: { state: 'idle', set: 's0', refs: 2 } },
  defaultPasid: { 'aux1,d3': { hpasid: 'p1' } },
  secondLevelEntry: { 'aux1,d3,1': { did: 'did4' } },
};
export const disabled = { deviceFeature: { 'd3,feat1': { enabled: false } } };
