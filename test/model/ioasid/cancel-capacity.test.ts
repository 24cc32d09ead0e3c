import { describe, expect, it } from 'vitest';
import { ioasidCancelCapacity } from '../../../model/ioasid/cancel-capacity.ts';
import { ioasidCancelCapacity as spec } from '../../../spec/ioasid/cancel-capacity.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'kernel', number: '2' };
const cancel = { kind: 'ioasid_cancel_capacity', ...args };
const reserved = (number: number) => ({ ioasidPool: { pool1: { reserved: number } } });

describe('ioasid_cancel_capacity', () => {
  it('gives back what was set aside, and answers how many are left', () => {
    const bench = new Bench([reserved(3)]);
    expect(bench.allowed(cancel)).toEqual(['3']);
    expect(bench.issue(cancel)).toEqual(['3', 'ioasidPool[pool1].reserved: 3 → 1']);
  });
});

describeRefusals(spec, ioasidCancelCapacity, [
  { rule: 'ioasid/cancel-not-reserved', when: 'only sets were promised as many', states: [reserved(1)], args },
]);
