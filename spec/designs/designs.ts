/** Every design by name: the golden one, those that were proposed, and the seeded faults. */
import { bindOnJoin } from './bind-on-join.ts';
import type { Design } from './design.ts';
import { faults } from './faults.ts';
import { golden } from './golden.ts';
import { vfioV1 } from './vfio-v1.ts';
import { vfioV6 } from './vfio-v6.ts';
import { vfioV7 } from './vfio-v7.ts';

export const designs: readonly Design[] = [golden, vfioV1, vfioV6, vfioV7, bindOnJoin, ...faults];
