import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultMatrix } from '../../conformance/fault-matrix.ts';
import { parseScenario } from '../../conformance/scenario.ts';
import type { Instance } from '../../generators/instance.ts';
import { identity } from '../../generators/instances/identity.ts';
import { instances as all } from '../../generators/instances.ts';
import { designs } from '../../spec/designs/designs.ts';
import { oneGuest } from './planted.ts';

const guest: Instance = {
  name: 'guest',
  purpose: 'one VM',
  lockstep: false,
  topology: oneGuest,
  counts: { distinct: 10, generated: 10, depth: 1 },
};
const named = (...names: readonly string[]) => designs.filter(({ name }) => names.includes(name));
const instances = [identity, guest];
const maxDepth = 6;

/** The matrix, and the searches in the order in which they ended. */
async function matrixOf(asked: readonly string[], over: readonly Instance[], stopAfter = 1000) {
  const searches: string[] = [];
  const matrix = await faultMatrix({
    instances: over,
    designs: named(...asked),
    maxDepth,
    onSearch: (design, instance) => {
      searches.push(`${design} on ${instance}`);
      return searches.length < stopAfter ? null : 'enough';
    },
  });
  return { ...matrix, searches };
}

describe('the matrix of faults', () => {
  it('has what every instance shows', async () => {
    const { catches, reason, searches } = await matrixOf(['fault/foreign-free', 'fault/no-quota'], instances);
    expect([...new Set(searches)]).toEqual([
      'fault/foreign-free on identity',
      'fault/no-quota on identity',
      'fault/foreign-free on guest',
      'fault/no-quota on guest',
    ]);
    expect(catches).toContainEqual({
      design: 'fault/foreign-free',
      instance: 'identity',
      invariant: 'ioasid/freed-by-owner',
      length: 3,
      alone: true,
      unexplained: false,
    });
    expect(catches.filter(({ design }) => design === 'fault/no-quota').map(({ instance }) => instance)).toEqual([
      'identity',
      'guest',
    ]);
    expect(reason).toBe(null);
  });

  it('searches an instance of very many states last, for what is not yet caught', async () => {
    const large: Instance = { ...identity, name: 'large', counts: { ...identity.counts, distinct: 2_000_000 } };
    const both = await matrixOf(['fault/foreign-free', 'fault/response-by-fd-holder'], [large, guest, identity]);
    expect(both.searches.filter((search) => search.endsWith('large'))).toEqual([]);
    const { searches } = await matrixOf(['fault/partial-unbind', 'fault/unasked-response'], [large, guest]);
    const late = searches.filter((search) => search.endsWith('large'));
    expect([...new Set(late)]).toEqual(['fault/partial-unbind on large']);
    expect(searches.slice(-late.length)).toEqual(late);
  });

  it('has runs that break a leads-to property, of those that claim the fault', async () => {
    const { catches, searches } = await matrixOf(['fault/reclaim-waits'], instances);
    expect(catches).toEqual([
      {
        design: 'fault/reclaim-waits',
        instance: 'guest',
        invariant: 'ioasid/eventually-reclaimed',
        length: 4,
        alone: true,
        unexplained: false,
      },
    ]);
    expect(searches.at(-1)).toBe('fault/reclaim-waits on guest');
  });

  it('says of such a run whether it breaks what the property follows from', async () => {
    const { catches } = await matrixOf(['fault/double-response'], [identity]);
    expect(catches.filter(({ invariant }) => invariant === 'page-request/eventually-answered')).toMatchObject([
      { alone: false, unexplained: false },
    ]);
  });

  it.each([1, 13])('is what was found after %i levels when it is stopped', async (stopAfter) => {
    const { searches, reason } = await matrixOf(['fault/reclaim-waits'], instances, stopAfter);
    expect(searches).toHaveLength(stopAfter);
    expect(reason).toBe('enough');
  });
});

describe('what is found of a fault', () => {
  /** The stories in scenarios/faults, which another search has found: on which host, and in how many commands. */
  const stories = readdirSync('scenarios/faults').map((file) => {
    const text = readFileSync(join('scenarios/faults', file), 'utf8');
    const { design, steps, ending } = parseScenario(file, text);
    return {
      host: /^Host: (.*)$/m.exec(text)?.[1],
      design: design.name,
      invariant: ending?.property,
      length: steps.length,
    };
  });

  it.each(['responses', 'groups', 'ioasid-users', 'removal'])(
    'is as short as the story written down of it, on %s',
    async (name) => {
      const written = stories.filter(({ host }) => host === name);
      const host = all.filter((instance) => instance.name === name);
      const { catches } = await matrixOf(
        written.map(({ design }) => design),
        host,
      );
      const found = written.map(({ design, invariant }) =>
        catches.find((each) => each.design === design && each.invariant === invariant),
      );
      expect(written.length).toBeGreaterThan(0);
      expect(found.map((each) => each?.length)).toEqual(written.map(({ length }) => length));
    },
  );
});
