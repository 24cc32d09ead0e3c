import { describe, expect, it } from 'vitest';
import { bindAllOrNothing as invariant } from '../../../invariants/vfio/bind-all-or-nothing.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const binding = (cells: Readonly<Record<string, string>>) => ({
  binding: Object.fromEntries(Object.entries(cells).map(([cell, pgd]) => [cell, { pgd }])),
});

describe(invariant.id, () => {
  it('holds where all devices of a container are bound alike, or none', () => {
    expect(judgeState(invariant, [])).toEqual({ broken: null, antecedent: 0 });
    const state = binding({ 'p1,d1': 'pgd1', 'p1,d2': 'pgd1', 'p2,d3': 'pgd2' });
    expect(judgeState(invariant, [state])).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of a container with one device', () => {
    expect(judgeState(invariant, [binding({ 'p2,d3': 'pgd2' })])).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken where a device is left out, the first or a later one', () => {
    const broken = 'in c1, p2 is not bound alike on d1 and d2';
    expect(judgeState(invariant, [binding({ 'p2,d1': 'pgd1' })])).toEqual({ broken, antecedent: 1 });
    expect(judgeState(invariant, [binding({ 'p2,d2': 'pgd1' })])).toEqual({ broken, antecedent: 1 });
  });

  it('is broken where two devices are bound to two page directories', () => {
    expect(judgeState(invariant, [binding({ 'p1,d1': 'pgd1', 'p1,d2': 'pgd2' })]).broken) //
      .toBe('in c1, p1 is not bound alike on d1 and d2');
  });

  it('looks at all devices of a domain', () => {
    const containers = [{ vm: 2, nesting: true, domains: [[[1], [2, 3]]] }];
    const state = binding({ 'p1,d1': 'pgd1', 'p1,d2': 'pgd1' });
    expect(judgeState(invariant, [state], { ...twoGuests, containers }).broken) //
      .toBe('in c1, p1 is not bound alike on d1 and d3');
  });
});
