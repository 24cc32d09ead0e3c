import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Expansion } from '../../../checker/expansion.ts';
import { Search } from '../../../checker/search.ts';
import { exportModel } from '../../../compile/export/model.ts';
import { murphi } from '../../../compile/export/murphi.ts';
import { promela } from '../../../compile/export/promela.ts';
import { tla } from '../../../compile/export/tla.ts';
import { defectMark, type Program } from '../../../compile/program.ts';
import { trace } from '../../../compile/traced.ts';
import { DenseStore } from '../../../spec/schema/dense.ts';
import { PlainSystem } from '../plain-system.ts';
import { programOf, type RandomProgram, randomProgram } from '../random-programs.ts';
import type { ReadModel, State } from './read-model.ts';
import { readMurphi } from './read-murphi.ts';
import { readPromela } from './read-promela.ts';
import { readTla } from './read-tla.ts';

const languages = [
  { name: 'Murphi', write: murphi, read: readMurphi },
  { name: 'Promela', write: promela, read: readPromela },
  { name: 'TLA+', write: tla, read: readTla },
] as const;

const text = (state: State): string =>
  Object.keys(state)
    .sort()
    .map((name) => `${name}=${state[name]}`)
    .join(' ');

/** Successors, with the action that leads to each, and the marks seen, of up to 100 states that are reached. */
function* edges(program: Program, stateOf: (cells: Int32Array) => State) {
  const system = new PlainSystem(program);
  const search = new Search(system, { maxStates: 100 });
  search.advance(Number.POSITIVE_INFINITY);
  const store = new DenseStore(program.layout);
  const words = new Int32Array(system.width);
  for (let number = 0; number < search.distinct; number++) {
    search.read(number, words);
    store.unpack(words, 0);
    const state = stateOf(store.cells);
    const into = new Expansion(system.width);
    system.expand(words, 0, into);
    const successors = Array.from({ length: into.count }, (_, place) => {
      store.unpack(into.words, place * system.width);
      return `${program.actions[into.labels[place] as number]}: ${text(stateOf(store.cells))}`;
    });
    const marks = new Set(into.marks.slice(0, into.markCount));
    yield { state, successors, marks };
  }
}

function check(data: RandomProgram, read: (program: Program, broken: readonly number[]) => ReadModel): void {
  const program = programOf(data);
  const broken = [...program.marks.keys(), defectMark(program)];
  const { names, variables } = exportModel(trace(program), { title: '', name: '', counts: null, broken });
  fc.pre(variables.length > 0);
  const stateOf = (cells: Int32Array): State =>
    Object.fromEntries(variables.map(({ cell }) => [names.cell(cell), cells[cell] as number]));
  const { initial, rules, violations } = read(program, broken);
  let first = true;
  for (const { state, successors, marks } of edges(program, stateOf)) {
    if (first) expect(text(initial)).toBe(text(state));
    first = false;
    const fired = rules.flatMap(({ name, fire }) => {
      const after = fire(state);
      return after === null ? [] : [`${name}: ${text(after)}`];
    });
    expect(fired).toEqual(successors);
    const seen = [...violations.values()].flatMap((violated, mark) => (violated(state) ? [mark] : []));
    expect(seen).toEqual([...marks].sort((one, other) => one - other));
  }
}

describe.each(languages)('a random program in $name', ({ write, read }) => {
  it('has the initial state, the successors in their order, and the violations of the program', () => {
    fc.assert(
      fc.property(randomProgram, (data) =>
        check(data, (program, broken) =>
          read(write(trace(program), { title: 'A test', name: 'test', counts: null, broken })),
        ),
      ),
      { numRuns: 150 },
    );
  });
});
