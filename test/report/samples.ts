/** Small reports to print, made by hand. */
import type { CheckJson, InstanceJson } from '../../report/check-json.ts';
import type { DifferenceJson, ViolationJson } from '../../report/counterexample-json.ts';
import type { LassoJson } from '../../report/lasso-json.ts';
import type { StepJson } from '../../report/step-json.ts';

export const steps: readonly StepJson[] = [
  {
    command: { kind: 'ioasid_alloc', actor: 'kernel', set: 's0' },
    answer: 'p1',
    rule: null,
    diff: [
      { cell: 'ioasid[p1].state', from: 'free', to: 'idle' },
      { cell: 'ioasid[p1].refs', from: '0', to: '1' },
    ],
  },
  {
    command: {
      kind: 'vfio_bind_gpasid',
      actor: 'vm1',
      container: 'c1',
      hpasid: 'p1',
      gpasid: 'none',
      gpgd: 'pgd1',
    },
    answer: '-EINVAL',
    rule: 'vfio/bind-mapping-mismatch',
    diff: [],
  },
];

export const violation: ViolationJson = {
  invariant: 'iommu/entry-owner',
  sentence: 'Every present PASID-table entry is at a host PASID owned by the VM that holds the device.',
  length: 2,
  minimal: true,
  steps,
  broken: 'row 1 of d1 is a host PASID of no VM',
  sources: [{ where: 'Kevin Tian', when: '2020-03-30', what: 'RE: [PATCH v1 6/8]' }],
  token: 'vsva1.token',
};

export const difference: DifferenceJson = {
  length: 2,
  steps,
  what: 'answer',
  model: '-EINVAL',
  implementation: '0',
  token: 'vsva1.other',
};

export const lasso: LassoJson = {
  property: 'ioasid/eventually-reclaimed',
  sentence: 'Every host PASID that waits to be freed is free in the end.',
  about: 'p1',
  length: 2,
  stem: steps,
  cycle: [
    { command: { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' }, answer: '-EBUSY', rule: null, diff: [] },
  ],
  sources: [{ where: 'Jacob Pan', when: '2020-10-26', what: 'docs: IOASID' }],
};

export const instance: InstanceJson = {
  name: 'identity',
  bounds: {},
  distinct: 13232,
  generated: 219545,
  depth: 17,
  edges: 6258736,
  edgesCompared: 6258736,
  seconds: 12.34,
  workers: 1,
  symmetry: false,
  verdict: 'holds',
  exhaustive: true,
  reason: null,
  omission: null,
  pinned: { distinct: 13232, generated: 219545, depth: 17 },
  countsAsPinned: true,
  witnesses: [{ id: 'page-request/answered', found: true }],
  rules: [
    { id: 'vfio/bind-no-domain', reached: true },
    { id: 'vfio/bind-not-own', reached: false },
  ],
  violations: [],
  lassos: [],
  differences: [],
};

export const check: CheckJson = {
  schema: 'vsva/check/1',
  verdict: 'holds',
  exhaustive: true,
  reason: null,
  design: 'golden',
  asked: { bounds: {}, against: null, symmetry: false, maxStates: null, lossy: false, expected: null },
  shard: null,
  invariants: [
    { id: 'iommu/entry-owner', held: true, antecedent: 1234 },
    { id: 'ioasid/quota', held: true, antecedent: 5 },
  ],
  leadsTo: [],
  instances: [instance],
};
