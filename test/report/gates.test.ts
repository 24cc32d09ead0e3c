import { describe, expect, it } from 'vitest';
import type { CheckJson, InstanceJson } from '../../report/check-json.ts';
import { failedGates } from '../../report/gates.ts';
import { check, instance } from './samples.ts';

const everything = { instances: ['identity'], invariants: ['iommu/entry-owner', 'ioasid/quota'] };
/** A check of one instance in which every gate fails. */
const hollow: InstanceJson = {
  ...instance,
  distinct: 7,
  countsAsPinned: false,
  witnesses: [{ id: 'page-request/answered', found: false }],
};
const failing: CheckJson = {
  ...check,
  invariants: [
    { id: 'iommu/entry-owner', held: true, antecedent: 0 },
    { id: 'ioasid/quota', held: true, antecedent: 5 },
  ],
  instances: [hollow],
};

describe('the gates of a check', () => {
  it('fail, a line each, on witnesses, counts, rules and antecedents', () => {
    expect(failedGates(failing, everything)).toEqual([
      'witness page-request/answered was not found in identity',
      'identity counts 7 / 219,545 / 17, but 13,232 / 219,545 / 17 is pinned (distinct / generated / depth)',
      'rule vfio/bind-not-own refused nothing in any instance',
      'invariant iommu/entry-owner was never put to the test',
    ]);
  });

  it('fail on a leads-to property of which nothing was ever promised, and not on one that was not asked', () => {
    const reached = instance.rules.map(({ id }) => ({ id, reached: true }));
    const of = (held: boolean | null, antecedent: number) => ({
      ...check,
      instances: [instance, { ...instance, name: 'guest-owned', rules: reached }],
      leadsTo: [{ id: 'ioasid/eventually-reclaimed', held, antecedent, reason: null }],
    });
    const rules = { ...everything, instances: ['identity', 'guest-owned'] };
    expect(failedGates(of(true, 0), rules)).toEqual([
      'invariant ioasid/eventually-reclaimed was never put to the test',
    ]);
    expect(failedGates(of(null, 0), rules)).toEqual([]);
    expect(failedGates(of(true, 1), rules)).toEqual([]);
  });

  it('pass when every rule is reached by some instance', () => {
    const rules = instance.rules.map(({ id, reached }) => ({ id, reached: !reached }));
    const both = { ...check, instances: [instance, { ...instance, name: 'guest-owned', rules }] };
    expect(failedGates(both, { ...everything, instances: ['identity', 'guest-owned'] })).toEqual([]);
  });

  it('say nothing of rules, or of what was never put to the test, unless all instances were run', () => {
    const others = { ...everything, instances: ['identity', 'guest-owned'] };
    const vacuous = check.invariants.map((each) => ({ ...each, antecedent: 0 }));
    expect(failedGates({ ...check, invariants: vacuous }, others)).toEqual([]);
  });

  it('stand open for another design', () => {
    expect(failedGates({ ...failing, design: 'vfio-v1' }, everything)).toEqual([]);
  });

  it.each([
    ['other bounds', { bounds: { hpasids: 1 } }, everything],
    ['only some invariants', {}, { ...everything, invariants: [...everything.invariants, 'ioasid/references'] }],
  ])('ask for %s only that some witness is found where there are any', (_, changed, all) => {
    const withWitnesses = (witnesses: (typeof hollow)['witnesses'], exhaustive = true) =>
      failedGates({ ...failing, instances: [{ ...hollow, ...changed, witnesses, exhaustive }] }, all);
    const [missed] = hollow.witnesses as [(typeof hollow)['witnesses'][number]];
    expect(withWitnesses([missed])).toEqual([
      'no witness was found in identity: within these bounds the host does nothing',
    ]);
    expect(withWitnesses([missed], false)).toEqual([]);
    expect(withWitnesses([missed, { id: 'other', found: true }])).toEqual([]);
    expect(withWitnesses([])).toEqual([]);
  });

  it('ask nothing of an instance that was not exhausted, and then nothing of the whole', () => {
    const stopped = { ...hollow, name: 'guest-owned', exhaustive: false, countsAsPinned: null };
    const json = { ...failing, instances: [hollow, stopped] };
    expect(failedGates(json, everything)).toEqual([
      'witness page-request/answered was not found in identity',
      'identity counts 7 / 219,545 / 17, but 13,232 / 219,545 / 17 is pinned (distinct / generated / depth)',
    ]);
  });
});
