import { describe, expect, it } from 'vitest';
import type { Counterexample } from '../../conformance/counterexample.ts';
import { type Replayed, replay } from '../../conformance/replay.ts';
import { EngineInstance } from '../../engine/instance.ts';
import { plain } from '../../report/paint.ts';
import { outcomeOf, replayText } from '../../report/replay-text.ts';
import { commandFromJson } from '../../spec/commands.ts';
import type { Topology } from '../../spec/topology.ts';

const commands = [
  { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '0' },
  { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' },
  { kind: 'vfio_bind_gpasid', actor: 'vm2', container: 'c2', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' },
].map(commandFromJson);

const foreignBind: Counterexample = {
  invariant: 'iommu/entry-owner',
  instance: 'identity',
  bounds: {},
  design: 'vfio-v1',
  moves: commands.map((command) => ({ command, answer: null })),
};
const engine = (topology: Topology) => new EngineInstance(topology);
/** An engine that grants the last command, as the posted design does. */
class Granting extends EngineInstance {
  override issue(encoded: Int32Array, at: number): number {
    return Math.max(0, super.issue(encoded, at));
  }
}
const granting = (topology: Topology) => new Granting(topology);
const text = (replayed: Replayed, counterexample = foreignBind) =>
  replayText(counterexample, replayed, plain).split('\n');

describe('the text of a replay', () => {
  it('tells a violation again', () => {
    const replayed = replay(foreignBind, true, null);
    expect(outcomeOf(replayed)).toBe('violated');
    const lines = text(replayed);
    expect(lines[0]).toBe('iommu/entry-owner is violated');
    expect(lines[3]).toBe('3 commands, on the model of identity with design vfio-v1');
    expect(lines).toContain('broken: row 1 of d3 is a host PASID of vm1, which does not hold that device');
    expect(lines.slice(-2)).toEqual(['reproduced: vfio-v1 violates iommu/entry-owner', '']);
  });

  it("has the engine's answers beside those of the design", () => {
    const lines = text(replay(foreignBind, true, engine));
    expect(lines).toContain(
      '  3. vfio_bind_gpasid(actor=vm2, container=c2, hpasid=p1, gpasid=none, gpgd=pgd1) = 0 (engine: -ENOENT)',
    );
    expect(lines.slice(-5)).toEqual([
      'the engine and the golden model agree',
      '3 commands, on the engine and the golden model of identity',
      '',
      'reproduced: vfio-v1 violates iommu/entry-owner',
      '',
    ]);
  });

  it('tells the story of the engine when the model is not asked', () => {
    const replayed = replay(foreignBind, false, engine);
    expect(outcomeOf(replayed)).toBe('nothing');
    const lines = text(replayed);
    expect(lines[0]).toBe('the engine and the golden model agree');
    expect(lines[2]).toBe('  1. ioasid_set_alloc(actor=kernel, type=MM, token=vm1, quota=0) = s1');
    expect(lines.slice(-3)).toEqual(['', 'not reproduced', '']);
  });

  it('tells a difference again, with what the engine answered', () => {
    const difference = { ...foreignBind, invariant: null, design: 'golden' };
    const replayed = replay(difference, false, granting);
    expect(outcomeOf(replayed)).toBe('differs');
    const lines = text(replayed, difference);
    expect(lines.slice(0, 2)).toEqual([
      'model and engine differ',
      '3 commands, on the engine and the golden model of identity',
    ]);
    expect(lines.slice(-5)).toEqual([
      '          model    engine',
      '  answer  -ENOENT  0',
      '',
      'reproduced: model and engine differ',
      '',
    ]);
    expect(text(replay(foreignBind, true, granting))).toContain(
      '  3. vfio_bind_gpasid(actor=vm2, container=c2, hpasid=p1, gpasid=none, gpgd=pgd1) = 0 (engine: 0)',
    );
  });

  it('says when nothing is wrong any more', () => {
    const mended = { ...foreignBind, design: 'golden' };
    const lines = text(replay(mended, true, null), mended);
    expect(lines[0]).toBe('iommu/entry-owner is not violated');
    expect(lines.slice(-2)).toEqual(['not reproduced', '']);
  });

  it('takes an unlike cell for a difference as well as an unlike answer', () => {
    class Unwritten extends EngineInstance {
      override cell(column: number, row: number): number {
        return row === 1 ? 0 : super.cell(column, row);
      }
    }
    const lines = text(replay(foreignBind, true, (topology) => new Unwritten(topology)));
    expect(lines).toContain('  1. ioasid_set_alloc(actor=kernel, type=MM, token=vm1, quota=0) = s1 (engine: s1)');
    expect(lines).toContain('model and engine differ');
  });
});
