/**
 * Hosts of real size, for random lock-step. Far too large to be exhausted: every PASID there is, in the largest.
 * Every VM has one nesting container of two domains, with a group of two devices and one of a single device, and
 * one device in a container that is not nesting; odd VMs have identity mapping, even ones PASID spaces of their own.
 */
import { bindFormats, vtdFlags } from '../spec/arguments.ts';
import { pageForms, pageModes, type TopologyData } from '../spec/topology.ts';
import type { NamedHost } from './instance.ts';

/** The devices of VM 1 are 1 … 4, those of VM 2 are 5 … 8, and so on. */
const device = (vm: number, place: number): number => (vm - 1) * 4 + place;

/** A host of so many VMs, at least 8, with four devices each, that has everything. */
function hostOf(count: number, numbers: Pick<TopologyData, 'hpasids' | 'gpasids' | 'sets' | 'capacity'>): TopologyData {
  const vms = Array.from({ length: count }, (_, index) => index + 1);
  return {
    ...numbers,
    vms: vms.map((vm) => ({ pasidSpace: vm % 2 === 1 ? 'identity' : 'guest-owned' })),
    containers: vms.flatMap((vm) => [
      { vm, nesting: true, domains: [[[device(vm, 1), device(vm, 2)]], [[device(vm, 3)]]] },
      { vm, nesting: false, domains: [[[device(vm, 4)]]] },
    ]),
    // The single device of every second VM joins later.
    dma: { mapped: 64 },
    attachment: { detached: vms.filter((vm) => vm % 2 === 0).map((vm) => (vm - 1) * 3 + 2) },
    // The even VMs, which have PASID spaces of their own, and each of the first half a mediated device.
    kvms: vms.filter((vm) => vm % 2 === 0),
    mdevs: vms.slice(0, count / 2),
    // The nesting containers of the first half of the VMs.
    viommus: vms.slice(0, count / 2).map((vm) => ({ container: 2 * vm - 1 })),
    // Every device file is also in the hands of the next VM.
    fds: vms.flatMap((vm) =>
      [1, 2, 3].map((place) => ({ device: device(vm, place), holders: [vm, (vm % count) + 1] })),
    ),
    // So short that it often overflows.
    prq: { slots: 8, pages: pageForms, modes: pageModes, watched: true },
    pgds: 64,
    grpids: 512,
    hostQuota: numbers.capacity >> 4,
    hostShare: numbers.capacity >> 3,
    bindData: {
      formats: [bindFormats.VTD, 0, bindFormats.LAST],
      addressWidths: [48, 57, 39],
      flags: [0, vtdFlags.SRE, vtdFlags.EAFE, vtdFlags.PCD, vtdFlags.CD, vtdFlags.WPE, vtdFlags.known + 1],
      can: ['57-bit', 'SRE'],
      // Behind no vIOMMU.
      narrow: [device(count - 1, 3), device(count, 3)],
    },
    // The first device of every VM has an auxiliary domain.
    iommu: { cachingMode: false, auxiliary: vms.map((vm) => device(vm, 1)), defaultPasids: true },
    users: 2,
    privateData: true,
    notifiers: true,
    mmReuse: true,
    pool: true,
  };
}

export const largeHost: NamedHost = {
  name: 'large',
  purpose: '16 VMs, 64 devices, 2^16 host PASIDs; page requests in every form through a queue that overflows',
  topology: hostOf(16, { hpasids: 2 ** 16, gpasids: 2 ** 16, sets: 20, capacity: 2 ** 16 }),
};

export const fullHost: NamedHost = {
  name: 'full',
  purpose: '256 VMs, 1,024 devices, every host PASID that has 20 bits',
  topology: hostOf(256, { hpasids: 2 ** 20 - 1, gpasids: 2 ** 20 - 1, sets: 300, capacity: 2 ** 20 - 1 }),
};

const { prq: _, ...withoutQueue } = hostOf(8, { hpasids: 12, gpasids: 12, sets: 12, capacity: 128 });

/** Numbers of all kinds are equal here all the time, and page requests are taken as they come. */
export const crowdedHost: NamedHost = {
  name: 'crowded',
  purpose:
    '8 VMs, 32 devices, 12 host PASIDs and far more promised: numbers run out, and are equal in both PASID spaces',
  topology: { ...withoutQueue, pgds: 64, grpids: 4 },
};
