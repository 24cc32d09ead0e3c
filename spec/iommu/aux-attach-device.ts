import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Attaches the auxiliary domain of a device, by which a mediated device is kept apart from the others without any PASID of a
 * guest's: the IOMMU driver takes a host PASID from the host's own set, the domain's default PASID, and enters the domain's
 * second-level page table there, with no guest table above it. The host PASIDs of guests have entries beside it. The
 * driver holds a reference, as on what it has bound.
 * Not here: what a container has to do with it, and domains that share their default PASID.
 */
export const iommuAuxAttachDevice = command({
  kind: 'iommu_aux_attach_device',
  summary: 'Attaches the auxiliary domain of a device, at a default PASID.',
  sources: [sources.vtdAuxDomain],
  args: { actor: args.kernel, device: args.auxDevice },
  answers: 'hpasid',
  rules: [
    rule(
      'iommu/aux-not-enabled',
      'ENODEV',
      'the device has no auxiliary domain, or the feature is disabled',
      sources.vtdAuxDomain,
      sources.vtdAux,
    ),
    rule('iommu/aux-attached', 'EBUSY', 'it is attached already', sources.vtdAuxDomain, sources.defaultPasid),
    rule(
      'iommu/aux-no-pasid',
      'ENODEV',
      "the host's own set is full or was put, or no host PASID is free",
      sources.vtdAuxDomain,
      sources.defaultPasid,
    ),
  ],
});
