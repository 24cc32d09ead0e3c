/** Changes the quota of a set: `ioasid_adjust_set` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { type Regions, setAt } from '../regions.ts';
import { setRow } from '../rows.ts';
import { availableOf, growsPastShare, isLive, setQuota } from './sets.ts';

const { EINVAL, ENOSPC } = errnoNumbers;
const { quota: quotaField, members } = setRow;

/** `quota` is any number from 0 on; the set is the kernel's own number. */
export function ioasidAdjustSet(words: Int32Array, at: Regions, set: number, quota: number): number {
  const row = setAt(at, set + 1);
  if (quota === 0) return -EINVAL;
  if (!isLive(words, row)) return -EINVAL;
  if ((words[row + members] as number) > quota) return -EINVAL;
  if (growsPastShare(words, at, row, quota)) return -ENOSPC;
  if (quota - (words[row + quotaField] as number) > availableOf(words, at)) return -ENOSPC;
  setQuota(words, at, row, quota);
  return 0;
}
