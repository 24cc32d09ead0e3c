import { describe, expect, it } from 'vitest';
import type { Counterexample } from '../../conformance/counterexample.ts';
import { replay } from '../../conformance/replay.ts';
import { EngineInstance } from '../../engine/instance.ts';
import { commandFromJson } from '../../spec/commands.ts';

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
const engine = (topology: ConstructorParameters<typeof EngineInstance>[0]) => new EngineInstance(topology);

describe('a replay', () => {
  it('breaks the invariant again on the model of its design, and not on the golden one', () => {
    const { onModel, onImplementation } = replay(foreignBind, true, null);
    expect(onModel?.broken).toBe('row 1 of d3 is a host PASID of vm1, which does not hold that device');
    expect(onModel?.steps.map(({ answer }) => answer)).toEqual([1, 1, 0]);
    expect(onImplementation).toBeNull();
    expect(replay({ ...foreignBind, design: 'golden' }, true, null).onModel?.broken).toBeNull();
  });

  it('holds the engine against the golden model', () => {
    const { onModel, onImplementation } = replay(foreignBind, false, engine);
    expect(onModel).toBeNull();
    expect(onImplementation?.discord).toBeNull();
    expect(onImplementation?.steps.map(({ answer }) => answer)).toEqual([1, 1, -2]);
  });

  it('of a difference has nothing to tell on the model alone', () => {
    expect(replay({ ...foreignBind, invariant: null }, true, null).onModel).toBeNull();
  });
});
