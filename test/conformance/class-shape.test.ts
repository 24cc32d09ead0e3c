import { describe, expect, it } from 'vitest';
import type { BehaviourClass, Change } from '../../compile/classes.ts';
import { shapeKey, shapeOf } from '../../conformance/class-shape.ts';
import { type Command, rules } from '../../spec/commands.ts';
import type { Column } from '../../spec/schema/layout.ts';
import { hostLayout } from '../../spec/state.ts';
import { Topology } from '../../spec/topology.ts';
import { oneGuest } from './planted.ts';

const layout = hostLayout(new Topology({ ...oneGuest, hpasids: 2 }));
const alloc: Command = { kind: 'ioasid_alloc', actor: 1, set: 1 } as Command;
const unbind: Command = { kind: 'vfio_unbind_gpasid', actor: 1, container: 1, hpasid: 1 } as Command;

/** That every code of a cell becomes this one. */
function becomes(table: string, name: string, row: number, code: number): Change {
  const column = layout.columns.find((each) => each.table === table && each.name === name) as Column;
  const map = Array<number>(column.max + 1).fill(code);
  return { cell: column.offset + row, map, known: (1 << map.length) - 1 };
}
const way = (...changes: readonly Change[]): BehaviourClass => ({ facts: [], value: 0, changes });

describe('the shape of a behaviour class', () => {
  it('of a refusal is its rule', () => {
    const note = rules.findIndex(({ id }) => id === 'vfio/bind-not-own');
    const bind = { kind: 'vfio_bind_gpasid' } as Command;
    const shape = shapeOf(layout, bind, way(), { granted: false, note });
    expect(shape).toEqual({ command: 'vfio_bind_gpasid', rule: 'vfio/bind-not-own', answer: '-ENOENT', changes: [] });
    expect(shape && shapeKey(shape)).toBe('vfio/bind-not-own');
  });

  it('of a grant says which fields become what, without the names of things', () => {
    const changes = [
      becomes('ioasid', 'state', 0, 1),
      becomes('ioasid', 'set', 0, 1),
      becomes('ioasid', 'refs', 0, 1),
      becomes('binding', 'pgd', 0, 1),
      becomes('binding', 'pgd', 1, 1),
    ];
    const shape = shapeOf(layout, alloc, way(...changes), { granted: true, note: 1 });
    expect(shape?.changes).toEqual([
      'ioasid.state: idle',
      'ioasid.set: set',
      'ioasid.refs: counted',
      'binding.pgd: pgd',
    ]);
    expect(shape && shapeKey(shape)).toBe(
      'ioasid_alloc = hpasid: ioasid.state: idle, ioasid.set: set, ioasid.refs: counted, binding.pgd: pgd',
    );
  });

  it('of a grant that changes nothing, or fails, says what it answers', () => {
    const nothing = shapeOf(layout, unbind, way(), { granted: true, note: 0 });
    expect(nothing && shapeKey(nothing)).toBe('vfio_unbind_gpasid = 0');
    const fails = shapeOf(layout, alloc, way(becomes('binding', 'pgd', 0, 0)), { granted: true, note: -12 });
    expect(fails && shapeKey(fails)).toBe('ioasid_alloc = -ENOMEM: binding.pgd: none');
  });

  it('tells what a field may become, where that depends on what it was', () => {
    const change = { ...becomes('ioasid', 'state', 0, 0), map: [0, 2, 3, 3] };
    expect(shapeOf(layout, unbind, way(change), { granted: true, note: 0 })?.changes).toEqual([
      'ioasid.state: active|free_pending',
    ]);
  });

  it('is none of what is no answer', () => {
    expect(shapeOf(layout, alloc, way(), null)).toBe(null);
    expect(shapeOf(layout, alloc, way(), { granted: false, note: -1 })).toBe(null);
  });
});
