/** What KVM does within the commands by which it is told of BIND, UNBIND and FREE. */
import { describe, expect, it } from 'vitest';
import { translatedGuests } from '../../spec/topologies.ts';
import { Bench } from '../bench.ts';
import { allocated, shadowed, written } from './states.ts';

const options = { topology: translatedGuests };
const held = {
  ioasid: { p2: { refs: 3 } },
  ioasidUser: { 'p2,user1': { holds: true } },
  pasidTranslation: { 'kvm1,g1': { number: '2' } },
};
const invalidate = { kind: 'pasid_cache_invalidate', actor: 'viommu2', pasid: '1' };
const translates = 'pasidTranslation[kvm1, g1].number: none → 2';
const forgets = 'pasidTranslation[kvm1, g1].number: 2 → none';
const holds = 'ioasidUser[p2, user1].holds: false → true';
const puts = 'ioasidUser[p2, user1].holds: true → false';
const changes = (bench: Bench, json: Record<string, string>) =>
  bench.issue(json).filter((change) => /^(-|0|ioasidUser|pasidTranslation|ioasid\[p2\])/.test(change));

describe('KVM', () => {
  it('translates from the first bind on, and holds a reference', () => {
    expect(changes(new Bench([allocated, written], options), invalidate)).toEqual([
      '0',
      'ioasid[p2].state: idle → active',
      'ioasid[p2].refs: 1 → 3',
      holds,
      translates,
    ]);
  });

  it('takes no second reference where it has one', () => {
    const already = { ioasid: { p2: { refs: 2 } }, ioasidUser: { 'p2,user1': { holds: true } } };
    expect(changes(new Bench([allocated, written, already], options), invalidate)).toEqual([
      '0',
      'ioasid[p2].state: idle → active',
      'ioasid[p2].refs: 2 → 3',
      translates,
    ]);
  });

  it('translates for no VM that it runs without PASID translation', () => {
    const bench = new Bench([allocated, written], options);
    const { actor: _, ...rest } = invalidate;
    expect(bench.issue({ ...rest, actor: 'viommu1' }).some((change) => change.startsWith('ioasidUser'))).toBe(false);
  });

  it('translates no more after the last unbind, and drops its reference', () => {
    expect(changes(new Bench([allocated, shadowed, held], options), invalidate)).toEqual([
      '0',
      'ioasid[p2].state: active → idle',
      'ioasid[p2].refs: 3 → 1',
      puts,
      forgets,
    ]);
  });

  it('translates no more after a free, at once, and was told nothing that it has yet to do', () => {
    const free = { kind: 'ioasid_free', actor: 'vm2', hpasid: 'p2' };
    expect(changes(new Bench([allocated, shadowed, held], options), free)).toEqual([
      '0',
      'ioasid[p2].state: active → free_pending',
      'ioasid[p2].refs: 3 → 1',
      puts,
      forgets,
    ]);
  });

  it('has nothing to do with a free of what is the host’s own', () => {
    const hosts = { ioasid: { p2: { state: 'idle', set: 's0', refs: 1 } } };
    const bench = new Bench([hosts, { pasidTranslation: held.pasidTranslation }], options);
    expect(changes(bench, { kind: 'ioasid_free', actor: 'kernel', hpasid: 'p2' })).toEqual([
      '0',
      'ioasid[p2].state: idle → free',
      'ioasid[p2].set: s0 → none',
      'ioasid[p2].refs: 1 → 0',
    ]);
  });

  it('drops no reference that somebody has dropped for it', () => {
    const lost = { ioasid: { p2: { refs: 2 } }, pasidTranslation: held.pasidTranslation };
    const bench = () => new Bench([allocated, shadowed, lost], options);
    expect(changes(bench(), invalidate)).toEqual([
      '0',
      'ioasid[p2].state: active → idle',
      'ioasid[p2].refs: 2 → 1',
      forgets,
    ]);
    expect(changes(bench(), { kind: 'ioasid_free', actor: 'vm2', hpasid: 'p2' })).toEqual([
      '0',
      'ioasid[p2].state: active → free_pending',
      'ioasid[p2].refs: 2 → 1',
      forgets,
    ]);
  });
});
