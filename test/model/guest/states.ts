/** States of the two guests with vIOMMUs, and what is read of them, for the tests of their commands. */
import { twoViommus } from '../../spec/topologies.ts';

export const options = { topology: twoViommus };

/** p1 is vm1's; p2 is vm2's, whose VMM looks it up by 1, and p3 by 2. */
export const allocated = {
  ioasid: {
    p1: { state: 'idle', set: 's1', refs: 1 },
    p2: { state: 'idle', set: 's2', refs: 1 },
    p3: { state: 'idle', set: 's2', refs: 1 },
  },
  vmmLookup: { 'viommu1,1': { hpasid: 'p1' }, 'viommu2,1': { hpasid: 'p2' }, 'viommu2,2': { hpasid: 'p3' } },
};
/** Both guests have written pgd1 at 1. */
export const written = { guestPasidEntry: { 'viommu1,1': { pgd: 'pgd1' }, 'viommu2,1': { pgd: 'pgd1' } } };
/** And it is bound. */
export const shadowed = {
  ioasid: { p1: { state: 'active', refs: 2 }, p2: { state: 'active', refs: 2 } },
  guestToHost: { 'vm2,g1': { hpasid: 'p2' } },
  binding: { 'p1,d1': { pgd: 'pgd1' }, 'p2,d2': { pgd: 'pgd1' }, 'p2,d3': { pgd: 'pgd1' } },
  pasidEntry: { 'd1,1': { pgd: 'pgd1' }, 'd2,2': { pgd: 'pgd1' }, 'd3,2': { pgd: 'pgd1' } },
};

/** A mediated device of vm2 whose register holds p2, and the VDCM that holds it. */
export const inUse = {
  ioasid: { p2: { refs: 3 } },
  ioasidUser: { 'p2,user2': { holds: true } },
  mdevRegister: { mdev2: { number: '2' } },
};
/** Another of vm2 whose register holds it too. */
export const both = { mdevRegister: { mdev3: { number: '2' } } };
