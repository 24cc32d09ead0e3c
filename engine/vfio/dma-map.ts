/** Maps guest memory for a container: `vfio_dma_map` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { containerAt, type Regions } from '../regions.ts';
import { containerRow } from '../rows.ts';
import { hasNoDomain } from './container.ts';
import { isAboveTop, setTop } from './second-stage.ts';

const { EEXIST, EINVAL, EPERM } = errnoNumbers;

/** The highest address to be mapped is any 64 bits. */
export function vfioDmaMap(
  words: Int32Array,
  at: Regions,
  actor: number,
  container: number,
  topLow: number,
  topHigh: number,
): number {
  const row = containerAt(at, container);
  if (words[row + containerRow.opener] !== actor) return -EPERM;
  if (hasNoDomain(words, row)) return -EINVAL;
  if (!isAboveTop(words, row, topLow, topHigh)) return -EEXIST;
  setTop(words, at, row, topLow, topHigh);
  return 0;
}
