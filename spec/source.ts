/**
 * Where a rule was said. Every command, refusal and invariant cites at least one of these.
 * Only citations stand here; what was said is told, in our own words, where it is cited.
 */
export interface Source {
  /** Author, or the file of a kernel. */
  readonly where: string;
  /** Date of the message (as precisely as it is known), or the version of the kernel. */
  readonly when: string;
  /** Subject of the message, or the function. */
  readonly what: string;
}

const source = (where: string, when: string, what: string): Source => ({ where, when, what });

const ioasidSeries = 'Jacob Pan, "IOASID extensions for guest SVA"';

export const sources = {
  gpasidMapping: source('Jacob Pan', '2019-05-22', 'Re: [PATCH v3 09/16] iommu: Introduce guest PASID bind function'),
  vfioPasidRequest: source('Liu Yi L', '2020-03-22', '[PATCH v1 1/8] vfio: Add VFIO_IOMMU_PASID_REQUEST'),
  vfioBindV1: source('Liu Yi L', '2020-03-22', '[PATCH v1 6/8] vfio/type1: Bind guest page tables to host'),
  vfioBindReview: source('Kevin Tian', '2020-03-30', 'RE: [PATCH v1 6/8] vfio/type1: Bind guest page tables to host'),
  vfioBindV6: source('Liu Yi L', '2020-07', '[PATCH v6 10/15] vfio/type1: Support binding guest page tables to PASID'),
  setToken: source(
    'Jean-Philippe Brucker and Jacob Pan',
    '2020-07-06',
    'explicit token types of an ioasid_set, iommu list',
  ),
  ioasidDocument: source(ioasidSeries, '2020-10', '[PATCH v3 01/14] docs: Document IO Address Space ID (IOASID) APIs'),
  ioasidSetApi: source(ioasidSeries, '2021-02-27', '[PATCH V4 05/18] Redefine IOASID set and allocation APIs'),
  ioasidOwnership: source(ioasidSeries, '2021-02-27', '[PATCH V4 11/18] Add ownership check in guest bind'),
  ioasidNotification: source(ioasidSeries, '2021-02-27', '[PATCH V4 14/18] iommu/vt-d: Listen to IOASID notifications'),
  ioasidSpid: source(ioasidSeries, '2020-09-28', '[PATCH v3 09/14] Introduce ioasid_set private ID (SPID)'),
  ioasidCore: source('drivers/iommu/ioasid.c', 'Linux 6.1', 'ioasid_alloc, ioasid_free, ioasid_find'),
  vtdBind: source('drivers/iommu/intel/svm.c', 'Linux 5.11', 'intel_svm_bind_gpasid'),
  vtdUnbind: source('drivers/iommu/intel/svm.c', 'Linux 5.11', 'intel_svm_unbind_gpasid'),
  vtdNested: source('drivers/iommu/intel/pasid.c', 'Linux 5.11', 'intel_pasid_setup_nested'),
  vtdResponse: source('drivers/iommu/intel/svm.c', 'Linux 5.11', 'intel_svm_page_response'),
  vtdDrain: source('drivers/iommu/intel/svm.c', 'Linux 5.15', 'intel_svm_drain_prq'),
  deviceFault: source('drivers/iommu/io-pgfault.c', 'Linux 6.12', 'iommu_report_device_fault'),
  pageResponse: source('drivers/iommu/iommu.c', 'Linux 6.1', 'iommu_page_response'),
  smmuResponse: source('drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c', 'Linux 6.1', 'arm_smmu_page_response'),
  responseOnDeviceFd: source(
    'Alex Williamson',
    '2017-12-08',
    'Re: [PATCH v3 15/16] iommu: introduce page response function',
  ),
  pciePageRequest: source(
    'PCI Express Base Specification',
    'revision 5.0',
    'section 10.5.2.3, Page Request Status Register',
  ),
  faultInjection: source('Documentation/fault-injection/fault-injection.rst', 'Linux 6.1', 'failslab'),
} as const;

/** `Kevin Tian, 2020-03-30, "RE: …"`. */
export function printSource({ where, when, what }: Source): string {
  return `${where}, ${when}, "${what}"`;
}
