import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const adjust = (host: SmallHost, quota: string, set = 's1') =>
  host.does('ioasid_adjust_set', { actor: 'kernel', set, quota });

describe('ioasid_adjust_set in the engine', () => {
  it('takes and gives as far as there are no members, and as something is left', () => {
    const host = new SmallHost().withPasids();
    expect([adjust(host, '3'), adjust(host, '1'), adjust(host, '3')]).toEqual(['-ENOSPC', '0', '-ENOSPC']);
    expect([adjust(host, '2'), adjust(host, '0')]).toEqual(['0', '-EINVAL']);
    host.does('ioasid_alloc', { actor: 'vm1', set: 's1' });
    expect(adjust(host, '1')).toBe('-EINVAL');
  });

  it('refuses a set that is not there, or was put', () => {
    const host = new SmallHost();
    expect(adjust(host, '1')).toBe('-EINVAL');
    host.bound().does('ioasid_set_put', { actor: 'kernel', set: 's1' });
    expect(adjust(host, '1')).toBe('-EINVAL');
  });
});
