import { describe, expect, it } from 'vitest';
import { tooLarge } from '../../cli/search-limits.ts';
import { identity } from '../../generators/instances/identity.ts';
import { hosts, instances } from '../../generators/instances.ts';
import { Topology } from '../../spec/topology.ts';

const why = (bounds: object) => tooLarge(new Topology({ ...identity.topology, ...bounds }));

describe('what can be searched', () => {
  it('are all the instances, but not every host', () => {
    const large = hosts.filter(({ topology }) => tooLarge(new Topology(topology)) !== null);
    expect(large.map(({ name }) => name)).toEqual(['large', 'crowded', 'full']);
    expect(instances.every(({ topology }) => tooLarge(new Topology(topology)) === null)).toBe(true);
  });

  it('is limited by the bits of a state and by the number of commands', () => {
    expect(why({ hpasids: 1000 })).toMatch(/^a state has [\d,]+ bits; 512 can be searched$/);
    expect(why({ capacity: 1_000_000 })).toMatch(
      /^there are [\d,]+ commands to try in every state; 100,000 are the most$/,
    );
  });
});
