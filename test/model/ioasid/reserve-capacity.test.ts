import { describe, expect, it } from 'vitest';
import { ioasidReserveCapacity } from '../../../model/ioasid/reserve-capacity.ts';
import { ioasidReserveCapacity as spec } from '../../../spec/ioasid/reserve-capacity.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'kernel', number: '3' };
const reserve = { kind: 'ioasid_reserve_capacity', ...args };

describe('ioasid_reserve_capacity', () => {
  it('sets aside as many as are asked for, and answers how many', () => {
    expect(new Bench().issue(reserve)).toEqual(['3', 'ioasidPool[pool1].reserved: 0 → 3']);
  });

  it('sets aside all that is left where none is named', () => {
    const bench = new Bench([{ ioasidPool: { pool1: { withheld: 1, reserved: 1 } } }]);
    expect(bench.allowed({ ...reserve, number: '0' })).toEqual(['2']);
    expect(bench.issue({ ...reserve, number: '0' })).toEqual(['2', 'ioasidPool[pool1].reserved: 1 → 3']);
  });
});

describeRefusals(spec, ioasidReserveCapacity, [
  { rule: 'ioasid/reserve-over-capacity', args: { ...args, number: '5' } },
]);
