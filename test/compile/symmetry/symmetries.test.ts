import { describe, expect, it } from 'vitest';
import type { Program } from '../../../compile/program.ts';
import { symmetriesOf } from '../../../compile/symmetry/symmetries.ts';
import { trace } from '../../../compile/traced.ts';
import type { Exchanges } from '../../../spec/schema/exchanges.ts';
import { actionOf } from '../../../spec/schema/permute.ts';
import { flag, optional, type StateOf, table } from '../../../spec/schema.ts';
import { type Device, type Hpasid, idsOf, type Vm } from '../../../spec/sorts.ts';
import { anythingGoes, type ToyAction, toyProgram } from './toy.ts';

const schema = {
  pasid: table(['hpasid'], { owned: flag(), bound: flag() }),
  map: table(['vm', 'gpasid'], { hpasid: optional('hpasid') }),
} as const;
type State = StateOf<typeof schema>;
const sizes = { hpasid: 3, vm: 1, gpasid: 2 };
const hpasids = idsOf('hpasid', 3);
const gpasids = idsOf('gpasid', 2);
const vm = 1 as Vm;

/** Any free PASID may be had, any that is owned be given back. */
const anyOf: readonly ToyAction<typeof schema>[] = hpasids.flatMap((hpasid) => [
  { name: `alloc ${hpasid}`, act: (state) => !state.pasid.at(hpasid).owned && own(state, hpasid, true) },
  { name: `free ${hpasid}`, act: (state) => state.pasid.at(hpasid).owned && own(state, hpasid, false) },
]);

function own(state: State, hpasid: Hpasid, owned: boolean): true {
  state.pasid.at(hpasid).owned = owned;
  return true;
}

const maps: readonly ToyAction<typeof schema>[] = hpasids.flatMap((hpasid) =>
  gpasids.map((gpasid) => ({
    name: `map ${gpasid} to ${hpasid}`,
    act: (state) => {
      if (!state.pasid.at(hpasid).owned) return false;
      state.map.at(vm, gpasid).hpasid = hpasid;
      return true;
    },
  })),
);

const sortsOf = (program: Program, further: readonly Exchanges[] = []) => symmetriesOf(trace(program), further).sorts;

describe('objects are interchangeable', () => {
  it('where any of them can be had', () => {
    const { sorts, order, asymmetricMarks } = symmetriesOf(
      trace(toyProgram(schema, sizes, { actions: [...anyOf, ...maps] })),
    );
    expect(sorts).toEqual(['hpasid {p1, p2, p3}', 'gpasid of map[vm1] {map[vm1, g1], map[vm1, g2]}']);
    expect(order).toBe(12);
    expect(asymmetricMarks).toEqual([]);
  });

  it('though they are looked through one by one', () => {
    const noneBound: ToyAction<typeof schema> = {
      name: 'alloc all if none is bound',
      act: (state) => {
        if (hpasids.some((hpasid) => state.pasid.at(hpasid).bound)) return false;
        state.pasid.replace('owned', false, true);
        return true;
      },
    };
    const bind: ToyAction<typeof schema>[] = hpasids.map((hpasid) => ({
      name: `bind ${hpasid}`,
      act: (state) => {
        if (state.pasid.count('bound', true) >= 2 || !state.pasid.at(hpasid).owned) return false;
        state.pasid.at(hpasid).bound = true;
        return true;
      },
    }));
    expect(sortsOf(toyProgram(schema, sizes, { actions: [noneBound, ...bind] }))).toEqual(['hpasid {p1, p2, p3}']);
  });

  it('as far as they can be: the first of three may be apart', () => {
    const actions = anyOf.filter(({ name }) => name !== 'free 1');
    expect(sortsOf(toyProgram(schema, sizes, { actions }))).toEqual(['hpasid {p2, p3}']);
  });

  it('not where the first free one is taken', () => {
    const first: ToyAction<typeof schema> = {
      name: 'alloc',
      act: (state) => {
        const hpasid = state.pasid.first('owned', false);
        return hpasid !== null && own(state, hpasid, true);
      },
    };
    expect(sortsOf(toyProgram(schema, sizes, { actions: [first] }))).toEqual([]);
  });

  it('not where one of them is owned from the beginning', () => {
    const boot = (state: State) => {
      state.pasid.at(1 as Hpasid).owned = true;
    };
    expect(sortsOf(toyProgram(schema, sizes, { boot, actions: anyOf }))).toEqual(['hpasid {p2, p3}']);
  });

  it('not where a guest PASID is taken for a host PASID', () => {
    const wrong: ToyAction<typeof schema>[] = gpasids.map((gpasid) => ({
      name: `bind ${gpasid}`,
      act: (state) => {
        if (state.map.at(vm, gpasid).hpasid === null) return false;
        state.pasid.at(gpasid as number as Hpasid).bound = true;
        return true;
      },
    }));
    expect(sortsOf(toyProgram(schema, sizes, { actions: [...anyOf, ...maps, ...wrong] }))).toEqual([]);
  });

  it('of several sorts only together, if the caller says which', () => {
    const owned = { vm: table(['vm'], { up: flag() }), device: table(['device'], { on: flag() }) } as const;
    const vms = [1, 2] as Vm[];
    // Each VM has the device of its number, and can be used only with it.
    const actions = vms.flatMap((each): ToyAction<typeof owned>[] => [
      {
        name: `start ${each}`,
        act: (state) => {
          if (state.vm.at(each).up) return false;
          state.vm.at(each).up = true;
          return true;
        },
      },
      {
        name: `use ${each}`,
        act: (state) => {
          if (!state.vm.at(each).up) return false;
          state.device.at(each as number as Device).on = true;
          return true;
        },
      },
    ]);
    const program = toyProgram(owned, { vm: 2, device: 2 }, { actions });
    const together: Exchanges = {
      name: 'vm with its device',
      size: 2,
      member: (index) => `vm${index + 1}`,
      exchange: () => actionOf(program.layout, { vm: [2, 1], device: [2, 1] }),
    };
    expect(sortsOf(program)).toEqual([]);
    expect(sortsOf(program, [together])).toEqual(['vm with its device {vm1, vm2}']);
  });
});

describe('what is seen', () => {
  const numberTaken = (state: State): boolean =>
    gpasids.some((gpasid) => state.map.at(vm, gpasid).hpasid === (gpasid as number as Hpasid));
  const anyMapped = (state: State): boolean => !state.map.every('hpasid', [null]);

  it('is said to depend on numbers where it compares them', () => {
    const seen = { 'a gpasid equals its hpasid': numberTaken, 'something is mapped': anyMapped };
    const program = toyProgram(schema, sizes, { actions: [...anyOf, ...maps], seen });
    expect(symmetriesOf(trace(program)).asymmetricMarks).toEqual([{ mark: 0, why: 'hpasid {p1, p2, p3}' }]);
  });

  it('is said to depend on numbers where a step shows it', () => {
    const seenAfter = {
      'something is mapped': anyMapped,
      'p1 is mapped': (state: State) => state.map.some('hpasid', 1 as Hpasid),
    };
    const program = toyProgram(schema, sizes, { actions: [...anyOf, ...maps], seenAfter });
    expect(symmetriesOf(trace(program)).asymmetricMarks).toEqual([{ mark: 1, why: 'hpasid {p1, p2, p3}' }]);
  });
});

it('the class is sorted that leaves the fewest arrangements to be tried', () => {
  const map = { t: table(['hpasid'], { a: flag() }), map: table(['vm', 'gpasid'], { hpasid: optional('hpasid') }) };
  const rolesOf = (gpasids: number) =>
    symmetriesOf(trace(anythingGoes(map, { hpasid: 2, vm: 1, gpasid: gpasids }))).roles;
  // As many references to a host PASID can be counted, and sorted after them.
  expect(rolesOf(15)).toMatchObject({ main: { references: { length: 15 } }, bags: [{ length: 15 }], outer: [] });
  expect(rolesOf(16)).toMatchObject({ main: { references: [] }, bags: [], outer: [{}] });
});

describe('exchanges that cannot be used', () => {
  it('are left out where there are too many arrangements to try', () => {
    const program = anythingGoes(
      { vm: table(['vm'], { other: optional('vm') }), pgd: table(['pgd'], { next: optional('pgd') }) },
      { vm: 3, pgd: 7 },
    );
    const { order, sorts } = symmetriesOf(trace(program));
    expect(sorts).toEqual(['vm {vm1, vm2, vm3}']);
    expect(order).toBe(6);
  });

  it('are left out where references to them hold too many codes', () => {
    const many = anythingGoes(
      { t: table(['hpasid'], { a: flag() }), u: table([], { hpasid: optional('hpasid') }) },
      { hpasid: 9 },
    );
    expect(sortsOf(many)).toEqual([]);
  });

  it('are left out where they would take the members of a class apart', () => {
    const program = anythingGoes({ t: table(['hpasid'], { a: flag(), b: flag() }) }, { hpasid: 3 });
    const fields: Exchanges = {
      name: 'fields of p1',
      size: 2,
      member: String,
      exchange: () => {
        const { to, codes } = actionOf(program.layout, {});
        return { to: to.map((cell) => (cell === 0 ? 3 : cell === 3 ? 0 : cell)), codes };
      },
    };
    expect(sortsOf(program, [fields])).toEqual(['hpasid {p1, p2, p3}']);
  });
});
