import { describe, expect, it } from 'vitest';
import { check } from '../../conformance/check.ts';
import { EngineInstance } from '../../engine/instance.ts';
import type { Invariant } from '../../invariants/invariant.ts';
import { invariants } from '../../invariants/invariants.ts';
import { printCommand } from '../../spec/commands.ts';
import { designs } from '../../spec/designs/designs.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology } from '../../spec/topology.ts';
import { gpasidInHardware, oneGuest, twoGuests } from './planted.ts';

const small = new Topology(oneGuest);
const design = (name: string) => designs.find((candidate) => candidate.name === name) ?? golden;

describe('the check of an instance', () => {
  it('holds for the golden design, with every edge compared and every count repeated', async () => {
    const options = { topology: small, design: golden, invariants, implementation: () => new EngineInstance(small) };
    const result = await check(options);
    expect(result.verdict).toBe('holds');
    expect(result.exhaustive).toBe(true);
    expect(result.reason).toBeNull();
    expect(result.edgesCompared).toBe(result.edges);
    expect(result.edges % result.distinct).toBe(0);
    expect(result.invariants.every(({ held }) => held)).toBe(true);
    expect(result.witnesses.every(({ found }) => found)).toBe(true);
    const again = await check({ ...options, implementation: null });
    expect([again.distinct, again.generated, again.depth]).toEqual([result.distinct, result.generated, result.depth]);
    expect(again.edgesCompared).toBe(0);
  });

  it('does not show what the plain model does not', async () => {
    let asked = 0;
    const capricious: Invariant = {
      id: 'test/capricious',
      of: 'state',
      property: '',
      sentence: '',
      sources: [],
      catches: [],
      cases: () => [() => (asked++ === 0 ? 'only the first time' : null)],
    };
    const options = { topology: small, design: golden, invariants: [capricious], implementation: null };
    await expect(check(options)).rejects.toThrow(
      'the compiled model shows a violation of test/capricious, the plain model does not',
    );
  });

  it('throws what the specification throws when it names a row that there is not', async () => {
    const topology = new Topology(oneGuest);
    // Commands and rules believe in one more host PASID than the tables have.
    Object.defineProperty(topology, 'sizes', { value: { ...topology.sizes, hpasid: topology.sizes.hpasid + 1 } });
    const options = { topology, design: golden, invariants: [], implementation: null };
    await expect(check(options)).rejects.toThrow('ioasid has no row');
  });

  it('does not take a defect on trust either', async () => {
    const topology = new Topology(twoGuests);
    const { sizes } = topology;
    let believed = { ...sizes, hpasid: sizes.hpasid + 1 };
    Object.defineProperty(topology, 'sizes', { get: () => believed });
    const stop = () => {
      believed = sizes;
      return 'enough';
    };
    const options = { topology, design: golden, invariants: [], implementation: null, stop };
    await expect(check(options)).rejects.toThrow('the compiled model shows a range that was left');
  });

  it('is undecided when a bound or a caller stops it, and says why', async () => {
    const options = { topology: small, design: golden, invariants, implementation: null };
    const bounded = await check({ ...options, maxStates: 10 });
    expect(bounded).toMatchObject({
      verdict: 'undecided',
      exhaustive: false,
      distinct: 10,
      reason: 'the bound of 10 states was reached',
    });
    const topology = new Topology(twoGuests);
    const stopped = await check({ ...options, topology, stop: ({ distinct }) => (distinct > 300 ? 'enough' : null) });
    expect(stopped).toMatchObject({ verdict: 'undecided', exhaustive: false, reason: 'enough' });
    expect(stopped.queue).toBeGreaterThan(0);
  });

  it('stops at a design that is known to be wrong as soon as all that it breaks is broken', async () => {
    const topology = new Topology(twoGuests);
    const result = await check({ topology, design: design('fault/no-drain'), invariants, implementation: null });
    expect(result.verdict).toBe('violated');
    expect(result.reason).toBe('every invariant that is sought is broken');
    const violation = result.violations.find(({ invariant: { id } }) => id === 'page-request/none-after-unbind');
    expect(violation?.story.broken).toBe('a request of d1 at row 1 is pending');
    expect(violation?.story.steps.map(({ command }) => command.kind)).toEqual([
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'page_request',
      'vfio_unbind_gpasid',
    ]);
  });
});

describe.each([
  ['foreign', "another VM's host PASID"],
  ['own', 'another host PASID of the same VM'],
] as const)('a gpasid in hardware that equals %s', (strikes, whose) => {
  it(`is found by lock-step where it is ${whose}, with a story of at most four commands`, async () => {
    const topology = new Topology(twoGuests);
    const implementation = () => gpasidInHardware(topology, strikes);
    let found = false;
    const result = await check({
      topology,
      design: golden,
      invariants,
      implementation,
      // The difference lies within the first few levels; the rest of the space is another test's.
      stop: ({ depth }) => {
        found = depth > 6;
        return found ? 'deep enough' : null;
      },
    });
    expect(found).toBe(true);
    expect(result.verdict).toBe('violated');
    expect(result.violations).toEqual([]);
    const story = result.difference?.story;
    expect(story?.steps.length).toBeLessThanOrEqual(4);
    expect(story?.steps.at(-1)?.command.kind).toBe('vfio_bind_gpasid');
    expect(story?.discord?.what).toMatch(/^pasidEntry\[d\d, \d\]\.pgd$/);
    expect(story?.discord).toMatchObject({ model: 'pgd1', implementation: 'none' });
  });
});

describe('a difference that shows only when a state is loaded', () => {
  it('is reported without a discord, since reaching the state by commands does not show it', async () => {
    class BadLoader extends EngineInstance {
      override load(words: Int32Array, at: number): void {
        super.load(words, at);
        if (this.cell(2, 0) === 0)
          this.execute({ kind: 'inject_bind_failure', actor: 0, device: 1, enabled: 1 } as never);
      }
    }
    const result = await check({
      topology: small,
      design: golden,
      invariants,
      implementation: () => new BadLoader(small),
    });
    expect(result.verdict).toBe('violated');
    expect(result.difference?.story.discord).toBeNull();
    expect(result.difference?.moves.map(({ command }) => printCommand(command))).toHaveLength(1);
  });
});
