import { describe, expect, it } from 'vitest';
import { membersOf } from '../../../compile/symmetry/members.ts';
import { actionOf } from '../../../spec/schema/permute.ts';
import type { Schema } from '../../../spec/schema.ts';
import { flag, optional, table } from '../../../spec/schema.ts';
import { toyLayout } from './toy.ts';

/** Devices, of which the last is called the first. */
function backwards(schema: Schema, size: number) {
  const layout = toyLayout(schema, { device: size });
  const ids = Array.from({ length: size }, (_, index) => index + 1);
  return membersOf({
    name: 'device',
    size,
    exchange: (one, other) => {
      const [here, there] = [size - one, size - other];
      return actionOf(layout, { device: ids.map((id) => (id === here ? there : id === there ? here : id)) });
    },
  });
}

describe('the members of a class', () => {
  it('have cells of their own, and codes by which they are named, in the order of the class', () => {
    const schema = { t: table(['device'], { a: flag(), b: flag() }), u: table([], { d: optional('device') }) };
    expect(backwards(schema, 3)).toEqual({
      blocks: [
        [2, 5],
        [1, 4],
        [0, 3],
      ],
      references: [6],
      codes: [3, 2, 1],
    });
  });

  it('are not known where a cell belongs to two of them, or names one and belongs to another', () => {
    expect(backwards({ t: table(['device', 'device'], { a: flag() }) }, 3)).toBeNull();
    expect(backwards({ t: table(['device'], { d: optional('device') }) }, 3)).toBeNull();
  });
});
