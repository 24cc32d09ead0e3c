import { describe, expect, it } from 'vitest';
import { mdevConfigWrite } from '../../../model/guest/mdev-config-write.ts';
import { mdevConfigWrite as writeSpec } from '../../../spec/guest/mdev-config-write.ts';
import { translatedGuests } from '../../spec/topologies.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { allocated, inUse, shadowed } from './states.ts';

const options = { topology: translatedGuests };
const write = { kind: 'mdev_config_write', actor: 'mdev2', pasid: '1' };

describe('mdev_config_write', () => {
  it('puts the host PASID into the register that stands for what the guest has written, and holds it', () => {
    expect(new Bench([allocated, shadowed], options).issue(write)).toEqual([
      '0',
      'ioasid[p2].refs: 2 → 3',
      'ioasidUser[p2, user2].holds: false → true',
      'mdevRegister[mdev2].number: none → 2',
    ]);
  });

  it('takes the number as it is where the mapping is identity', () => {
    expect(new Bench([allocated], options).issue({ ...write, actor: 'mdev1' })).toEqual([
      '0',
      'ioasid[p1].refs: 1 → 2',
      'ioasidUser[p1, user2].holds: false → true',
      'mdevRegister[mdev1].number: none → 1',
    ]);
  });

  it('holds one reference for several registers', () => {
    expect(new Bench([allocated, shadowed, inUse], options).issue({ ...write, actor: 'mdev3' })).toEqual([
      '0',
      'mdevRegister[mdev3].number: none → 2',
    ]);
  });
});

describeRefusals(writeSpec, mdevConfigWrite, [
  {
    rule: 'guest/mdev-in-use',
    also: ['guest/mdev-not-found'],
    states: [inUse],
    options,
    args: { actor: 'mdev2', pasid: '2' },
  },
  ...['0', '2', '3'].map((pasid) => ({
    rule: 'guest/mdev-not-found' as const,
    when: `${pasid} stands for nothing`,
    states: [allocated, shadowed],
    options,
    args: { actor: 'mdev2', pasid },
  })),
  {
    rule: 'guest/mdev-not-found',
    when: 'the host PASID is of another VM',
    states: [allocated, shadowed],
    options,
    args: { actor: 'mdev1', pasid: '2' },
  },
  {
    rule: 'guest/mdev-not-found',
    when: 'the host PASID waits to be freed',
    states: [allocated, shadowed, { ioasid: { p2: { state: 'free_pending' } } }],
    options,
    args: { actor: 'mdev2', pasid: '1' },
  },
]);
