import { describe, expect, it } from 'vitest';
import type { Change, Fact } from '../../compile/classes.ts';
import { printChanges, printFact } from '../../report/tree-facts.ts';
import { layoutOf } from '../../spec/schema/layout.ts';
import { counter, enumeration, flag, optional, table } from '../../spec/schema.ts';
import { noMembers } from '../../spec/sorts.ts';

/** Cells: 0 to 2 whether a device is lit; 3 to 5 its mood; 6 to 11 the PASID of VM and device; 12 the guests. */
const layout = layoutOf(
  {
    lamp: table(['device'], { lit: flag(), mood: enumeration('calm', 'busy', 'wild') }),
    entry: table(['vm', 'device'], { pasid: optional('hpasid') }),
    room: table([], { guests: counter(3) }),
  },
  {
    sizes: { ...noMembers, vm: 2, device: 3, hpasid: 2 },
    capacity: 1,
  },
);

const cell = (at: number, codes: number): string => printFact(layout, { kind: 'cell', cell: at, codes });
const number = (cells: readonly number[], codes: number, min: number, max: number): string => {
  const fact: Fact = { kind: 'number', literals: cells.map((at) => ({ cell: at, codes })), min, max };
  return printFact(layout, fact);
};

describe('a fact', () => {
  it('names the cell and what it may hold', () => {
    expect(cell(0, 2)).toBe('lamp[d1].lit = true');
    expect(cell(0, 1)).toBe('lamp[d1].lit = false');
    expect(cell(4, 1)).toBe('lamp[d2].mood = calm');
    expect(cell(6, 2)).toBe('entry[vm1, d1].pasid = p1');
    expect(cell(12, 12)).toBe('room[].guests = 2|3');
  });

  it('says what a cell does not hold, where that is shorter', () => {
    expect(cell(4, 6)).toBe('lamp[d2].mood ≠ calm');
    expect(cell(10, 6)).toBe('entry[vm2, d2].pasid ≠ none');
  });

  it('says of many cells how many of them hold something', () => {
    expect(number([0, 1, 2], 2, 0, 0)).toBe('every lamp[*].lit = false');
    expect(number([0, 1, 2], 2, 3, 3)).toBe('every lamp[*].lit = true');
    expect(number([0, 1, 2], 2, 1, 3)).toBe('some lamp[*].lit = true');
    expect(number([0, 1, 2], 2, 1, 1)).toBe('1 of lamp[*].lit = true');
    expect(number([0, 1, 2], 2, 2, 3)).toBe('at least 2 of lamp[*].lit = true');
    expect(number([0, 1, 2], 2, 0, 2)).toBe('at most 2 of lamp[*].lit = true');
    expect(number([0, 1, 2], 2, 1, 2)).toBe('1 to 2 of lamp[*].lit = true');
  });

  it('names rows by a pattern where there is one, else one by one', () => {
    expect(number([0, 2], 2, 1, 2)).toBe('some lamp[d1|d3].lit = true');
    expect(number([6, 7, 8], 6, 0, 0)).toBe('every entry[vm1, *].pasid = none');
    expect(number([6, 7, 9, 10], 2, 1, 4)).toBe('some entry[*, d1|d2].pasid = p1');
    expect(number([6, 10], 2, 1, 2)).toBe('some entry[vm1, d1].pasid, entry[vm2, d2].pasid = p1');
  });

  it('parts what is said of different cells', () => {
    const literals = [
      { cell: 0, codes: 2 },
      { cell: 3, codes: 1 },
    ];
    expect(printFact(layout, { kind: 'number', literals, min: 1, max: 2 })).toBe(
      'some lamp[d1].lit = true or lamp[d1].mood = calm',
    );
    expect(printFact(layout, { kind: 'number', literals, min: 0, max: 0 })).toBe(
      'every lamp[d1].lit = false and every lamp[d1].mood ≠ calm',
    );
  });
});

describe('changes', () => {
  const print = (...changes: readonly Change[]): string[] => printChanges(layout, changes);

  it('say what a cell comes to hold, where that is known', () => {
    expect(print({ cell: 6, map: [2, 2, 2], known: 7 })).toEqual(['entry[vm1, d1].pasid := p2']);
    expect(print({ cell: 6, map: [0, 2, 1], known: 2 })).toEqual(['entry[vm1, d1].pasid := p2']);
  });

  it('say what it was and is, where that depends on it', () => {
    expect(print({ cell: 3, map: [0, 2, 0], known: 7 })).toEqual(['lamp[d1].mood busy → wild, wild → calm']);
  });

  it('are said once of all cells that they have in common', () => {
    const none = (at: number): Change => ({ cell: at, map: [0, 0, 0], known: 7 });
    expect(print(none(6), none(7), none(8), { cell: 12, map: [1, 1, 1, 1], known: 15 })).toEqual([
      'entry[vm1, *].pasid := none',
      'room[].guests := 1',
    ]);
  });
});
