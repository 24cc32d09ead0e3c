import { describe, expect, it } from 'vitest';
import { mdevConfigClear } from '../../../model/guest/mdev-config-clear.ts';
import type { Design } from '../../../spec/designs/design.ts';
import { designs } from '../../../spec/designs/designs.ts';
import { mdevConfigClear as clearSpec } from '../../../spec/guest/mdev-config-clear.ts';
import { translatedGuests } from '../../spec/topologies.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { allocated, both, inUse, shadowed } from './states.ts';

const options = { topology: translatedGuests };
const clear = { kind: 'mdev_config_clear', actor: 'mdev2' };

describe('mdev_config_clear', () => {
  it('clears the register, and drops the reference with the last that held it', () => {
    expect(new Bench([allocated, shadowed, inUse, both], options).issue(clear)).toEqual([
      '0',
      'mdevRegister[mdev2].number: 2 → none',
    ]);
    expect(new Bench([allocated, shadowed, inUse], options).issue(clear)).toEqual([
      '0',
      'ioasid[p2].refs: 3 → 2',
      'ioasidUser[p2, user2].holds: true → false',
      'mdevRegister[mdev2].number: 2 → none',
    ]);
  });

  it('drops no reference where there is none, and clears what is no host PASID', () => {
    const unheld = { mdevRegister: { mdev2: { number: '2' } } };
    const wide = { topology: { ...translatedGuests, gpasids: 4 } };
    const stray = { mdevRegister: { mdev2: { number: '4' } } };
    expect(new Bench([allocated, unheld], options).issue(clear)).toEqual(['0', 'mdevRegister[mdev2].number: 2 → none']);
    expect(new Bench([allocated, stray], wide).issue(clear)).toEqual(['0', 'mdevRegister[mdev2].number: 4 → none']);
  });

  it('has nothing to free where a free did not wait for the VDCM', () => {
    const design = designs.find(({ name }) => name === 'fault/free-leaves-bindings') as Design;
    const bench = new Bench([allocated, inUse], { ...options, design });
    expect(bench.issue({ kind: 'ioasid_free', actor: 'vm2', hpasid: 'p2' })).toContain('ioasid[p2].refs: 3 → 0');
    expect(bench.issue(clear)).toEqual([
      '0',
      'ioasidUser[p2, user2].holds: true → false',
      'mdevRegister[mdev2].number: 2 → none',
    ]);
  });
});

describeRefusals(clearSpec, mdevConfigClear, [{ rule: 'guest/mdev-not-in-use', options, args: { actor: 'mdev2' } }]);
