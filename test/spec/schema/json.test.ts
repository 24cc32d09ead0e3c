import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DenseStore } from '../../../spec/schema/dense.ts';
import { type StateJson, stateFromJson, stateToJson } from '../../../spec/schema/json.ts';
import { SparseStore } from '../../../spec/schema/sparse.ts';
import { viewOf } from '../../../spec/schema/view.ts';
import type { Device, Hpasid, Pgd, SetId } from '../../../spec/sorts.ts';
import { anyCells, samples, twoGuestsLayout } from './samples.ts';

describe('the JSON form of a state', () => {
  const layout = twoGuestsLayout;

  it('gives, by table and row, what differs from its default, with ids as they are printed', () => {
    const store = new DenseStore(layout);
    const state = viewOf(layout, store);
    Object.assign(state.ioasid.at(2 as Hpasid), { state: 'idle', set: 0 as SetId, refs: 1 });
    state.binding.at(1 as Hpasid, 3 as Device).pgd = 1 as Pgd;
    state.device.at(3 as Device).uprgi = true;
    expect(stateToJson(layout, store)).toEqual({
      ioasid: { p2: { state: 'idle', set: 's0', refs: 1 } },
      binding: { 'p1,d3': { pgd: 'pgd1' } },
      device: { d3: { uprgi: true } },
    });
  });

  for (const { name, layout } of samples) {
    it(`gives back the state it was made from, in a store of either kind (${name})`, () => {
      fc.assert(
        fc.property(anyCells(layout), (cells) => {
          const [store, dense, sparse] = [new DenseStore(layout), new DenseStore(layout), new SparseStore(layout)];
          store.cells.set(cells);
          const json: StateJson = JSON.parse(JSON.stringify(stateToJson(layout, store)));
          stateFromJson(layout, json, dense);
          stateFromJson(layout, json, sparse);
          expect(dense.cells).toEqual(cells);
          expect(stateToJson(layout, sparse)).toEqual(json);
        }),
        { numRuns: 10 },
      );
    });
  }

  const wrong: readonly (readonly [StateJson, string])[] = [
    [{ ioasids: { p1: { state: 'idle' } } }, 'there is no ioasids[p1].state'],
    [{ ioasid: { p1: { colour: 'red' } } }, 'there is no ioasid[p1].colour'],
    [{ ioasid: { p0: { state: 'idle' } } }, 'there is no ioasid[p0].state'],
    [{ ioasid: { p3: { state: 'idle' } } }, 'there is no ioasid[p3].state'],
    [{ ioasid: { g1: { state: 'idle' } } }, 'there is no ioasid[g1].state'],
    [{ ioasid: { p01: { state: 'idle' } } }, 'there is no ioasid[p01].state'],
    [{ ioasid: { 'p1,d1': { state: 'idle' } } }, 'there is no ioasid[p1,d1].state'],
    [{ ioasidSet: { s: { type: 'MM' } } }, 'there is no ioasidSet[s].type'],
    [{ binding: { p1: { pgd: 'pgd1' } } }, 'there is no binding[p1].pgd'],
    [{ binding: { 'p1,d4': { pgd: 'pgd1' } } }, 'there is no binding[p1,d4].pgd'],
    [{ binding: { 'p2,d0': { pgd: 'pgd1' } } }, 'there is no binding[p2,d0].pgd'],
    [{ ioasid: { p1: { state: 'asleep' } } }, 'ioasid[p1].state cannot be "asleep"'],
    [{ ioasid: { p1: { state: 1 } } }, 'ioasid[p1].state cannot be 1'],
    [{ ioasid: { p1: { refs: 3 } } }, 'ioasid[p1].refs cannot be 3'],
    [{ ioasid: { p1: { refs: '1' } } }, 'ioasid[p1].refs cannot be "1"'],
    [{ ioasid: { p1: { set: 's3' } } }, 'ioasid[p1].set cannot be "s3"'],
    [{ ioasid: { p1: { set: 'p1' } } }, 'ioasid[p1].set cannot be "p1"'],
    [{ ioasid: { p1: { set: null } } }, 'ioasid[p1].set cannot be null'],
    [{ guestToHost: { 'vm1,g1': { hpasid: 'p0' } } }, 'guestToHost[vm1,g1].hpasid cannot be "p0"'],
    [{ device: { d1: { uprgi: 1 } } }, 'device[d1].uprgi cannot be 1'],
  ];
  for (const [json, what] of wrong) {
    it(`is refused where the instance has no such name, id or value: ${what}`, () => {
      const message = `not a state of this instance: ${what}`;
      expect(() => stateFromJson(layout, json, new DenseStore(layout))) //
        .toThrow(expect.objectContaining({ name: 'NotAState', message }));
    });
  }
});
