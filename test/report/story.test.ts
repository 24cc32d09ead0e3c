import { describe, expect, it } from 'vitest';
import { storyLines } from '../../report/story.ts';
import { steps } from './samples.ts';

describe('a story', () => {
  it('numbers the commands, and shows below each what changed or why it was refused', () => {
    expect(storyLines(steps)).toEqual([
      '  1. ioasid_alloc(actor=kernel, set=s0) = p1',
      '       ioasid[p1].state: free → idle',
      '       ioasid[p1].refs: 0 → 1',
      '  2. vfio_bind_gpasid(actor=vm1, container=c1, hpasid=p1, gpasid=none, gpgd=pgd1) = -EINVAL',
      '       refused by vfio/bind-mapping-mismatch: a gpasid is given to an identity',
      "       mapping, or missing from a guest's own PASID space",
    ]);
  });

  it('has the answers of another implementation beside those of the model, as far as they go', () => {
    const [allocated, , , bound] = storyLines(steps, ['p2']);
    expect(allocated).toBe('  1. ioasid_alloc(actor=kernel, set=s0) = p1 (engine: p2)');
    expect(bound).not.toContain('engine');
  });

  it('aligns the numbers of many commands', () => {
    const [first] = steps;
    const lines = storyLines(Array.from({ length: 10 }, () => ({ ...(first as (typeof steps)[number]), diff: [] })));
    expect(lines[0]).toBe('   1. ioasid_alloc(actor=kernel, set=s0) = p1');
    expect(lines[9]).toBe('  10. ioasid_alloc(actor=kernel, set=s0) = p1');
  });
});
