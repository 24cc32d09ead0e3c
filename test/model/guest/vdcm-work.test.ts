import { describe, expect, it } from 'vitest';
import { vdcmWork } from '../../../model/guest/vdcm-work.ts';
import { vdcmWork as workSpec } from '../../../spec/guest/vdcm-work.ts';
import { translatedGuests } from '../../spec/topologies.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { allocated, both, inUse } from './states.ts';

const options = { topology: translatedGuests };
const work = { kind: 'vdcm_work', actor: 'vdcm', hpasid: 'p2' };
const freed = { ioasid: { p2: { state: 'free_pending', refs: 1 } }, ioasidUser: { 'p2,user2': { notified: true } } };

describe('vdcm_work', () => {
  it('clears every register that holds what was freed, and then drops the reference', () => {
    expect(new Bench([allocated, inUse, both, freed], options).issue(work)).toEqual([
      '0',
      'ioasid[p2].state: free_pending → free',
      'ioasid[p2].set: s2 → none',
      'ioasid[p2].refs: 1 → 0',
      'ioasidUser[p2, user2].holds: true → false',
      'ioasidUser[p2, user2].notified: true → false',
      'mdevRegister[mdev2].number: 2 → none',
      'mdevRegister[mdev3].number: 2 → none',
    ]);
  });
});

describeRefusals(workSpec, vdcmWork, [
  {
    rule: 'guest/vdcm-nothing-queued',
    states: [allocated, inUse],
    options,
    args: { actor: 'vdcm', hpasid: 'p2' },
  },
]);
