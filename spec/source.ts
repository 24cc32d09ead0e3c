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
  vfioPasidReview: source('Alex Williamson', '2020-01', 'Re: [RFC v3 1/8] vfio: Add VFIO_IOMMU_PASID_REQUEST'),
  vfioBindV6Review: source(
    'Eric Auger',
    '2020-07',
    'Re: [PATCH v6 10/15] vfio/type1: Support binding guest page tables to PASID',
  ),
  vfioBindV7: source('Liu Yi L', '2020-09', '[PATCH v7 10/16] vfio/type1: Support binding guest page tables to PASID'),
  vfioPasidV6: source('Liu Yi L', '2020-07', '[PATCH v6 05/15], which adds drivers/vfio/vfio_pasid.c'),
  vfioPasidRange: source('Alex Williamson', '2020-07', 'on the range of a free, in the review of version 6'),
  vfioGroup: source('drivers/vfio/vfio.c', 'Linux 5.10', 'vfio_group_set_container, vfio_group_unset_container'),
  vfioSetIommu: source('drivers/vfio/vfio.c', 'Linux 5.10', 'vfio_ioctl_set_iommu'),
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
  ioasidSetV2: source(ioasidSeries, 'v2, 2020-08', 'drivers/iommu/ioasid.c: sets with a reference count'),
  svaAllocPasid: source('drivers/iommu/iommu-sva.c', 'Linux 6.1', 'iommu_sva_alloc_pasid'),
  ioasidAdjust: source(ioasidSeries, 'v3, 2020-09', 'ioasid_adjust_set, as changed after its review by Baolu Lu'),
  ioasidSetApi: source(ioasidSeries, '2021-02-27', '[PATCH V4 05/18] Redefine IOASID set and allocation APIs'),
  ioasidOwnership: source(ioasidSeries, '2021-02-27', '[PATCH V4 11/18] Add ownership check in guest bind'),
  ioasidNotification: source(ioasidSeries, '2021-02-27', '[PATCH V4 14/18] iommu/vt-d: Listen to IOASID notifications'),
  ioasidSpid: source(ioasidSeries, '2020-09-28', '[PATCH v3 09/14] Introduce ioasid_set private ID (SPID)'),
  ioasidNotifierMm: source(
    ioasidSeries,
    '2020-09-28',
    '[PATCH v3 11/14] Support mm type ioasid_set notifications, and its review',
  ),
  ioasidCore: source('drivers/iommu/ioasid.c', 'Linux 6.1', 'ioasid_alloc, ioasid_free, ioasid_find'),
  vtdOwner: source(
    'drivers/iommu/intel/svm.c',
    vtdDriver,
    'intel_svm_bind_gpasid, which keeps the mm of the caller, and intel_svm_page_response, which compares it',
  ),
  vtdBind: source('drivers/iommu/intel/svm.c', vtdDriver, 'intel_svm_bind_gpasid'),
  vtdUnbind: source('drivers/iommu/intel/svm.c', vtdDriver, 'intel_svm_unbind_gpasid'),
  vtdNested: source('drivers/iommu/intel/pasid.c', vtdDriver, 'intel_pasid_setup_nested'),
  vtdAux: source('drivers/iommu/intel/iommu.c', vtdDriver, 'intel_iommu_dev_enable_feat, intel_iommu_dev_disable_feat'),
  vtdAuxDomain: source(
    'drivers/iommu/intel/iommu.c',
    vtdDriver,
    'aux_domain_add_dev, aux_domain_remove_dev, intel_iommu_aux_get_pasid',
  ),
  vtdRequesterId: source('Linux', '5.9.9', 'iommu/vt-d: Fix sid not set issue in intel_svm_bind_gpasid()'),
  vtdTearDown: source('drivers/iommu/intel/pasid.c', 'Linux 6.12', 'intel_pasid_tear_down_entry'),
  vtdDeviceTlb: source('Linux', '6.11.3', 'iommu/vt-d: Unconditionally flush device TLB for pasid table updates'),
  uapiInvalidate: source('drivers/iommu/iommu.c', vtdDriver, 'iommu_uapi_cache_invalidate'),
  vtdInvalidate: source('drivers/iommu/intel/iommu.c', vtdDriver, 'intel_iommu_sva_invalidate'),
  vtdUnmap: source('drivers/iommu/intel/iommu.c', vtdDriver, 'intel_iommu_map, intel_iommu_unmap'),
  vfioType1: source('drivers/vfio/vfio_iommu_type1.c', 'Linux 5.10', 'vfio_dma_do_map, vfio_dma_do_unmap'),
  vtdResponse: source('drivers/iommu/intel/svm.c', vtdDriver, 'intel_svm_page_response'),
  vtdDrain: source('drivers/iommu/intel/svm.c', 'Linux 5.15', 'intel_svm_drain_prq'),
  prqThread: source('drivers/iommu/intel/svm.c', 'Linux 6.1', 'prq_event_thread'),
  prqOverflow: source('28a77185f1cd', '5.10.24', 'iommu/vt-d: Clear PRQ overflow only when PRQ is empty'),
  prqModes: source('drivers/iommu/intel/svm.c', '5.10.37', 'iommu/vt-d: Reject unsupported page request modes'),
  prqAddress: source('drivers/iommu/intel/svm.c', '5.10.37', 'iommu/vt-d: Report the right page fault address'),
  exitDrain: source('cf08ca81d08a', '6.12.92', 'iommu/vt-d: Draining PRQ in sva unbind path when FPD bit set'),
  prqPrivateData: source(
    'drivers/iommu/intel/svm.c',
    '5.10.37',
    "iommu/vt-d: Don't set then clear private data in prq_event_thread()",
  ),
  prqStopMarker: source('drivers/iommu/intel/svm.c', '5.17.7', 'iommu/vt-d: Drop stop marker messages'),
  iopfQueue: source('drivers/iommu/io-pgfault.c', 'Linux 6.1', 'iommu_queue_iopf, iopf_queue_discard_partial'),
  iopfRemoveDevice: source(
    'drivers/iommu/io-pgfault.c',
    'Linux 6.12',
    'iopf_queue_add_device, iopf_queue_remove_device',
  ),
  prqDeviceLookup: source('def054b01a86', 'CVE-2024-35843', 'iommu/vt-d: Use device rbtree in iopf reporting path'),
  faultHandler: source('drivers/iommu/iommu.c', 'Linux 6.1', 'iommu_register_device_fault_handler, and its opposite'),
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
  everyCache: decision('0011', 'a tear-down flushes every cache, by the domain id in the entry'),
  userReferences: decision('0012', 'a user inside the kernel has one reference or none'),
  usersAsBound: decision('0014', 'an unbind takes away what its bind counted'),
  joinRefused: decision('0015', 'no group joins a container in which something is bound'),
  lastContainer: decision('0016', 'the last container of a process takes its host PASIDs with it'),
  partialKey: decision('0017', 'pages are joined by device, PASID and index'),
  failedGroup: decision('0018', 'a group fails with any of its pages'),
  refusedStays: decision('0030', 'a response that is refused leaves its request pending'),
  guestPasids: decision('0031', 'a guest knows page requests by its own PASIDs'),
  stopMarkerFirst: decision('0019', 'a stop marker is recognised before anything else'),
  wholeInvalidation: decision('0020', 'an invalidation is done whole or refused'),
  setLifetime: decision('0021', 'a set lives until the last of its members is reclaimed'),
  capacityOnce: decision('0022', 'the capacity is installed once, and what is cancelled was reserved'),
  driverOrder: decision('0023', 'bind data is looked at in the order of the driver'),
  registerOnce: decision('0024', 'KVM and the VDCM translate, and hold what they have translated'),
  enqcmd: source(
    'Intel 64 and IA-32 Architectures Software Developer’s Manual',
    'volume 3',
    'PASID Translation: ENQCMD in VMX non-root operation',
  ),
  mappedWhileBound: decision('0026', 'what a guest page directory lies in stays mapped'),
  spidForLife: decision('0028', 'a host PASID has one guest name, for as long as it is used by it'),
  notifiers: decision('0035', 'who is to be told registers before there is anything to tell'),
  dataOfOne: decision('0034', 'private data is of one user, and is found within its set'),
  defaultPasid: decision('0039', "the default PASID of an auxiliary domain is the host's"),
  hostShare: decision('0037', 'the host leaves a share to its guests'),
  mmHeld: decision('0036', 'what goes by the address of a process holds it'),
  exitEndsAll: decision('0032', 'a process that exits leaves nothing behind'),
  groupsOnly: decision('0038', 'a response is to a group, and no device stalls'),
  faultInjection: source('Documentation/fault-injection/fault-injection.rst', 'Linux 6.1', 'failslab'),
} as const;

/** `Kevin Tian, 2020-03-30: RE: …`; a decision has no date. */
export function printSource({ where, when, what }: Source): string {
  return `${where}${when === '' ? '' : `, ${when}`}: ${what}`;
}
