/** Every design by name: the golden one, those that were proposed, and the seeded faults. */
import type { Design } from './design.ts';
import { faults } from './faults.ts';
import { golden } from './golden.ts';
import { vfioV1 } from './vfio-v1.ts';

export const designs: readonly Design[] = [golden, vfioV1, ...faults];
