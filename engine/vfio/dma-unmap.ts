/** Unmaps guest memory of a container: `vfio_dma_unmap` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { bindAt, containerAt, memberAt, type Regions } from '../regions.ts';
import { bindRow, containerRow, memberRow } from '../rows.ts';
import { boundIn } from './bind-gpasid.ts';
import { hasNoDomain } from './container.ts';
import { firstOwn } from './leaving.ts';
import { isAbove, isAboveTop, setTop } from './second-stage.ts';

const { EBUSY, EINVAL, EPERM } = errnoNumbers;
const { pgdLow, pgdHigh } = bindRow;
const { next } = memberRow;

/** The lowest address to be unmapped is any 64 bits. Costs as much as the caller owns. */
export function vfioDmaUnmap(
  words: Int32Array,
  at: Regions,
  actor: number,
  container: number,
  fromLow: number,
  fromHigh: number,
): number {
  const row = containerAt(at, container);
  if (words[row + containerRow.opener] !== actor) return -EPERM;
  if (hasNoDomain(words, row)) return -EINVAL;
  for (let hpasid = firstOwn(words, at, actor); hpasid !== 0; hpasid = words[memberAt(at, hpasid) + next] as number) {
    const bind = bindAt(at, hpasid);
    const isBelow = isAbove(fromLow, fromHigh, words[bind + pgdLow] as number, words[bind + pgdHigh] as number);
    if (!isBelow && boundIn(words, at, row, hpasid)) return -EBUSY;
  }
  if (!isAboveTop(words, row, fromLow, fromHigh))
    setTop(words, at, row, fromLow - 1, fromHigh - (fromLow === 0 ? 1 : 0));
  return 0;
}
