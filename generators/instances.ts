/** The default instances, in the order in which they are checked, and every named host. */
import type { Instance, NamedHost } from './instance.ts';
import { guestOwned } from './instances/guest-owned.ts';
import { identity } from './instances/identity.ts';
import { threeVms } from './instances/three-vms.ts';
import { twoContainers } from './instances/two-containers.ts';
import { twoGuests } from './instances/two-guests.ts';
import { largeHost } from './large-host.ts';

export const instances: readonly Instance[] = [identity, twoGuests, twoContainers, guestOwned, threeVms];

export const hosts: readonly NamedHost[] = [...instances, largeHost];
