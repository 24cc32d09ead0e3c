import { describe, expect, it } from 'vitest';
import { differenceLines, violationLines } from '../../report/counterexample-text.ts';
import { coloured, plain } from '../../report/paint.ts';
import { difference, violation } from './samples.ts';

const told = [
  '  1. ioasid_alloc(actor=kernel, set=s0) = p1',
  '       ioasid[p1].state: free → idle',
  '       ioasid[p1].refs: 0 → 1',
  '  2. vfio_bind_gpasid(actor=vm1, container=c1, hpasid=p1, gpasid=none, gpgd=pgd1) = -EINVAL',
  '       refused by vfio/bind-mapping-mismatch: a gpasid is given to an identity',
  "       mapping, or missing from a guest's own PASID space",
];

describe('the text of a violation', () => {
  it('goes from the sentence over the story to the false conjunct, the source and the replay', () => {
    const telling = { note: 'shortest, on identity', replay: violation.token, paint: plain };
    expect(violationLines(violation, telling)).toEqual([
      'iommu/entry-owner is violated',
      '  Every present PASID-table entry is at a host PASID owned by the VM that holds',
      '  the device.',
      '2 commands, shortest, on identity',
      ...told,
      'broken: row 1 of d1 is a host PASID of no VM',
      'source: Kevin Tian, 2020-03-30: RE: [PATCH v1 6/8]',
      'replay: vsva replay vsva1.token',
    ]);
  });

  it('says that a story does not break the invariant any more', () => {
    const telling = { note: 'on the model', replay: null, paint: coloured };
    const lines = violationLines({ ...violation, broken: null }, telling);
    expect(lines[0]).toBe('iommu/entry-owner is not violated');
    expect(lines.slice(-2)).toEqual([told.at(-1), 'source: Kevin Tian, 2020-03-30: RE: [PATCH v1 6/8]']);
  });
});

describe('the text of a difference', () => {
  const telling = { note: 'shortest, on identity', replay: difference.token, paint: plain };

  it('puts model and engine side by side', () => {
    expect(differenceLines(difference, telling)).toEqual([
      'model and engine differ',
      '2 commands, shortest, on identity',
      ...told,
      '          model    engine',
      '  answer  -EINVAL  0',
      'replay: vsva replay vsva1.other',
    ]);
  });

  it('says that only loading shows it where no command does', () => {
    const unseen = { ...difference, what: null, model: null, implementation: null };
    expect(differenceLines(unseen, telling).slice(-3)).toEqual([
      'These commands do not show the difference: it shows only when the engine is',
      'loaded with the state before the last one.',
      'replay: vsva replay vsva1.other',
    ]);
  });

  it('is red on a terminal', () => {
    expect(differenceLines(difference, { ...telling, paint: coloured })[0]).toBe(
      '\x1b[31mmodel and engine differ\x1b[39m',
    );
  });
});
