import { describe, expect, it } from 'vitest';
import { ioasidDetachSpid } from '../../../model/ioasid/detach-spid.ts';
import { ioasidDetachSpid as spec } from '../../../spec/ioasid/detach-spid.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'kernel', hpasid: 'p1' };
const p1 = (state: string) => ({ ioasid: { p1: { state, set: 's2', refs: 1 } } });
const named = { guestToHost: { 'vm2,g2': { hpasid: 'p1' }, 'vm2,g1': { hpasid: 'p2' } } };

describe('ioasid_detach_spid', () => {
  it('takes the name of this host PASID away, and no other', () => {
    expect(new Bench([withSets, p1('idle'), named]).issue({ kind: 'ioasid_detach_spid', ...args })).toEqual([
      '0',
      'guestToHost[vm2, g2].hpasid: p1 → none',
    ]);
  });
});

describeRefusals(spec, ioasidDetachSpid, [
  { rule: 'ioasid/detach-spid-none', also: ['ioasid/detach-spid-in-use'], args },
  { rule: 'ioasid/detach-spid-in-use', when: 'it is bound', states: [withSets, p1('active'), named], args },
  {
    rule: 'ioasid/detach-spid-in-use',
    when: 'it waits to be freed',
    states: [withSets, p1('free_pending'), named],
    args,
  },
]);
