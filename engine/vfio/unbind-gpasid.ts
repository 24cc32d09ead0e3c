/** Unbinds a host PASID from every device of a container: `vfio_unbind_gpasid` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { unbindContainer } from '../iommu/pasid-table.ts';
import { isPasid, oneReference, ownWord, pasidState, stateOf } from '../pasid.ts';
import { bindAt, containerAt, type Regions } from '../regions.ts';
import { bindRow } from '../rows.ts';
import { refusedByContainer } from './container.ts';
import { unmap } from './guest-to-host.ts';

const { EBUSY, EINVAL, ENOENT } = errnoNumbers;
const { idle, active, freePending } = pasidState;
const { bound } = bindRow;
/** What is added to the word of an active PASID when it is bound nowhere any more. */
export const toIdle = idle - active - oneReference;

/** The host PASID is any 64 bits. */
export function vfioUnbindGpasid(
  words: Int32Array,
  at: Regions,
  actor: number,
  container: number,
  hpasid: number,
  hpasidHigh: number,
): number {
  const row = containerAt(at, container);
  const refusal = refusedByContainer(words, row, actor);
  if (refusal !== 0) return refusal;
  if (!isPasid(hpasid, hpasidHigh)) return -EINVAL;
  const word = ownWord(words, at, actor, hpasid);
  if (word === 0) return -ENOENT;
  if (stateOf(word) === freePending) return -EBUSY;
  const unbound = unbindContainer(words, at, row, hpasid);
  if (unbound > 0 && words[bindAt(at, hpasid) + bound] === 0) {
    unmap(words, at, actor, hpasid);
    words[at.pasid + hpasid] = (words[at.pasid + hpasid] as number) + toIdle;
  }
  return 0;
}
