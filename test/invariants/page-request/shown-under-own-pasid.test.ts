import { describe, expect, it } from 'vitest';
import { shownUnderOwnPasid as invariant } from '../../../invariants/page-request/shown-under-own-pasid.ts';
import type { TopologyData } from '../../../spec/topology.ts';
import { judgeState } from '../judge.ts';
import { request, watched } from './of-a-queue.ts';

const owned: TopologyData = { ...watched, vms: [{ pasidSpace: 'guest-owned', quota: 2 }], gpasids: 2 };
const shown = (pasid: string) => ({ shownRequest: { 'link1,d1,1,prg0': { pasid } } });
const named = { guestToHost: { 'vm1,g2': { hpasid: 'p1' } } };
const pending = request(true, true);

describe(invariant.id, () => {
  it('holds where a guest is shown its own number, which is the host PASID for identity mapping', () => {
    expect(judgeState(invariant, [pending, named, shown('2')], owned)).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [pending, shown('1')], watched)).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [request(true, false)], owned)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by any other number, or none', () => {
    const broken = [[named, shown('1')], [shown('2')], []].map(
      (states) => judgeState(invariant, [pending, ...states], owned).broken,
    );
    expect(broken).toEqual(['1', '2', 'null'].map((number) => `a request of d1 at row 1 is shown under ${number}`));
    expect(judgeState(invariant, [pending, shown('2')], watched).broken).not.toBe(null);
    const few: TopologyData = { ...owned, gpasids: 1 };
    expect(judgeState(invariant, [pending, shown('2')], few).broken).not.toBe(null);
  });
});
