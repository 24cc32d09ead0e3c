/** How many host PASIDs can still be promised, and to whom. */
import type { SetId } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';

/** What is neither promised to a set, nor withheld nor reserved; below 0 if a design promised too many. */
export function available({ topology, state }: Host): number {
  const { capacity } = topology.data;
  const promised = topology.sets.reduce((sum, set) => sum + state.ioasidSet.at(set).quota, 0);
  return topology.pools.reduce((left, pool) => {
    const { withheld, reserved } = state.ioasidPool.at(pool);
    return left - withheld - reserved;
  }, capacity - promised);
}

/** Whether sets of type NULL are promised more than their share, where one is to have another quota, be it a new one. */
export function exceedsShare({ topology, state, policy }: Host, changed: SetId | null, quota: number): boolean {
  const { hostShare } = topology.data;
  if (hostShare === undefined || policy.hostShare === 'ignored') return false;
  const others = topology.sets.filter((set) => set !== changed && state.ioasidSet.at(set).type === 'NULL');
  return others.reduce((sum, set) => sum + state.ioasidSet.at(set).quota, quota) > hostShare;
}
