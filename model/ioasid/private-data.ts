/** Private data of host PASIDs: whose record is left with each. Where nobody looks at it, none is kept. */
import type { Data, Hpasid, User } from '../../spec/sorts.ts';
import type { Effect } from '../plan.ts';

/** The IOMMU driver's record of what it has bound. */
export const ofDriver = 1 as Data;

/** The record of a user inside the kernel. */
export const dataOf = (user: User): Data => (user + ofDriver) as Data;

/** The IOMMU driver leaves its record, if it is not there already. */
export const attachOfDriver =
  (hpasid: Hpasid): Effect =>
  ({ state, topology }) => {
    if (topology.sizes.data > 0) state.ioasid.at(hpasid).data = ofDriver;
    return null;
  };

/** The IOMMU driver, which has nothing bound any more, takes its record away. */
export const detachOfDriver =
  (hpasid: Hpasid): Effect =>
  ({ state, policy }) => {
    const ioasid = state.ioasid.at(hpasid);
    if (policy.unbindData === 'detached' && ioasid.data === ofDriver) ioasid.data = null;
    return null;
  };
