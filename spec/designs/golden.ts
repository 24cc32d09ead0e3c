import { sources } from '../source.ts';
import { type Design, decided } from './design.ts';

/** The decided design: every switch at its safe value (docs/decisions). */
export const golden: Design = {
  name: 'golden',
  about: 'the decided design: what a correct host does',
  sources: [sources.gpasidMapping, sources.vfioBindReview, sources.ioasidSetApi, sources.responseOnDeviceFd],
  policy: decided,
};
