import { describe, expect, it } from 'vitest';
import { faultScenario, faultStory } from '../../conformance/fault-story.ts';
import { parseScenario } from '../../conformance/scenario.ts';
import { tellScenario } from '../../conformance/scenario-run.ts';
import { identity } from '../../generators/instances/identity.ts';
import type { Design } from '../../spec/designs/design.ts';
import { designs } from '../../spec/designs/designs.ts';
import { golden } from '../../spec/designs/golden.ts';
import { oneGuest } from './planted.ts';

const named = (name: string) => designs.find((design) => design.name === name) as Design;
const small = {
  ...identity,
  name: 'identity',
  topology: identity.topology,
  counts: { ...identity.counts, distinct: 1 },
};

describe('the shortest story of a fault', () => {
  it('is told in the smallest instance that shows it', () => {
    const blind = { ...small, name: 'blind', topology: { ...oneGuest, vms: [], containers: [], fds: [] } };
    const story = faultStory(named('fault/foreign-pasid'), [
      identity,
      { ...blind, counts: { ...small.counts, distinct: 0 } },
    ]);
    expect([story?.host, story?.property.id, story?.stem.length]).toEqual(['identity', 'vfio/no-foreign-bind', 3]);
  });

  it('is the shortest of those that break something', () => {
    expect(faultStory(named('vfio-v7'), [identity])?.stem).toHaveLength(3);
  });

  it('is none of a design that nothing claims to catch, or of no instance', () => {
    expect(faultStory(golden, [identity])).toBe(null);
    expect(faultStory(named('fault/foreign-pasid'), [])).toBe(null);
    const still = { ...small, topology: { ...oneGuest, vms: [], containers: [], fds: [] } };
    expect(faultStory(named('fault/reclaim-waits'), [still])).toBe(null);
  });

  it.each(['fault/foreign-pasid', 'fault/reclaim-waits'])('is a scenario that is told as it is written: %s', (name) => {
    const text = faultScenario(
      named(name),
      faultStory(named(name), [identity]) as NonNullable<ReturnType<typeof faultStory>>,
    );
    expect(tellScenario(parseScenario('a.scenario', text))).toMatchObject({ problems: [], rewritten: text });
    expect(text.includes('    for ever:\n')).toBe(name === 'fault/reclaim-waits');
  });
});
