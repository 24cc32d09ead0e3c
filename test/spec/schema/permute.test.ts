import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DenseStore } from '../../../spec/schema/dense.ts';
import { type Permutation, permuteCells } from '../../../spec/schema/permute.ts';
import { viewOf } from '../../../spec/schema/view.ts';
import {
  type Device,
  type Gpasid,
  type Hpasid,
  idsOf,
  type Row,
  type Sort,
  sorts,
  type Vm,
} from '../../../spec/sorts.ts';
import { anyCells, type HostLayout, samples } from './samples.ts';

const allSorts = Object.keys(sorts) as Sort[];

/** Any permutation of all sorts, each by itself. */
function anyPermutation({ bounds: { sizes } }: HostLayout): fc.Arbitrary<Permutation> {
  const images = (sort: Sort) =>
    fc.shuffledSubarray([...idsOf(sort, sizes[sort])] as number[], { minLength: sizes[sort], maxLength: sizes[sort] });
  return fc.record(Object.fromEntries(allSorts.map((sort) => [sort, images(sort)])));
}

const imagesOf = (permutation: Permutation, sort: Sort): readonly number[] => permutation[sort] as readonly number[];

/** First `first`, then `second`. */
const composed = (first: Permutation, second: Permutation): Permutation =>
  Object.fromEntries(
    allSorts.map((sort) => [
      sort,
      imagesOf(first, sort).map((id) => imagesOf(second, sort)[id - sorts[sort].first] as number),
    ]),
  );

const inverse = (permutation: Permutation): Permutation =>
  Object.fromEntries(
    allSorts.map((sort) => {
      const images = imagesOf(permutation, sort);
      return [sort, images.map((_, place) => images.indexOf(place + sorts[sort].first) + sorts[sort].first)];
    }),
  );

/** The readable state of these cells. */
function stateOf(layout: HostLayout, cells: Int32Array) {
  const store = new DenseStore(layout);
  store.cells.set(cells);
  return viewOf(layout, store);
}

describe('the permutations of the objects of a state', () => {
  for (const { name, layout } of samples.filter(({ name }) => name !== 'wide')) {
    const permutation = anyPermutation(layout);

    it(`leave it as it is if they permute nothing (${name})`, () => {
      fc.assert(
        fc.property(anyCells(layout), (cells) => {
          expect(permuteCells(layout, cells, {})).toEqual(cells);
        }),
        { numRuns: 20 },
      );
    });

    it(`act one after the other as their composition does (${name})`, () => {
      fc.assert(
        fc.property(anyCells(layout), permutation, permutation, (cells, first, second) => {
          const oneByOne = permuteCells(layout, permuteCells(layout, cells, first), second);
          expect(oneByOne).toEqual(permuteCells(layout, cells, composed(first, second)));
        }),
        { numRuns: 20 },
      );
    });

    it(`are undone by their inverse (${name})`, () => {
      fc.assert(
        fc.property(anyCells(layout), permutation, (cells, there) => {
          expect(permuteCells(layout, permuteCells(layout, cells, there), inverse(there))).toEqual(cells);
        }),
        { numRuns: 20 },
      );
    });
  }

  const { topology, layout } = samples.find(({ name }) => name === 'twoContainers') as (typeof samples)[number];
  /** Two PASIDs swap their numbers everywhere: as host's, as guest's, as rows; and so do two devices. */
  const swapped: Permutation = { hpasid: [2, 1], gpasid: [2, 1], row: [2, 1], device: [2, 1] };
  const other = <Id extends number>(id: Id): Id => (3 - id) as Id;

  it('rename what the state says, and only rename it', () => {
    fc.assert(
      fc.property(anyCells(layout), (cells) => {
        const state = stateOf(layout, cells);
        const permuted = stateOf(layout, permuteCells(layout, cells, swapped));
        const gpasids = idsOf('gpasid', topology.sizes.gpasid);
        for (const hpasid of topology.hpasids) {
          const { state: life, set, refs } = state.ioasid.at(hpasid);
          expect(permuted.ioasid.at(other<Hpasid>(hpasid))).toMatchObject({ state: life, set, refs });
        }
        for (const device of topology.devices) {
          const renamed = other<Device>(device);
          expect(permuted.device.at(renamed).uprgi).toBe(state.device.at(device).uprgi);
          for (const row of topology.rows) {
            const hpasid = row as number as Hpasid;
            expect(permuted.pasidEntry.at(renamed, other<Row>(row)).pgd).toBe(state.pasidEntry.at(device, row).pgd);
            expect(permuted.binding.at(other(hpasid), renamed).pgd).toBe(state.binding.at(hpasid, device).pgd);
            for (const grpid of topology.grpids) {
              const { pending } = state.pageRequest.at(device, row, grpid);
              expect(permuted.pageRequest.at(renamed, other<Row>(row), grpid).pending).toBe(pending);
            }
          }
        }
        for (const vm of topology.vms as readonly Vm[]) {
          for (const gpasid of gpasids) {
            const { hpasid } = state.guestToHost.at(vm, gpasid);
            const renamed = permuted.guestToHost.at(vm, other<Gpasid>(gpasid)).hpasid;
            expect(renamed).toBe(hpasid === null ? null : other(hpasid));
          }
        }
        for (const fd of topology.fds) {
          const { device } = state.deviceFd.at(fd);
          expect(permuted.deviceFd.at(fd).device).toBe(device === null ? null : other(device));
        }
      }),
    );
  });
});
