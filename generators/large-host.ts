/**
 * A host of real size, for random lock-step: 2^16 host PASIDs, 64 devices, 16 VMs. Far too large to be exhausted.
 * Every VM has one nesting container of two domains, with a group of two devices and one of a single device, and
 * one device in a container that is not nesting; odd VMs have identity mapping, even ones PASID spaces of their own.
 */
import type { NamedHost } from './instance.ts';

const vms = Array.from({ length: 16 }, (_, index) => index + 1);
/** The devices of VM 1 are 1 … 4, those of VM 2 are 5 … 8, and so on. */
const device = (vm: number, place: number): number => (vm - 1) * 4 + place;

export const largeHost: NamedHost = {
  name: 'large',
  purpose: 'a host of real size, for random lock-step',
  topology: {
    vms: vms.map((vm) => ({ pasidSpace: vm % 2 === 1 ? 'identity' : 'guest-owned' })),
    containers: vms.flatMap((vm) => [
      { vm, nesting: true, domains: [[[device(vm, 1), device(vm, 2)]], [[device(vm, 3)]]] },
      { vm, nesting: false, domains: [[[device(vm, 4)]]] },
    ]),
    // Every device file is also in the hands of the next VM.
    fds: vms.flatMap((vm) => [1, 2, 3].map((place) => ({ device: device(vm, place), holders: [vm, (vm % 16) + 1] }))),
    hpasids: 2 ** 16,
    gpasids: 2 ** 16,
    pgds: 64,
    grpids: 512,
    sets: 20,
    capacity: 2 ** 16,
    hostQuota: 2 ** 12,
  },
};
