/**
 * Where a rule was said. Every command, refusal and invariant cites at least one of these.
 * Only citations stand here; what was said is told, in our own words, where it is cited.
 */
export interface Source {
  /** Author, the file of a kernel, a standard, or a decision of this project. */
  readonly where: string;
  /** Date of the message (as precisely as it is known), the version of the kernel, or the revision; may be empty. */
  readonly when: string;
  /** Subject of the message (what it was about where that is not known), function, section or title. */
  readonly what: string;
}

const source = (where: string, when: string, what: string): Source => ({ where, when, what });

/** Where the sources leave open, or contradict each other on, what a rule says. */
const decision = (number: string, title: string): Source => source(`docs/decisions/${number}`, '', title);

/** The driver of the years 2020 and 2021, whose guest PASID code is gone from later kernels. */
const vtdDriver = 'Linux 5.11 or 5.12';

const ioasidSeries = 'Jacob Pan, "IOASID extensions for guest SVA"';

export const sources = {
  gpasidMapping: source('Jacob Pan', '2019-05-22', 'Re: [PATCH v3 09/16] iommu: Introduce guest PASID bind function'),
  vfioPasidRequest: source('Liu Yi L', '2020-03-22', '[PATCH v1 1/8] vfio: Add VFIO_IOMMU_PASID_REQUEST'),
  vfioBindV1: source('Liu Yi L', '2020-03-22', '[PATCH v1 6/8] vfio/type1: Bind guest page tables to host'),
  vfioBindReview: source('Kevin Tian', '2020-03-30', 'RE: [PATCH v1 6/8] vfio/type1: Bind guest page tables to host'),
  vfioBindV6: source('Liu Yi L', '2020-07', '[PATCH v6 10/15] vfio/type1: Support binding guest page tables to PASID'),
  setToken: source(
    'Jean-Philippe Brucker and Jacob Pan',
    '2020-07-06 and after',
    'whether the token of an ioasid_set has a fixed type (iommu list)',
  ),
  ioasidDocument: source(
    ioasidSeries,
    'v3, reviewed 2020-10-26',
    '[PATCH v3 01/14] docs: Document IO Address Space ID (IOASID) APIs',
  ),
  ioasidSetApi: source(ioasidSeries, '2021-02-27', '[PATCH V4 05/18] Redefine IOASID set and allocation APIs'),
  ioasidOwnership: source(ioasidSeries, '2021-02-27', '[PATCH V4 11/18] Add ownership check in guest bind'),
  ioasidNotification: source(ioasidSeries, '2021-02-27', '[PATCH V4 14/18] iommu/vt-d: Listen to IOASID notifications'),
  ioasidSpid: source(ioasidSeries, '2020-09-28', '[PATCH v3 09/14] Introduce ioasid_set private ID (SPID)'),
  ioasidCore: source('drivers/iommu/ioasid.c', 'Linux 6.1', 'ioasid_alloc, ioasid_free, ioasid_find'),
  vtdBind: source('drivers/iommu/intel/svm.c', vtdDriver, 'intel_svm_bind_gpasid'),
  vtdUnbind: source('drivers/iommu/intel/svm.c', vtdDriver, 'intel_svm_unbind_gpasid'),
  vtdNested: source('drivers/iommu/intel/pasid.c', vtdDriver, 'intel_pasid_setup_nested'),
  vtdResponse: source('drivers/iommu/intel/svm.c', vtdDriver, 'intel_svm_page_response'),
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
    'Page Request Services: page request groups, and the Page Request Status Register',
  ),
  safety: decision('0001', 'the golden design decides for safety'),
  silence: decision('0002', 'no answer tells of foreign PASIDs'),
  opener: decision('0003', 'a container serves the process that opened it'),
  holder: decision('0004', 'only the VM that holds a device answers its page requests'),
  allAsked: decision('0005', 'all devices of a container are asked before one is bound'),
  fullWidth: decision('0006', 'a number is checked at the width at which it was sent'),
  indexReuse: decision('0008', 'a device does not reuse a group index that is outstanding'),
  mappingForLife: decision('0009', 'a bind follows the mapping of its VM'),
  freeAnswers: decision('0010', 'free and reclaim answer errnos'),
  faultInjection: source('Documentation/fault-injection/fault-injection.rst', 'Linux 6.1', 'failslab'),
} as const;

/** `Kevin Tian, 2020-03-30: RE: …`; a decision has no date. */
export function printSource({ where, when, what }: Source): string {
  return `${where}${when === '' ? '' : `, ${when}`}: ${what}`;
}
