import { describe, expect, it } from 'vitest';
import type { Implementation } from '../../conformance/implementation.ts';
import { SideBySide } from '../../conformance/side-by-side.ts';
import { EngineInstance } from '../../engine/instance.ts';
import { type Command, commandFromJson } from '../../spec/commands.ts';
import { Topology } from '../../spec/topology.ts';
import { oneGuest } from './planted.ts';

const topology = new Topology(oneGuest);
const alloc = commandFromJson({ kind: 'ioasid_alloc', actor: 'vm1', set: 's1' });
const bind = commandFromJson({
  kind: 'vfio_bind_gpasid',
  actor: 'vm1',
  container: 'c1',
  hpasid: 'p1',
  gpasid: 'g2',
  gpgd: 'pgd1',
});

/** The engine with something of it changed. */
function engineBut(change: Partial<Implementation>): Implementation {
  const engine = new EngineInstance(topology);
  return {
    execute: (command: Command) => engine.execute(command),
    cell: (column, row) => engine.cell(column, row),
    occupied: (column) => engine.occupied(column),
    ...change,
  };
}

describe('model and implementation side by side', () => {
  it('agree on a correct implementation', () => {
    const both = new SideBySide(topology, engineBut({}));
    expect(both.take(alloc)).toMatchObject({ answered: 1, discord: null });
    expect(both.take(bind)).toMatchObject({ answered: 0, discord: null });
    expect(both.compareAll()).toBeNull();
  });

  it('differ by the answer, which is printed as a reader of the command knows it', () => {
    const both = new SideBySide(topology, engineBut({ execute: () => -28 }));
    expect(both.take(alloc).discord).toEqual({ what: 'answer', model: 'p1', implementation: '-ENOSPC' });
    const wrongId = new SideBySide(topology, engineBut({ execute: () => 7 }));
    expect(wrongId.take(alloc).discord).toEqual({ what: 'answer', model: 'p1', implementation: 'p7' });
  });

  it('differ by a cell that the model wrote', () => {
    const both = new SideBySide(topology, engineBut({ cell: () => 0 }));
    expect(both.take(alloc).discord).toEqual({ what: 'ioasid[p1].state', model: 'idle', implementation: 'free' });
  });

  it('differ by the number of cells in use, when the implementation wrote where the model did not', () => {
    const both = new SideBySide(topology, engineBut({ occupied: () => 2 }));
    expect(both.take(alloc).discord).toEqual({
      what: 'cells in use of ioasidSet.token',
      model: '1',
      implementation: '2',
    });
  });

  it('compare every cell when asked, not only those last written', () => {
    let honest = true;
    const engine = new EngineInstance(topology);
    const both = new SideBySide(
      topology,
      engineBut({
        execute: (command) => engine.execute(command),
        cell: (column, row) => (honest ? engine.cell(column, row) : 0),
        occupied: (column) => engine.occupied(column),
      }),
    );
    expect(both.take(alloc).discord).toBeNull();
    honest = false;
    expect(both.compareAll()?.what).toBe('ioasidSet[s0].type');
  });
});
