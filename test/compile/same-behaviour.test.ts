import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompiledSystem } from '../../compile/compiled-system.ts';
import { NotTraceable } from '../../compile/not-traceable.ts';
import type { Program } from '../../compile/program.ts';
import { type TracedProgram, trace } from '../../compile/traced.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import type { Layout } from '../../spec/schema/layout.ts';
import { behaviour } from './behaviour.ts';
import { inParts } from './in-parts.ts';
import { LearntSystem } from './learnt-system.ts';
import { OneByOne } from './one-by-one.ts';
import { PlainSystem } from './plain-system.ts';
import { partedProgramOf, programOf, type RandomProgram, randomProgram } from './random-programs.ts';
import { reachable } from './reachable.ts';

/** A state of these codes, each taken by remainder. */
function stateOf(layout: Layout, codes: readonly number[]): Int32Array {
  const store = new DenseStore(layout);
  const maxima = layout.columns.flatMap(({ rows, max }) => Array<number>(rows).fill(max));
  maxima.forEach((max, cell) => {
    store.cells[cell] = (codes[cell % codes.length] as number) % (max + 1);
  });
  const words = new Int32Array(store.packing.words);
  store.pack(words, 0);
  return words;
}

const codes = fc.array(fc.nat({ max: 12 }), { minLength: 7, maxLength: 13 });

/** Null for a program that is refused for the number of its paths. */
function tracedOf(program: Program): TracedProgram | null {
  try {
    return trace(program);
  } catch (error) {
    if (error instanceof NotTraceable && error.message.includes('paths')) return null;
    throw error;
  }
}

describe('a random program', () => {
  const check = (program: Program, others: readonly (readonly number[])[], traced: TracedProgram | null): void => {
    const plain = new PlainSystem(program);
    // A random program may have too many paths, and is refused.
    fc.pre(traced !== null);
    const compiled = new OneByOne(new CompiledSystem(traced));
    const learnt = new LearntSystem(program, plain);
    const reached = reachable(plain, 150);
    const states = [...reached, ...others.map((each) => stateOf(program.layout, each))];
    let generated = 0;
    for (const state of states) {
      const { generated: here, ...expected } = behaviour(plain, state);
      generated += here;
      const { generated: _, ...straight } = behaviour(compiled, state);
      expect(straight).toEqual(expected);
      expect(compiled.granted).toBe(generated);
      expect(behaviour(learnt, state)).toEqual({ ...expected, generated: here });
    }
    expect(reachable(compiled, 150)).toEqual(reached);
  };

  it('leads to the same states, in the same order, with the same marks, however it is executed', () => {
    const inOne = (data: RandomProgram, others: readonly (readonly number[])[]): void => {
      const program = programOf(data);
      check(program, others, tracedOf(program));
    };
    fc.assert(fc.property(randomProgram, fc.array(codes, { maxLength: 20 }), inOne), { numRuns: 300 });
  });

  it('does so too where its actions are traced in parts', () => {
    const asParts = (data: RandomProgram, others: readonly (readonly number[])[]): void => {
      const program = partedProgramOf(data);
      check(program, others, tracedOf(inParts(program)));
    };
    fc.assert(fc.property(randomProgram, fc.array(codes, { maxLength: 20 }), asParts), { numRuns: 300 });
  });
});
