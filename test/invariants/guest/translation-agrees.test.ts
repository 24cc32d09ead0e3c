import { describe, expect, it } from 'vitest';
import { translationAgrees as invariant } from '../../../invariants/guest/translation-agrees.ts';
import { allocated, shadowed } from '../../model/guest/states.ts';
import { translatedGuests, twoViommus } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const to = (number: string) => ({ pasidTranslation: { 'kvm1,g1': { number } } });
const held = { ioasidUser: { 'p2,user1': { holds: true } } };
const freed = { ioasid: { p2: { state: 'free_pending' } } };

describe(invariant.id, () => {
  it('holds where KVM translates to what is bound, and to nothing what is freed', () => {
    const right = [[allocated], [allocated, shadowed, to('2'), held], [allocated, shadowed, freed]];
    expect(right.map((states) => judgeState(invariant, states, translatedGuests))).toEqual([
      { broken: null, antecedent: 0 },
      { broken: null, antecedent: 1 },
      { broken: null, antecedent: 0 },
    ]);
  });

  it('is broken by a reference that KVM has on what it does not translate to, and by one that it has not', () => {
    const told = { ...translatedGuests, commands: [] };
    expect(judgeState(invariant, [allocated, held], told)) //
      .toEqual({ broken: 'KVM has a reference on p2, and does not translate to it', antecedent: 0 });
    expect(judgeState(invariant, [allocated, shadowed, to('2')], told)) //
      .toEqual({ broken: 'KVM translates to p2, and has no reference on it', antecedent: 1 });
  });

  it('says nothing of references that KVM may get or put of its own accord', () => {
    for (const kind of ['ioasid_get', 'ioasid_put'] as const) {
      expect(judgeState(invariant, [allocated, held], { ...translatedGuests, commands: [kind] }).broken).toBeNull();
    }
  });

  it('says nothing where there is no KVM', () => {
    expect(judgeState(invariant, [allocated], twoViommus)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by a translation to another number, to what is not bound or freed, and by a missing one', () => {
    const wrong = [
      [allocated, shadowed, to('1')],
      [allocated, to('2')],
      [allocated, shadowed, freed, to('2')],
      [allocated, shadowed],
    ];
    expect(wrong.map((states) => judgeState(invariant, states, translatedGuests).broken)).toEqual([
      'KVM translates g1 of vm2 to 1, and the host PASID is 2',
      'KVM translates g1 of vm2 to 2, and the host PASID is none',
      'KVM translates g1 of vm2 to 2, and the host PASID is none',
      'KVM translates g1 of vm2 to nothing, and the host PASID is 2',
    ]);
  });
});
