import { describe, expect, it } from 'vitest';
import { DenseStore } from '../../../spec/schema/dense.ts';
import { diffCells, diffWritten, printState } from '../../../spec/schema/print.ts';
import { SparseStore } from '../../../spec/schema/sparse.ts';
import { viewOf } from '../../../spec/schema/view.ts';
import type { Device, Grpid, Hpasid, Pgd, Row, SetId, Vm } from '../../../spec/sorts.ts';
import type { HostState } from '../../../spec/state.ts';
import { twoGuestsLayout } from './samples.ts';

const layout = twoGuestsLayout;
const [p1, d2, row2] = [1 as Hpasid, 2 as Device, 2 as Row];

/** One cell of every kind of field. */
function writeOneOfEach(state: HostState): void {
  Object.assign(state.ioasidSet.at(1 as SetId), { type: 'MM', token: 2 as Vm, quota: 2 });
  Object.assign(state.ioasid.at(p1), { state: 'free_pending', set: 1 as SetId });
  state.binding.at(p1, d2).pgd = 1 as Pgd;
  state.pageRequest.at(d2, row2, 1 as Grpid).pending = true;
}

const written = [
  'ioasidSet[s1].type = MM',
  'ioasidSet[s1].token = vm2',
  'ioasidSet[s1].quota = 2',
  'ioasid[p1].state = free_pending',
  'ioasid[p1].set = s1',
  'binding[p1, d2].pgd = pgd1',
  'pageRequest[d2, 2, prg1].pending = true',
];

describe('a printed state', () => {
  it('has a line for every cell that differs from its default, and no other', () => {
    const store = new DenseStore(layout);
    expect(printState(layout, store)).toBe('');
    writeOneOfEach(viewOf(layout, store));
    expect(printState(layout, store)).toBe(written.join('\n'));
  });

  it('reads the same from a sparse store', () => {
    const store = new SparseStore(layout);
    writeOneOfEach(viewOf(layout, store));
    expect(printState(layout, store)).toBe(written.join('\n'));
  });
});

describe('the diff of two states', () => {
  it('names exactly the cells that differ, with what they hold on either side', () => {
    const [before, after] = [new DenseStore(layout), new DenseStore(layout)];
    writeOneOfEach(viewOf(layout, before));
    after.cells.set(before.cells);
    const state = viewOf(layout, after);
    Object.assign(state.ioasid.at(p1), { state: 'free', set: null });
    state.binding.at(p1, d2).pgd = null;
    state.pageRequest.at(d2, row2, 1 as Grpid).pending = false;
    state.device.at(d2).uprgi = true;
    expect(diffCells(layout, before.cells, after.cells)).toEqual([
      { cell: 'ioasid[p1].state', from: 'free_pending', to: 'free' },
      { cell: 'ioasid[p1].set', from: 's1', to: 'none' },
      { cell: 'binding[p1, d2].pgd', from: 'pgd1', to: 'none' },
      { cell: 'pageRequest[d2, 2, prg1].pending', from: 'true', to: 'false' },
      { cell: 'device[d2].uprgi', from: 'false', to: 'true' },
    ]);
  });

  it('is empty for equal states', () => {
    const store = new DenseStore(layout);
    writeOneOfEach(viewOf(layout, store));
    expect(diffCells(layout, store.cells, store.cells)).toEqual([]);
  });
});

describe('what was written to a sparse state', () => {
  const store = new SparseStore(layout);
  const state = viewOf(layout, store);
  const ioasid = state.ioasid.at(p1);

  it('is told as a diff: a cell written twice once, a cell written back not at all', () => {
    ioasid.refs = 1;
    store.written.length = 0;
    ioasid.state = 'idle';
    ioasid.refs = 2;
    ioasid.state = 'active';
    ioasid.refs = 1;
    state.device.at(d2).failsBind = true;
    expect(diffWritten(layout, store)).toEqual([
      { cell: 'ioasid[p1].state', from: 'free', to: 'active' },
      { cell: 'device[d2].failsBind', from: 'false', to: 'true' },
    ]);
  });

  it('is nothing once the list has been emptied', () => {
    store.written.length = 0;
    expect(diffWritten(layout, store)).toEqual([]);
  });
});
