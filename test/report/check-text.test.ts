import { describe, expect, it } from 'vitest';
import type { CheckJson } from '../../report/check-json.ts';
import { type CheckTelling, checkText } from '../../report/check-text.ts';
import { plain } from '../../report/paint.ts';
import { check, difference, instance, lasso, violation } from './samples.ts';

const telling: CheckTelling = {
  detail: 'normal',
  paint: plain,
  gates: [],
  expected: null,
  replay: (name, invariant, token) => `${name} ${invariant} ${token}`,
};
const lines = (json: CheckJson, given: Partial<CheckTelling> = {}): string[] =>
  checkText(json, { ...telling, ...given }).split('\n');

/** Three instances, of which two break one invariant and one differs from the engine. */
const wrong: CheckJson = {
  ...check,
  verdict: 'violated',
  exhaustive: false,
  reason: 'the timeout of 1s was reached',
  invariants: [
    { id: 'iommu/entry-owner', held: false, antecedent: 1234 },
    { id: 'ioasid/quota', held: null, antecedent: 0 },
  ],
  instances: [
    { ...instance, verdict: 'violated', violations: [{ ...violation, length: 3 }] },
    { ...instance, name: 'guest-owned', verdict: 'violated', violations: [violation] },
    {
      ...instance,
      name: 'two-containers',
      verdict: 'violated',
      exhaustive: false,
      reason: 'the timeout of 1s was reached',
      edgesCompared: 0,
      pinned: null,
      countsAsPinned: null,
      witnesses: [{ id: 'page-request/answered', found: false }],
      differences: [difference],
    },
  ],
};

describe('the text of a check', () => {
  it('that holds says what was counted and what the verdict rests on', () => {
    expect(lines(check)).toEqual([
      'design golden: the decided design: what a correct host does',
      'identity: 13,232 distinct, 219,545 generated, depth 17 (as pinned)',
      '  6,258,736 of 6,258,736 edges compared, 12.3 s',
      '  exhausted',
      '',
      'invariant          verdict  antecedent',
      'iommu/entry-owner  holds         1,234',
      'ioasid/quota       holds             5',
      '',
      'witnesses: 1 of 1 found',
      'rules: 1 of 2 reached',
      '',
      'holds: 1 instance exhausted within its bounds',
      '',
    ]);
  });

  it('tells every broken invariant by its shortest story, and every difference', () => {
    const text = lines(wrong);
    expect(text.slice(0, 20)).toEqual([
      'design golden: the decided design: what a correct host does',
      'identity: 13,232 distinct, 219,545 generated, depth 17 (as pinned)',
      '  6,258,736 of 6,258,736 edges compared, 12.3 s',
      '  exhausted',
      'guest-owned: 13,232 distinct, 219,545 generated, depth 17 (as pinned)',
      '  6,258,736 of 6,258,736 edges compared, 12.3 s',
      '  exhausted',
      'two-containers: 13,232 distinct, 219,545 generated, depth 17',
      '  0 of 6,258,736 edges compared (model only), 12.3 s',
      '  not exhausted: the timeout of 1s was reached',
      '',
      'invariant          verdict    antecedent',
      'iommu/entry-owner  broken          1,234',
      'ioasid/quota       undecided           0',
      '',
      'witnesses: 0 of 1 found',
      'rules: 1 of 2 reached',
      '',
      'iommu/entry-owner is violated',
      '  Every present PASID-table entry is at a host PASID owned by the VM that holds',
    ]);
    expect(text.filter((line) => line.endsWith('is violated'))).toHaveLength(1);
    expect(text).toContain('2 commands, shortest, on guest-owned with design golden; also broken on identity');
    expect(text).toContain('(3 commands)');
    expect(text).toContain('replay: vsva replay guest-owned iommu/entry-owner vsva1.token');
    expect(text).toContain('2 commands, shortest, on two-containers');
    expect(text).toContain('replay: vsva replay two-containers null vsva1.other');
    expect(text.slice(-2)).toEqual([
      'violated: 1 of 2 invariants broken; model and engine differ on two-containers',
      '',
    ]);
  });

  it('lists every witness and rule when it is to be verbose', () => {
    expect(lines(check, { detail: 'verbose' }).slice(9, 15)).toEqual([
      'witnesses: 1 of 1 found',
      '  page-request/answered  found',
      'rules: 1 of 2 reached',
      '  vfio/bind-no-domain  reached',
      '  vfio/bind-not-own    not reached',
      '',
    ]);
  });

  it('is counterexamples, failed gates and the verdict alone when it is to be quiet', () => {
    const gates = ['witness page-request/answered was not found in identity'];
    expect(lines(check, { detail: 'quiet', gates })).toEqual([
      'gate failed: witness page-request/answered was not found in identity',
      'not proven: 1 instance exhausted within its bounds, but 1 gate failed',
      '',
    ]);
    expect(lines(wrong, { detail: 'quiet' })[0]).toBe('iommu/entry-owner is violated');
  });

  it('says how far it came when it is not decided', () => {
    const reason = 'the bound of 100 states was reached';
    const stopped = { ...instance, distinct: 100, verdict: 'undecided', exhaustive: false, reason } as const;
    const json = { ...check, verdict: 'undecided', exhaustive: false, reason, instances: [stopped, stopped] } as const;
    expect(lines(json, { detail: 'quiet' })).toEqual([
      'undecided: nothing wrong in 200 states, but the bound of 100 states was reached',
      '',
    ]);
  });

  it('does not say of an invariant that was never put to the test that it holds', () => {
    const invariants = [{ id: 'ioasid/quota', held: true, antecedent: 0 }];
    expect(lines({ ...check, invariants })).toContain('ioasid/quota  vacuous           0');
  });

  it('says of an expected violation whether it occurred', () => {
    const last = (json: CheckJson, expected: string) => lines(json, { detail: 'quiet', expected }).at(-2);
    expect(last(wrong, 'iommu/entry-owner')).toBe('the expected violation occurred: iommu/entry-owner');
    expect(last(check, 'iommu/entry-owner')).toBe('the expected violation did not occur: iommu/entry-owner');
    expect(last({ ...check, verdict: 'undecided', reason: 'interrupted' }, 'ioasid/quota')).toBe(
      'undecided: nothing wrong in 13,232 states, but interrupted',
    );
  });

  it('lists leads-to properties below the invariants, and says why one was not asked', () => {
    const reason = 'there are too many states to keep their graph';
    const open = { id: 'page-request/eventually-answered', held: null, antecedent: 0, reason };
    const leadsTo = [{ id: 'ioasid/eventually-reclaimed', held: true, antecedent: 67, reason: null }, open];
    const text = lines({ ...check, leadsTo });
    expect(text.slice(5, 12)).toEqual([
      'invariant                         verdict    antecedent',
      'iommu/entry-owner                 holds           1,234',
      'ioasid/quota                      holds               5',
      'ioasid/eventually-reclaimed       holds              67',
      'page-request/eventually-answered  undecided           0',
      'leads-to not asked of every instance: there are too many states to keep their',
      '  graph',
    ]);
    expect(text.slice(-3)).toEqual([
      'holds: 1 instance exhausted within its bounds, 1 of 2 leads-to properties not',
      '  asked',
      '',
    ]);
  });

  it('tells the run that breaks a leads-to property, with the shortest stem', () => {
    const { property } = lasso;
    const json: CheckJson = {
      ...check,
      verdict: 'violated',
      leadsTo: [{ id: property, held: false, antecedent: 67, reason: null }],
      instances: [
        { ...instance, lassos: [{ ...lasso, length: 3 }] },
        { ...instance, name: 'guest-owned', lassos: [lasso] },
      ],
    };
    const text = lines(json, { detail: 'quiet' });
    expect(text[0]).toBe(`${property} is violated`);
    expect(text).toContain('2 commands, shortest, on guest-owned with design golden; also broken on identity');
    expect(text.at(-2)).toBe('violated: 1 of 1 leads-to property broken');
    expect(lines(json, { detail: 'quiet', expected: property }).at(-2)).toBe(
      `the expected violation occurred: ${property}`,
    );
  });

  it('names several instances that hold', () => {
    const json = { ...check, instances: [instance, { ...instance, name: 'guest-owned' }] };
    expect(lines(json, { detail: 'quiet' })[0]).toBe('holds: 2 instances exhausted within their bounds');
  });
});
