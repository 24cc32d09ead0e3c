import { beforeEach, describe, expect, it } from 'vitest';
import { type Case, sight } from '../../compile/program.ts';
import { Showings } from '../../compile/showings.ts';
import { SymbolicStore } from '../../compile/symbolic-store.ts';
import { Trees } from '../../compile/trees.ts';
import { layoutOf } from '../../spec/schema/layout.ts';
import { flag, table } from '../../spec/schema.ts';
import { bounds } from './random-programs.ts';

const layout = layoutOf({ lamp: table(['device'], { lit: flag() }) }, bounds);
const trees = new Trees();
const [end, otherEnd] = [trees.leaf(0), trees.leaf(1)];
const of = (look: Case['look']): Case => ({ look, met: 0, broken: null });

let store: SymbolicStore;
let showings: Showings<string>;
/** How often each case was explored. */
let explored: Map<Case, number>;

beforeEach(() => {
  store = new SymbolicStore(layout);
  explored = new Map();
  showings = new Showings(store, (each) => {
    explored.set(each, (explored.get(each) ?? 0) + 1);
    const start = store.mark();
    const seen = each.look();
    store.undo(start);
    return seen === sight.nothing ? null : `seen ${seen}`;
  });
});

const firstIsLit = of(() => (store.read(0, 0) === 1 ? sight.broken : sight.met));
const silent = of(() => sight.nothing);
const constant = of(() => sight.met);
const readsInVain = of(() => (store.read(0, 1) < 2 ? sight.nothing : sight.met));
const cases = [firstIsLit, silent, constant, readsInVain];

/** What is shown at an end, by the place of the case. */
function shown(list: readonly Case[] = cases, at = end): string[] {
  const seen: string[] = [];
  showings.each(list, at, (each, what) => seen.push(`${cases.indexOf(each)}: ${what}`));
  return seen;
}
const times = (each: Case): number => explored.get(each) ?? 0;

describe('what cases show', () => {
  it('is explored once for what is known of the cells that they read', () => {
    expect(shown()).toEqual(['0: seen 1', '2: seen 1']);
    expect(shown()).toEqual(['0: seen 1', '2: seen 1']);
    store.read(0, 2);
    expect(shown()).toEqual(['0: seen 1', '2: seen 1']);
    expect(cases.map(times)).toEqual([1, 1, 1, 1]);
  });

  it('is explored again where something else is known', () => {
    shown();
    store.chooser = () => 1;
    store.read(0, 0);
    expect(shown()).toEqual(['0: seen 2', '2: seen 1']);
    expect(cases.map(times)).toEqual([2, 1, 1, 1]);
  });

  it('is explored each time where what is known is of several cells together', () => {
    shown();
    store.chooser = () => 1;
    store.some(0, 1, 0, 2);
    store.chooser = () => 0;
    expect(shown()).toEqual(['0: seen 1', '2: seen 1']);
    expect(shown()).toEqual(['0: seen 1', '2: seen 1']);
    expect(cases.map(times)).toEqual([3, 1, 1, 3]);
  });

  it('is another at another end, or of another list', () => {
    shown();
    shown(cases, otherEnd);
    shown([firstIsLit]);
    expect(cases.map(times)).toEqual([3, 2, 2, 2]);
  });

  it('counts as unknown where it was first asked for under what is known of several cells', () => {
    store.chooser = () => 1;
    const start = store.mark();
    store.some(0, 1, 0, 2);
    store.chooser = () => 0;
    shown();
    store.undo(start);
    expect(shown()).toEqual(['0: seen 1', '2: seen 1']);
    expect(cases.map(times)).toEqual([2, 1, 1, 2]);
  });
});
