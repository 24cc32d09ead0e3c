/** Small programs over small schemas, made for a single test. */
import type { Case, Program } from '../../../compile/program.ts';
import { sight } from '../../../compile/program.ts';
import { type Layout, layoutOf } from '../../../spec/schema/layout.ts';
import { viewOf } from '../../../spec/schema/view.ts';
import type { Schema, StateOf } from '../../../spec/schema.ts';
import { noMembers, type Sizes } from '../../../spec/sorts.ts';

export const toyLayout = (schema: Schema, sizes: Partial<Sizes>): Layout =>
  layoutOf(schema, { sizes: { ...noMembers, ...sizes }, capacity: 0 });

export interface ToyAction<S extends Schema> {
  readonly name: string;
  /** Whether it is granted; it writes nothing if not. */
  readonly act: (state: StateOf<S>) => boolean;
}

interface Toy<S extends Schema> {
  readonly boot?: (state: StateOf<S>) => void;
  readonly actions: readonly ToyAction<S>[];
  /** A mark of this name is seen where this holds. */
  readonly seen?: Readonly<Record<string, (state: StateOf<S>) => boolean>>;
  /** Likewise after a step that was granted. */
  readonly seenAfter?: Readonly<Record<string, (state: StateOf<S>) => boolean>>;
}

export function toyProgram<S extends Schema>(
  schema: S,
  sizes: Partial<Sizes>,
  { boot = () => undefined, actions, seen = {}, seenAfter = {} }: Toy<S>,
): Program {
  const layout = { ...toyLayout(schema, sizes), schema };
  const marks = [...Object.keys(seen), ...Object.keys(seenAfter)];
  return {
    layout,
    marks,
    actions: actions.map(({ name }) => name),
    refusalMark: () => null,
    on: (store) => {
      const state = viewOf(layout, store);
      const cases = (of: Readonly<Record<string, (state: StateOf<S>) => boolean>>): readonly Case[] =>
        Object.entries(of).map(([name, holds]) => ({
          look: () => (holds(state) ? sight.met : sight.nothing),
          met: marks.indexOf(name),
          broken: null,
        }));
      return {
        boot: () => boot(state),
        act: (action) => ({ granted: actions[action]?.act(state) === true, note: 0 }),
        stateCases: cases(seen),
        stepCases: (_, { granted }) => (granted ? cases(seenAfter) : []),
      };
    },
  };
}

/** Any cell can be given any code at any time: whatever looks interchangeable is. */
export function anythingGoes(schema: Schema, sizes: Partial<Sizes>): Program {
  const layout = toyLayout(schema, sizes);
  const writes = layout.columns.flatMap(({ number, rows, max }) =>
    Array.from({ length: rows }, (_, row) => row).flatMap((row) =>
      Array.from({ length: max + 1 }, (_, code) => [number, row, code] as const),
    ),
  );
  return {
    layout,
    marks: [],
    actions: writes.map(String),
    refusalMark: () => null,
    on: (store) => ({
      boot: () => undefined,
      act: (action) => {
        store.write(...(writes[action] as readonly [number, number, number]));
        return { granted: true, note: 0 };
      },
      stateCases: [],
      stepCases: () => [],
    }),
  };
}
