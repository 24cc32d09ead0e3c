import { describe, expect, it } from 'vitest';
import { registerOfOwn as invariant } from '../../../invariants/guest/register-of-own.ts';
import { allocated } from '../../model/guest/states.ts';
import { translatedGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const register = (number: string) => ({ mdevRegister: { mdev2: { number } } });
const judge = (number: string, gpasids = 2) =>
  judgeState(invariant, [allocated, register(number)], { ...translatedGuests, gpasids });

describe(invariant.id, () => {
  it('holds of a register with a host PASID of the VM, and has nothing to check of a clear one', () => {
    expect(judge('2')).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [allocated], translatedGuests)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by a number of another VM, or one that is no host PASID', () => {
    expect(judge('1').broken).toBe('mdev2 of vm2 does DMA with PASID 1, which is not of that VM');
    expect(judge('4', 4).broken).toBe('mdev2 of vm2 does DMA with PASID 4, which is not of that VM');
  });
});
