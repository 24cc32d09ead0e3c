/** What sets draw their quotas from, where that can change. */
import type { Pool } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';

/** There is one. */
const thePool = 1 as Pool;
export const poolOf = ({ state }: Host) => state.ioasidPool.at(thePool);
