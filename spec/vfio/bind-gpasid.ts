import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Puts a guest page directory under a host PASID of every device of a container, so that the devices' DMA with that
 * PASID is translated twice: by the guest's table, then by the host's. It is done for all devices or for none.
 *
 * A VM with identity mapping gives no gpasid (IOMMU_SVA_GPASID_VAL clear); a VM with a PASID space of its own gives
 * one, and the host remembers gpasid → hpasid. Only the hpasid ever reaches hardware.
 * Not here: size and version of the bind data.
 */
export const vfioBindGpasid = command({
  kind: 'vfio_bind_gpasid',
  summary: 'Binds a guest page table to a host PASID on every device of a container.',
  sources: [sources.vfioBindV1, sources.gpasidMapping, sources.vfioBindV6],
  args: {
    actor: args.vm,
    container: args.container,
    hpasid: args.hpasid,
    gpasid: args.gpasid,
    gpgd: args.pgd,
    format: args.format,
    addressWidth: args.addressWidth,
    flags: args.vtdFlags,
  },
  answers: 'zero',
  rules: [
    rule(
      'vfio/bind-not-opener',
      'EPERM',
      'the caller is not the process that opened the container',
      sources.opener,
      sources.ioasidOwnership,
    ),
    rule('vfio/bind-no-domain', 'EINVAL', 'the container holds no device, or has no type', sources.vfioBindV1),
    rule('vfio/bind-not-nesting', 'EOPNOTSUPP', 'the container is not of the nesting type', sources.vfioBindV6),
    rule(
      'iommu/bind-format',
      'EINVAL',
      'the bind data is of another format than VT-d',
      sources.vtdBind,
      sources.driverOrder,
    ),
    rule('iommu/bind-unknown-flag', 'EINVAL', 'the bind data has a flag that means nothing', sources.vtdBind),
    rule(
      'iommu/bind-narrow-device',
      'EINVAL',
      'a device of the container sends PASIDs of fewer than 20 bits',
      sources.vtdBind,
    ),
    rule('vfio/bind-no-hpasid', 'EINVAL', 'hpasid is 0 or has more than 20 bits', sources.vtdBind),
    rule(
      'vfio/bind-mapping-mismatch',
      'EINVAL',
      "a gpasid is given to an identity mapping, or missing from a guest's own PASID space",
      sources.gpasidMapping,
      sources.mappingForLife,
    ),
    rule('vfio/bind-no-gpasid', 'EINVAL', 'gpasid is 0 or has more than 20 bits', sources.fullWidth),
    rule(
      'vfio/bind-not-own',
      'ENOENT',
      'the caller has no such host PASID',
      sources.vfioBindReview,
      sources.ioasidOwnership,
      sources.vtdBind,
      sources.silence,
    ),
    rule('vfio/bind-free-pending', 'EBUSY', 'the host PASID waits to be freed', sources.ioasidOwnership),
    rule(
      'iommu/bind-foreign-data',
      'EINVAL',
      'a user inside the kernel has left a record with the host PASID',
      sources.vtdBind,
      sources.dataOfOne,
    ),
    rule(
      'vfio/bind-already-bound',
      'EBUSY',
      'a device of the container has a table bound there',
      sources.vtdBind,
      sources.vtdNested,
    ),
    rule('vfio/bind-gpasid-taken', 'EINVAL', 'the gpasid stands for another host PASID', sources.ioasidSpid),
    rule(
      'vfio/bind-disagrees',
      'EINVAL',
      'the host PASID is bound elsewhere with another gpasid or another page directory',
      sources.ioasidSpid,
      sources.safety,
    ),
    rule(
      'iommu/bind-device-fails',
      'ENOMEM',
      'a device of the container cannot bind',
      sources.vtdBind,
      sources.allAsked,
    ),
    rule(
      'iommu/bind-address-width',
      'EINVAL',
      "the guest's page table translates neither 48 bits nor 57, or the IOMMU not so many",
      sources.vtdNested,
    ),
    rule(
      'iommu/bind-gpgd-not-mapped',
      'EINVAL',
      'the guest page directory lies above all that is mapped for the container',
      sources.vtdNested,
      sources.mappedWhileBound,
    ),
    rule(
      'iommu/bind-no-capability',
      'EINVAL',
      'supervisor requests or extended accesses are asked for, and the IOMMU does not serve them',
      sources.vtdNested,
    ),
    rule(
      'iommu/bind-memory-type',
      'EINVAL',
      'memory types are asked for, which are not virtualised',
      sources.vtdNested,
    ),
  ],
});
