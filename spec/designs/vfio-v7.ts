import { sources } from '../source.ts';
import type { Design } from './design.ts';
import { vfioV6 } from './vfio-v6.ts';

/** The seventh version, of September 2020: as the sixth, but a bind that failed says so. */
export const vfioV7: Design = {
  name: 'vfio-v7',
  about: 'the VFIO bind and unbind of September 2020, the last that was posted',
  sources: [sources.vfioBindV7, sources.vfioBindV6Review],
  policy: { ...vfioV6.policy, bindResult: 'first-error' },
};
