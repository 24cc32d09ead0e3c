import { describe, expect, it } from 'vitest';
import { main } from '../../cli/main.ts';
import { EngineInstance } from '../../engine/instance.ts';
import type { Counts, Instance } from '../../generators/instance.ts';
import { spine } from '../../generators/instances/spine.ts';
import { instances } from '../../generators/instances.ts';
import type { Topology } from '../../spec/topology.ts';
import { Paper, surroundings } from '../cli/prompt.ts';
import { gpasidInHardware } from '../conformance/planted.ts';

/** Small enough to be exhausted in a moment, and yet every invariant of the spine is put to the test and every witness found. */
const tiny: Instance = {
  name: 'tiny',
  purpose: 'the gates of a check',
  lockstep: true,
  topology: {
    commands: spine,
    vms: [
      { pasidSpace: 'guest-owned', quota: 2 },
      { pasidSpace: 'guest-owned', quota: 1 },
    ],
    containers: [
      { vm: 1, nesting: true, domains: [[[1, 2]]] },
      { vm: 2, nesting: true, domains: [[[3]]] },
    ],
    fds: [{ device: 1, holders: [1, 2] }],
    hpasids: 2,
    gpasids: 2,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 3,
    hostQuota: 0,
  },
  counts: { distinct: 0, generated: 0, depth: 0 },
};
const counts: Counts = { distinct: 4160, generated: 55209, depth: 14 };

async function check(
  args: readonly string[],
  pinned: Counts = counts,
  implementation: (topology: Topology) => EngineInstance = (topology) => new EngineInstance(topology),
): Promise<{ code: number; text: string }> {
  const stdout = new Paper();
  const around = surroundings({ stdout, instances: [{ ...tiny, counts: pinned }, ...instances], implementation });
  return { code: await main(['check', 'tiny', ...args], around), text: stdout.text };
}

describe('the gate of a check', () => {
  it('is green on a correct engine and right counts', async () => {
    const { code, text } = await check([]);
    expect(text).toContain('holds: ');
    expect(code).toBe(0);
  });

  it('goes red on a pinned count that is not met, by one state', async () => {
    const { code, text } = await check([], { ...counts, distinct: counts.distinct + 1 });
    expect(text).toMatch(/tiny counts .*, but .* is\s+pinned/);
    expect(code).toBe(10);
  });

  it('goes red on an engine with a planted fault', async () => {
    const { code, text } = await check([], counts, (topology) => gpasidInHardware(topology, 'foreign'));
    expect(text).toContain('pasidEntry[d');
    expect(code).toBe(15);
  });

  it('goes red on a model with a planted fault', async () => {
    const { code, text } = await check(['--design', 'fault/gpasid-in-hardware']);
    expect(text).toContain('iommu/no-gpasid-in-hardware is violated');
    expect(code).toBe(12);
  });

  it('goes red where an expected violation does not occur', async () => {
    expect((await check(['--design', 'golden', '--expect', 'violation:iommu/entry-owner'])).code).toBe(17);
  });
});
