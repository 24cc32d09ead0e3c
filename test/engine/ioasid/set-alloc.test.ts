import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const create = (host: SmallHost, type: string, token: string, quota: string) =>
  host.does('ioasid_set_alloc', { actor: 'kernel', type, token, quota });

describe('ioasid_set_alloc in the engine', () => {
  it('takes the lowest free number', () => {
    const host = new SmallHost();
    expect([create(host, 'MM', 'vm2', '1'), create(host, 'NULL', 'none', '1')]).toEqual(['s1', 's2']);
    expect(host.state()['ioasidSet']).toEqual({
      s0: { type: 'NULL', quota: 1 },
      s1: { type: 'MM', token: 'vm2', quota: 1 },
      s2: { type: 'NULL', quota: 1 },
    });
  });

  it('gives all that is left for a quota of 0, be it nothing', () => {
    const host = new SmallHost();
    expect([create(host, 'MM', 'vm1', '0'), create(host, 'MM', 'vm2', '0')]).toEqual(['s1', 's2']);
    expect(host.state()['ioasidSet']).toMatchObject({ s1: { quota: 3 }, s2: { type: 'MM', token: 'vm2' } });
    expect(host.state()['ioasidSet']?.['s2']).not.toHaveProperty('quota');
  });

  it('refuses a number past the types before it looks at the quota', () => {
    expect(create(new SmallHost(), '3', 'none', '5')).toBe('-EINVAL');
  });

  it('refuses a quota above what is left before it looks at the token', () => {
    const host = new SmallHost();
    create(host, 'MM', 'vm1', '1');
    expect(create(host, 'MM', 'none', '3')).toBe('-ENOSPC');
    expect(create(host, 'MM', 'vm1', '3')).toBe('-ENOSPC');
    expect(create(host, 'NULL', 'vm1', '3')).toBe('-ENOSPC');
    expect(create(host, '0', 'none', '3')).toBe('-ENOSPC');
  });

  it('refuses type MM without a token, and with one that has a set, though no number is left', () => {
    const host = new SmallHost();
    create(host, 'MM', 'vm1', '1');
    create(host, 'MM', 'vm2', '1');
    expect(create(host, 'MM', 'none', '1')).toBe('-EINVAL');
    expect(create(host, 'MM', 'vm1', '1')).toBe('-EEXIST');
  });

  it('refuses type NULL with a token, and type 0 with or without', () => {
    const host = new SmallHost();
    expect(create(host, 'NULL', 'vm1', '1')).toBe('-EINVAL');
    expect(create(host, '0', 'vm1', '1')).toBe('-EINVAL');
    expect(create(host, '0', 'none', '1')).toBe('-EINVAL');
  });

  it('refuses when no number is left', () => {
    const host = new SmallHost();
    create(host, 'NULL', 'none', '1');
    create(host, 'NULL', 'none', '1');
    expect(create(host, 'MM', 'vm1', '1')).toBe('-ENOSPC');
  });
});
