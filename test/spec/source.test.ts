import { describe, expect, it } from 'vitest';
import { printSource, sources } from '../../spec/source.ts';

describe('a source', () => {
  it('is printed as author or file, date or version, and subject or function', () => {
    expect(printSource(sources.vtdUnbind)) //
      .toBe('drivers/iommu/intel/svm.c, Linux 5.11 or 5.12: intel_svm_unbind_gpasid');
    expect(printSource(sources.vfioBindReview)).toBe(
      'Kevin Tian, 2020-03-30: RE: [PATCH v1 6/8] vfio/type1: Bind guest page tables to host',
    );
  });

  it('is printed without a date if it is a decision', () => {
    expect(printSource(sources.opener)).toBe('docs/decisions/0003: a container serves the process that opened it');
  });
});
