import { describe, expect, it } from 'vitest';
import { DenseStore } from '../../../spec/schema/dense.ts';
import { NoSuchRow, viewOf } from '../../../spec/schema/view.ts';
import type { Device, Gpasid, Grpid, Hpasid, Pgd, Row, SetId, Vm } from '../../../spec/sorts.ts';
import { twoGuestsLayout } from './samples.ts';

const layout = twoGuestsLayout;
const fresh = () => viewOf(layout, new DenseStore(layout));

const [vm1, vm2] = [1 as Vm, 2 as Vm];
const [d1, d2, d3] = [1 as Device, 2 as Device, 3 as Device];
const [p1, p2] = [1 as Hpasid, 2 as Hpasid];
const [g1, g2] = [1 as Gpasid, 2 as Gpasid];
const [row1, row2] = [1 as Row, 2 as Row];
const s0 = 0 as SetId;
const pgd1 = 1 as Pgd;

describe('the readable state', () => {
  it('has no row but those of its ids', () => {
    expect(() => fresh().ioasid.at(4_294_967_297 as Hpasid)).toThrow(new NoSuchRow('ioasid', [4_294_967_297]));
    expect(() => fresh().ioasid.at(0 as Hpasid)).toThrow('ioasid has no row [0]');
  });

  it('begins with the default of every field', () => {
    const state = fresh();
    const { type, token, quota } = state.ioasidSet.at(s0);
    expect([type, token, quota, state.device.at(d1).uprgi]).toEqual(['none', null, 0, false]);
  });

  it('reads what was written: flags, names, numbers and ids, those whose first is 0 included', () => {
    const state = fresh();
    const set = state.ioasidSet.at(s0);
    Object.assign(set, { type: 'MM', token: vm2, quota: 2 });
    state.ioasid.at(p2).set = s0;
    state.device.at(d3).uprgi = true;
    const { type, token, quota } = state.ioasidSet.at(s0);
    expect([type, token, quota, state.ioasid.at(p2).set, state.device.at(d3).uprgi]).toEqual(['MM', 2, 2, 0, true]);
    Object.assign(set, { type: 'none', token: null, quota: 0 });
    expect([set.type, set.token, set.quota]).toEqual(['none', null, 0]);
  });

  it('writes one row and no other', () => {
    const state = fresh();
    state.pasidEntry.at(d2, row1).pgd = pgd1;
    const entries = [d1, d2, d3].flatMap((device) => [row1, row2].map((row) => state.pasidEntry.at(device, row).pgd));
    expect(entries).toEqual([null, null, 1, null, null, null]);
  });

  it('answers for a whole table, or for the slice that leading ids name', () => {
    const { pageRequest } = fresh();
    pageRequest.at(d1, row2, 0 as Grpid).pending = true;
    pageRequest.at(d1, row2, 1 as Grpid).pending = true;
    pageRequest.at(d3, row1, 1 as Grpid).pending = true;
    expect(pageRequest.count('pending', true)).toBe(3);
    expect(pageRequest.count('pending', true, d1)).toBe(2);
    expect(pageRequest.count('pending', false, d3)).toBe(3);
    expect(pageRequest.some('pending', true, d2)).toBe(false);
    expect(pageRequest.some('pending', true, d3, row1)).toBe(true);
    expect(pageRequest.some('pending', true, d3, row2)).toBe(false);
    expect(pageRequest.first('pending', true, d3, row1)).toBe(1);
    expect(pageRequest.first('pending', true, d1, row2)).toBe(0);
    expect(pageRequest.first('pending', true, d2, row2)).toBe(null);
    expect(pageRequest.first('pending', false, d1, row1)).toBe(0);
    expect(pageRequest.inUse('pending', d3, row1)).toEqual([0, 1]);
    pageRequest.clear('pending', d1);
    expect([pageRequest.count('pending', true, d1), pageRequest.count('pending', true)]).toEqual([0, 1]);
  });

  it('says whether all of a table, or of a slice, hold one of some values', () => {
    const { binding } = fresh();
    for (const device of [d1, d3]) binding.at(p1, device).pgd = pgd1;
    expect([binding.every('pgd', [null, pgd1]), binding.every('pgd', [null])]).toEqual([true, false]);
    expect([binding.every('pgd', [null], p2), binding.every('pgd', [pgd1], p1)]).toEqual([true, false]);
    binding.at(p1, d2).pgd = 2 as Pgd;
    expect([binding.every('pgd', [null, pgd1], p1), binding.every('pgd', [2 as Pgd, pgd1], p1)]).toEqual([false, true]);
    expect([binding.every('pgd', [2 as Pgd], p1, d2), binding.every('pgd', [pgd1], p1, d2)]).toEqual([true, false]);
  });

  it('replaces a value by another in a slice, and leaves other slices and other values alone', () => {
    const state = fresh();
    for (const vm of [vm1, vm2]) state.guestToHost.at(vm, g1).hpasid = p1;
    state.guestToHost.at(vm2, g2).hpasid = p2;
    state.guestToHost.replace('hpasid', p1, null, vm2);
    const map = [vm1, vm2].map((vm) => [g1, g2].map((gpasid) => state.guestToHost.at(vm, gpasid).hpasid));
    expect(map).toEqual([
      [1, null],
      [null, 2],
    ]);
    state.guestToHost.replace('hpasid', null, p2);
    expect(state.guestToHost.count('hpasid', p2)).toBe(3);
  });
});

describe('a value that its field cannot hold', () => {
  /** What no type allows; a transition that computes its values could still try it. */
  const unchecked = (value: unknown) => value as never;
  const writes: readonly (readonly [string, (state: ReturnType<typeof fresh>) => void])[] = [
    ['device.uprgi (flag) cannot hold 1', (state) => Object.assign(state.device.at(d1), { uprgi: 1 })],
    [
      'ioasid.state (enumeration) cannot hold asleep',
      (state) => Object.assign(state.ioasid.at(p1), { state: 'asleep' }),
    ],
    ['ioasid.refs (counter) cannot hold 3', (state) => Object.assign(state.ioasid.at(p1), { refs: 3 })],
    ['ioasid.refs (counter) cannot hold -1', (state) => Object.assign(state.ioasid.at(p1), { refs: -1 })],
    ['ioasid.refs (counter) cannot hold 0.5', (state) => Object.assign(state.ioasid.at(p1), { refs: 0.5 })],
    ['ioasid.refs (counter) cannot hold null', (state) => Object.assign(state.ioasid.at(p1), { refs: null })],
    ['ioasidSet.quota (counter) cannot hold 3', (state) => Object.assign(state.ioasidSet.at(s0), { quota: 3 })],
    ['ioasid.set (optional) cannot hold 3', (state) => Object.assign(state.ioasid.at(p1), { set: 3 })],
    ['ioasid.set (optional) cannot hold -1', (state) => Object.assign(state.ioasid.at(p1), { set: -1 })],
    ['ioasidSet.token (optional) cannot hold 0', (state) => Object.assign(state.ioasidSet.at(s0), { token: 0 })],
    [
      'ioasidSet.token (optional) cannot hold undefined',
      (state) => state.ioasidSet.some('token', unchecked(undefined)),
    ],
    ['guestToHost.hpasid (optional) cannot hold 9', (state) => state.guestToHost.count('hpasid', unchecked(9))],
    ['binding.pgd (optional) cannot hold 3', (state) => state.binding.first('pgd', unchecked(3), p1)],
    ['binding.pgd (optional) cannot hold 4', (state) => state.binding.every('pgd', [null, unchecked(4)], p1)],
    ['binding.pgd (optional) cannot hold p1', (state) => state.binding.replace('pgd', null, unchecked('p1'))],
  ];
  for (const [message, write] of writes) {
    it(`is a defect that names table, field and value: ${message}`, () => {
      expect(() => write(fresh())).toThrow(expect.objectContaining({ name: 'OutOfRange', message }));
    });
  }
});
