import { describe, expect, it } from 'vitest';
import { illFormedRefused as invariant } from '../../../invariants/host/ill-formed-refused.ts';
import { judgeStep } from '../judge.ts';

const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'g1', gpgd: 'pgd1' };
const response = { kind: 'page_response', actor: 'vm1', fd: 'f1', pasid: 'p1', grpid: 'prg1', code: 'SUCCESS' };
const invalidate = {
  kind: 'vfio_cache_invalidate',
  actor: 'vm1',
  container: 'c1',
  caches: 'IOTLB',
  granularity: 'PASID',
  hpasid: 'p1',
};

const illFormed = [
  ...['0', '2^20', '2^32+p1'].map((hpasid) => ({ ...bind, hpasid })),
  ...['0', '2^20', '2^32+g1'].map((gpasid) => ({ ...bind, gpasid })),
  ...['0', '2^20', '2^32+p1'].map((pasid) => ({ ...response, pasid })),
  ...['0', '2^20', '2^32+p1'].map((hpasid) => ({ ...invalidate, hpasid })),
];

describe(invariant.id, () => {
  it('says nothing of commands whose PASIDs are well-formed, or that name none', () => {
    const wellFormed = [
      bind,
      { ...bind, gpasid: 'none' },
      response,
      invalidate,
      { ...invalidate, hpasid: 'none' },
      { kind: 'page_request', actor: 'd1', pasid: '0', grpid: 'prg0' },
      { kind: 'inject_bind_failure', actor: 'environment', device: 'd1', enabled: 'on' },
    ];
    expect(wellFormed.map((command) => judgeStep(invariant, { command }))) //
      .toEqual(wellFormed.map(() => ({ broken: null, antecedent: 0 })));
  });

  it('holds of commands that name an ill-formed PASID and fail', () => {
    expect(illFormed.map((command) => judgeStep(invariant, { command, answer: '-EINVAL' }))) //
      .toEqual(illFormed.map(() => ({ broken: null, antecedent: 1 })));
  });

  it('is broken by a success with an ill-formed PASID', () => {
    expect(illFormed.map((command) => judgeStep(invariant, { command }))) //
      .toEqual(
        illFormed.map(() => ({ broken: 'the command succeeded with a number that is no PASID', antecedent: 1 })),
      );
  });
});
