import { describe, expect, it } from 'vitest';
import { type Exchanges, exchangesOf } from '../../../spec/schema/exchanges.ts';
import { layoutOf } from '../../../spec/schema/layout.ts';
import { flag, optional, type Schema, table } from '../../../spec/schema.ts';
import { noMembers, type Sizes } from '../../../spec/sorts.ts';

const sizes: Sizes = { ...noMembers, vm: 2, device: 2, hpasid: 2, gpasid: 2, row: 3, grpid: 3 };

const exchangesBySort = (schema: Schema, differing: Partial<Sizes> = {}) =>
  exchangesOf(layoutOf(schema, { sizes: { ...sizes, ...differing }, capacity: 0 }));

const namesOf = (exchanges: readonly Exchanges[]): string[] => exchanges.map(({ name }) => name);

/** Pairs of cells that take each other's place. */
const swaps = ({ exchange }: Exchanges, one: number, other: number): string[] =>
  [...exchange(one, other).to].flatMap((to, from) => (from < to ? [`${from} ${to}`] : []));

describe('what looks interchangeable by the schema', () => {
  it('is every sort of more than one member, rows with the host PASIDs of the same number', () => {
    const schema = { t: table(['hpasid'], { a: flag() }), u: table(['row'], { pgd: optional('hpasid') }) };
    const sorts = exchangesBySort(schema).map(({ sort }) => sort);
    expect(namesOf(sorts)).toEqual(['vm', 'device', 'hpasid with row', 'gpasid', 'grpid']);
    const hpasid = sorts[2] as Exchanges;
    expect(swaps(hpasid, 0, 1)).toEqual(['0 1', '2 3']);
    expect(hpasid.exchange(0, 1).codes).toEqual([null, null, [0, 2, 1], [0, 2, 1], [0, 2, 1]]);
    expect([0, 1].map(hpasid.member)).toEqual(['p1', 'p2']);
  });

  it('is a host PASID by itself where there are fewer rows than host PASIDs', () => {
    const sorts = exchangesBySort({ t: table(['hpasid'], { a: flag() }) }, { row: 1 }).map(({ sort }) => sort);
    expect(namesOf(sorts)).toContain('hpasid');
  });

  it('is a row of a slice, where a sort indexes one table beside others and is named nowhere', () => {
    const schema = { t: table(['device', 'grpid', 'vm'], { a: flag(), b: flag() }), u: table(['vm'], { a: flag() }) };
    const grpid = exchangesBySort(schema, { vm: 1 }).find(({ sort }) => sort.name === 'grpid');
    const slices = grpid?.slices ?? [];
    expect(namesOf(slices)).toEqual(['grpid of t[d1, vm1]', 'grpid of t[d2, vm1]']);
    expect(slices[1]?.member(2)).toBe('t[d2, prg2, vm1]');
    // Three groups of each of two devices, and two fields: d1's are the cells 0 to 2 and 6 to 8.
    expect(swaps(slices[1] as Exchanges, 0, 2)).toEqual(['3 5', '9 11']);
  });

  for (const [why, schema] of [
    ['that is named', { t: table(['device', 'grpid'], { g: optional('grpid') }) }],
    ['that indexes two tables', { t: table(['vm', 'grpid'], { a: flag() }), u: table(['grpid'], { a: flag() }) }],
    ['that indexes a table alone', { t: table(['grpid'], { a: flag() }) }],
    ['that indexes a table twice', { t: table(['grpid', 'grpid'], { a: flag() }) }],
    ['that indexes nothing', { t: table(['vm'], { a: flag() }) }],
  ] as const) {
    it(`has no slices for a sort ${why}`, () => {
      expect(exchangesBySort(schema).find(({ sort }) => sort.name === 'grpid')?.slices).toEqual([]);
    });
  }

  it('has no slices for host PASIDs beside rows, which have to move with them', () => {
    const schema = { t: table(['device', 'row'], { a: flag() }), u: table(['device', 'hpasid'], { a: flag() }) };
    expect(
      exchangesBySort(schema)
        .flatMap(({ slices }) => slices)
        .filter(({ name }) => name.startsWith('hpasid')),
    ).toEqual([]);
    const rowsOnly = { t: table(['device', 'row'], { a: flag() }) };
    expect(
      exchangesBySort(rowsOnly)
        .flatMap(({ slices }) => slices)
        .filter(({ name }) => name.startsWith('hpasid')),
    ).toEqual([]);
  });
});
