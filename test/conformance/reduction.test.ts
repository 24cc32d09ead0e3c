import { describe, expect, it } from 'vitest';
import { trace } from '../../compile/traced.ts';
import { type CheckOptions, check } from '../../conformance/check.ts';
import { NotSymmetric, Reduction } from '../../conformance/reduction.ts';
import { spine } from '../../generators/instances/spine.ts';
import type { StateInvariant } from '../../invariants/invariant.ts';
import { invariants } from '../../invariants/invariants.ts';
import { leadsToProperties } from '../../invariants/leads-to-properties.ts';
import { designs } from '../../spec/designs/designs.ts';
import { golden } from '../../spec/designs/golden.ts';
import { counter, flag, table } from '../../spec/schema.ts';
import type { Hpasid } from '../../spec/sorts.ts';
import { Topology } from '../../spec/topology.ts';
import { type ToyAction, toyProgram } from '../compile/symmetry/toy.ts';
import { twoSmallGuests } from '../invariants/small-search.ts';

const topology = new Topology({ ...twoSmallGuests, commands: spine });
const checked = (changed: Partial<CheckOptions>) =>
  check({ topology, design: golden, invariants, implementation: null, ...changed });

/** Says something of one host PASID alone. */
const firstIsNeverBound: StateInvariant = {
  id: 'test/first-never-bound',
  of: 'state',
  property: '',
  sentence: '',
  sources: [],
  catches: [],
  cases: () => [({ state }) => (state.ioasid.at(1 as Hpasid).state === 'active' ? 'p1 is bound' : null)],
};

describe('a check reduced by symmetry', () => {
  it('finds fewer states, at the same depth, with the same verdict', async () => {
    const [whole, reduced] = [await checked({}), await checked({ symmetry: true })];
    expect(whole.symmetry).toBe(null);
    expect(reduced.symmetry?.order).toBeGreaterThan(2);
    expect(reduced.symmetry?.sorts.some((sort) => sort.startsWith('hpasid with row'))).toBe(true);
    expect(reduced.distinct).toBeLessThan(whole.distinct / 2);
    expect([reduced.depth, reduced.verdict]).toEqual([whole.depth, 'holds']);
  });

  it('does not speak of witnesses that compare the numbers of objects', async () => {
    const { witnesses } = await checked({ symmetry: true });
    const ids = witnesses.map(({ id }) => id);
    expect(witnesses.every(({ found }) => found)).toBe(true);
    expect(ids).toContain('vfio/two-vms-bound');
    expect(ids).not.toContain('vfio/gpasid-equals-foreign-hpasid');
  });

  it('refuses an invariant that tells apart what is exchanged, and names it', async () => {
    const refused = checked({ symmetry: true, invariants: [...invariants, firstIsNeverBound] });
    await expect(refused).rejects.toThrow(NotSymmetric);
    await expect(refused).rejects.toThrow('test/first-never-bound is not symmetric in hpasid');
  });

  it('refuses a specification that leaves a range for one of several objects alone', () => {
    const schema = { t: table(['hpasid'], { a: flag() }), n: table([], { c: counter(1) }) } as const;
    const [one, two] = [1 as Hpasid, 2 as Hpasid];
    const take = (hpasid: Hpasid): ToyAction<typeof schema> => ({
      name: `take ${hpasid}`,
      act: (state) => {
        if (state.t.at(hpasid).a) return false;
        state.t.at(hpasid).a = true;
        return true;
      },
    });
    const leave: ToyAction<typeof schema> = {
      name: 'leave a range',
      act: (state) => {
        if (state.t.at(one).a && !state.t.at(two).a) state.n.at().c = 7;
        return false;
      },
    };
    const toy = toyProgram(schema, { hpasid: 2 }, { actions: [take(one), take(two), leave] });
    const program = { ...toy, topology, hostActions: [], markOf: { met: 0, witness: 0, rule: 0 } };
    expect(() => new Reduction(program, trace(program))).toThrow(
      'where the specification leaves a range is not symmetric in hpasid',
    );
  });

  it('leaves leads-to properties undecided, and says why', async () => {
    const { leadsTo } = await checked({ symmetry: true, leadsTo: leadsToProperties });
    expect(leadsTo.map(({ held, reason }) => [held, reason])).toEqual(
      leadsToProperties.map(() => [null, 'a search reduced by symmetry has no graph']),
    );
  });

  it.each(['vfio-v1', 'fault/foreign-free', 'fault/no-drain'])(
    'tells stories of %s as short, with real names',
    async (name) => {
      const design = designs.find((each) => each.name === name) as (typeof designs)[number];
      const lengths = ({ violations }: Awaited<ReturnType<typeof check>>) =>
        violations.map(({ invariant, story }) => [invariant.id, story.steps.length]);
      const limits = { design, maxStates: 3000 };
      const [whole, reduced] = [await checked(limits), await checked({ ...limits, symmetry: true })];
      const found = new Map(lengths(reduced) as [string, number][]);
      expect(whole.violations.length).toBeGreaterThan(0);
      for (const [id, length] of lengths(whole)) expect([id, found.get(id as string)]).toEqual([id, length]);
      for (const { story } of reduced.violations) expect(story.broken).not.toBe(null);
    },
  );
});
