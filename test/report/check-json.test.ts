import { describe, expect, it } from 'vitest';
import { check } from '../../conformance/check.ts';
import { parseCounterexample } from '../../conformance/counterexample.ts';
import { EngineInstance } from '../../engine/instance.ts';
import { identity } from '../../generators/instances/identity.ts';
import { invariants } from '../../invariants/invariants.ts';
import { eventuallyAnswered } from '../../invariants/page-request/eventually-answered.ts';
import { type Checked, checkedJson, checkJson, type Verdict } from '../../report/check-json.ts';
import { counterexampleContent, counterexampleFile, differenceJson } from '../../report/counterexample-json.ts';
import type { Design } from '../../spec/designs/design.ts';
import { designs } from '../../spec/designs/designs.ts';
import { golden } from '../../spec/designs/golden.ts';
import { vfioV1 } from '../../spec/designs/vfio-v1.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { Topology } from '../../spec/topology.ts';
import { oneGuest } from '../conformance/planted.ts';
import { instance, check as sample } from './samples.ts';

const bounds = { hpasids: 1, gpasids: 1, grpids: 1 };
const topology = new Topology({ ...identity.topology, ...bounds });
const asked = invariants.filter(({ id }) => ['iommu/entry-owner', 'ioasid/quota'].includes(id));

describe('the JSON of a check', () => {
  it('carries every violation with its steps, its source and a token that replays it', async () => {
    const setting = { instance: 'identity', bounds, design: 'vfio-v1' };
    const result = await check({ topology, design: vfioV1, invariants: asked, implementation: null, maxStates: 500 });
    const checked = checkedJson(setting, identity.counts, result);
    expect(checked.instance).toMatchObject({
      name: 'identity',
      bounds,
      workers: 1,
      symmetry: false,
      verdict: 'violated',
      exhaustive: false,
      reason: 'the bound of 500 states was reached',
      pinned: null,
      countsAsPinned: null,
      edgesCompared: 0,
      differences: [],
    });
    const [violation, ...others] = checked.instance.violations;
    expect(others).toEqual([]);
    expect(violation).toMatchObject({
      invariant: 'iommu/entry-owner',
      length: 3,
      minimal: true,
      broken: 'row 1 of d3 is a host PASID of vm1, which does not hold that device',
    });
    expect(violation?.steps[1]).toEqual({
      command: { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' },
      answer: 'p1',
      rule: null,
      diff: [
        { cell: 'ioasid[p1].state', from: 'free', to: 'idle' },
        { cell: 'ioasid[p1].set', from: 'none', to: 's1' },
        { cell: 'ioasid[p1].refs', from: '0', to: '1' },
      ],
    });

    const json = checkJson({ ...sample, design: 'vfio-v1' }, [checked]);
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    expect(json.invariants.map(({ id, held }) => [id, held])).toEqual([
      ['iommu/entry-owner', false],
      ['ioasid/quota', null],
    ]);

    const stored = parseCounterexample(counterexampleContent(setting, violation as NonNullable<typeof violation>));
    expect(stored).toEqual(parseCounterexample(violation?.token as string));
    expect(stored).toMatchObject({ ...setting, invariant: 'iommu/entry-owner' });
    expect(stored.moves).toHaveLength(3);
    expect(counterexampleFile('identity', 'iommu/entry-owner')).toBe('identity.iommu-entry-owner.json');
  });

  it('carries a difference with both sides, and compares the counts with those that are pinned', async () => {
    /** Says EINVAL where ENOENT is right. */
    class WrongErrno extends EngineInstance {
      override issue(encoded: Int32Array, at: number): number {
        const answer = super.issue(encoded, at);
        return answer === -errnoNumbers.ENOENT ? -errnoNumbers.EINVAL : answer;
      }
    }
    const host = new Topology(oneGuest);
    const implementation = () => new WrongErrno(host);
    const result = await check({ topology: host, design: golden, invariants: asked, implementation });
    const { distinct, generated, depth } = result;
    const setting = { instance: 'identity', bounds: {}, design: 'golden' };
    const counts = { distinct, generated, depth };
    const { instance: checked } = checkedJson(setting, counts, result);
    expect(checked).toMatchObject({ verdict: 'violated', exhaustive: true, pinned: counts, countsAsPinned: true });
    expect(checked.edgesCompared).toBe(checked.edges);
    expect(checked.differences).toHaveLength(1);
    expect(checked.differences[0]).toMatchObject({
      length: 1,
      what: 'answer',
      model: '-ENOENT',
      implementation: '-EINVAL',
    });
    expect(parseCounterexample(checked.differences[0]?.token as string)).toMatchObject({ ...setting, invariant: null });
    expect(checkedJson(setting, { ...counts, depth: 99 }, result).instance.countsAsPinned).toBe(false);
    expect(counterexampleFile('identity', null)).toBe('identity.difference.json');
  });

  it('carries nothing of a difference that no command shows', () => {
    const setting = { instance: 'identity', bounds: {}, design: 'golden' };
    expect(differenceJson(setting, { steps: [], discord: null })).toMatchObject({
      length: 0,
      what: null,
      model: null,
      implementation: null,
    });
  });

  it('of several instances is as bad as the worst of them', () => {
    const of = (verdict: Verdict, reason: string | null): Checked => ({
      leadsTo: [],
      instance: { ...instance, verdict, reason, exhaustive: reason === null },
      invariants: [{ id: 'ioasid/quota', held: verdict !== 'violated', antecedent: 5 }],
    });
    const holds = of('holds', null);
    const stopped = of('undecided', 'interrupted');
    expect(checkJson(sample, [holds, holds])).toMatchObject({
      verdict: 'holds',
      exhaustive: true,
      reason: null,
      invariants: [{ id: 'ioasid/quota', held: true, antecedent: 10 }],
    });
    expect(checkJson(sample, [holds, stopped, of('undecided', 'the bound of 5 states was reached')])).toMatchObject({
      verdict: 'undecided',
      exhaustive: false,
      reason: 'interrupted; the bound of 5 states was reached',
    });
    expect(checkJson(sample, [stopped, of('violated', null), stopped])).toMatchObject({
      verdict: 'violated',
      reason: 'interrupted',
      invariants: [{ id: 'ioasid/quota', held: false, antecedent: 15 }],
    });
  });

  it('carries the run that breaks a leads-to property: a stem, and what is repeated after it', async () => {
    const double = designs.find(({ name }) => name === 'fault/double-response') as Design;
    const host = new Topology({ ...oneGuest, gpasids: 1 });
    const options = { topology: host, invariants: [], leadsTo: [eventuallyAnswered], implementation: null };
    const result = await check({ ...options, design: double });
    expect(result.verdict).toBe('violated');
    const checked = checkedJson({ instance: 'identity', bounds: {}, design: double.name }, identity.counts, result);
    expect(checked.leadsTo).toMatchObject([{ id: eventuallyAnswered.id, held: false, reason: null }]);
    const [lasso] = checked.instance.lassos;
    expect(lasso).toMatchObject({ property: eventuallyAnswered.id, about: 'prg0 of d1 at row 1', length: 3 });
    expect(lasso?.stem.map(({ command }) => command['kind'])).toEqual([
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'page_request',
    ]);
    expect(lasso?.cycle.map(({ command }) => command['kind'])).toContain('page_response');
    const holding = await check({ ...options, design: golden });
    expect(checkedJson({ instance: 'identity', bounds: {}, design: 'golden' }, identity.counts, holding)).toMatchObject(
      {
        instance: { verdict: 'holds', lassos: [] },
        leadsTo: [{ held: true }],
      },
    );
  });

  it('says of a leads-to property that it holds only where every instance decided it', () => {
    const of = (held: boolean | null, reason: string | null = null): Checked => ({
      instance,
      invariants: [],
      leadsTo: [{ id: 'ioasid/eventually-reclaimed', held, antecedent: 2, reason }],
    });
    const open = of(null, 'the search was not exhausted');
    const merged = (...all: Checked[]) => checkJson(sample, all).leadsTo;
    const id = 'ioasid/eventually-reclaimed';
    expect(merged(of(true), of(true))).toEqual([{ id, held: true, antecedent: 4, reason: null }]);
    const { reason } = open.leadsTo[0] as NonNullable<(typeof open.leadsTo)[0]>;
    expect(merged(of(true), open)).toEqual([{ id, held: null, antecedent: 4, reason }]);
    expect(merged(open, of(false))).toEqual([{ id, held: false, antecedent: 4, reason }]);
  });
});
