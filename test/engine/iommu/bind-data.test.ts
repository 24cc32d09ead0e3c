import { describe, expect, it } from 'vitest';
import { EngineInstance } from '../../../engine/instance.ts';
import { commandFromJson } from '../../../spec/commands.ts';
import { Topology } from '../../../spec/topology.ts';
import { data } from '../small-host.ts';

/** The answers of a small host that can do that much, to a bind in c1 of the PASID that vm1 has, each from the start. */
function answers(bindData: object, asked: readonly Record<string, string>[]): number[] {
  return asked.map((more) => {
    const instance = new EngineInstance(new Topology({ ...data, viommus: [], bindData }));
    const commands = [
      { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '2' },
      { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' },
      { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1', ...more },
    ];
    return commands.map((json) => instance.execute(commandFromJson(json))).at(-1) as number;
  });
}

describe('the data of a bind in the engine', () => {
  it('is refused in another format, with a flag that means nothing, or for more than the IOMMU can do', () => {
    const asked = [
      { format: '0' },
      { format: '2' },
      { flags: '0x80' },
      { addressWidth: '57' },
      { addressWidth: '39' },
      ...['SRE', 'EAFE', 'PCD', 'PWT', 'EMTE', 'CD'].map((flags) => ({ flags })),
    ];
    expect(answers({}, asked)).toEqual(asked.map(() => -22));
  });

  it('is taken for what the IOMMU can do', () => {
    const asked = [{ addressWidth: '57' }, { flags: 'SRE' }, { flags: 'EAFE' }, { flags: 'WPE' }, {}];
    expect(answers({ can: ['57-bit', 'SRE', 'EAFE'] }, asked)).toEqual(asked.map(() => 0));
  });

  it('is refused where a device of the container sends PASIDs of fewer than 20 bits, and not because of another', () => {
    expect([answers({ narrow: [2] }, [{}]), answers({ narrow: [3] }, [{}])]).toEqual([[-22], [0]]);
  });
});
