/** Ranges of host PASIDs. Not here: which end of one a design takes to be past it. */
import type { Hpasid } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';

/** Whether a host PASID from `min` to `max`, both included, is free. */
export function isAnyFree({ topology, state }: Host, min: number, max: number): boolean {
  const last = Math.min(max, topology.sizes.hpasid);
  for (let hpasid = Math.max(min, 1); hpasid <= last; hpasid++) {
    if (state.ioasid.at(hpasid as Hpasid).state === 'free') return true;
  }
  return false;
}
