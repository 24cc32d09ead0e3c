import { describe, expect, it } from 'vitest';
import { codesReached, restricted } from '../../compile/reach.ts';
import { trace } from '../../compile/traced.ts';
import { counter, flag, optional, table } from '../../spec/schema.ts';
import type { Device, Fd } from '../../spec/sorts.ts';
import { type ToyAction, toyProgram } from './symmetry/toy.ts';

const schema = {
  file: table(['fd'], { device: optional('device') }),
  device: table(['device'], { attached: flag(), level: counter(7) }),
} as const;
const [first, second] = [1, 2] as [Device, Device];
const file = 1 as Fd;

const attach: ToyAction<typeof schema> = {
  name: 'attach the device of the file',
  act: (state) => {
    const { device } = state.file.at(file);
    if (device === null) return false;
    state.device.at(device).attached = true;
    return true;
  },
};
const raise: ToyAction<typeof schema> = {
  name: 'raise the level of an attached device, by two, to six',
  act: (state) => {
    const row = state.device.at(second);
    if (!row.attached || row.level >= 6) return false;
    row.level = row.level + 2;
    return true;
  },
};
const reset: ToyAction<typeof schema> = {
  name: 'reset the level of the other device, if it is attached or two are',
  act: (state) => {
    if (!state.device.at(first).attached && state.device.count('attached', true) < 2) return false;
    state.device.at(first).level = 1;
    return true;
  },
};

function reached(actions: readonly ToyAction<typeof schema>[]) {
  const boot = (state: Parameters<typeof attach.act>[0]) => {
    state.file.at(file).device = second;
  };
  const traced = trace(toyProgram(schema, { fd: 1, device: 2 }, { boot, actions }));
  const codes = codesReached(traced.program, traced.trees, traced.actions);
  return { traced, codes, restrict: restricted(traced.trees, codes) };
}

describe('the codes that a cell can come to hold', () => {
  it('are those that it holds at first and that are written where its action can be taken', () => {
    // The file, whether each of the devices is attached, and their levels.
    expect(reached([attach, raise, reset]).codes).toEqual([0b100, 0b1, 0b11, 0b1, 0b1010101]);
    expect(reached([raise]).codes).toEqual([0b100, 0b1, 0b1, 0b1, 0b1]);
  });

  it('leave of a tree what can be come to', () => {
    const { traced, restrict } = reached([attach, raise, reset]);
    const [attaching, , resetting] = traced.actions.map(restrict);
    expect(attaching).toMatchObject({ kind: 'leaf', writes: [{ cell: 2 }] });
    expect(resetting).toMatchObject({ kind: 'leaf', writes: [] });
  });

  it('leave of a count the literals that are open, and a test where one is', () => {
    const { traced, codes } = reached([attach, raise, reset]);
    const { trees } = traced;
    const leaves = [0, 1, 2, 3].map((value) => trees.leaf(value));
    const counted = trees.count(
      [1, 2, 4].map((cell) => ({ cell, codes: 0b10 })),
      leaves,
    );
    const [none, one, two] = leaves;
    expect(restricted(trees, codes)(counted)).toMatchObject({ cell: 2, branches: [{ codes: 0b1 }, { codes: 0b10 }] });
    const held = codes.with(4, 0b10);
    expect(restricted(trees, held)(counted)).toBe(
      restricted(
        trees,
        held,
      )(
        trees.count(
          [1, 2].map((cell) => ({ cell, codes: 0b10 })),
          [one, two, two].map((tree) => tree as NonNullable<typeof tree>),
        ),
      ),
    );
    expect(restricted(trees, codes.with(1, 0b11))(counted)).toBe(
      trees.count(
        [1, 2].map((cell) => ({ cell, codes: 0b10 })),
        [none, one, two].map((tree) => tree as NonNullable<typeof tree>),
      ),
    );
    expect(restricted(trees, held.with(2, 0b1))(counted)).toBe(one);
  });

  it('leave nothing of a tree that cannot be come to', () => {
    const { traced, codes, restrict } = reached([attach]);
    const { trees } = traced;
    const never = trees.switch(0, [0b1, 0b10], [trees.leaf(1), trees.leaf(2)]);
    expect(codes[0]).toBe(0b100);
    expect(restrict(never)).toBe(trees.leaf(0));
  });
});
