import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const inject = (host: SmallHost, device: string, enabled: string) =>
  host.does('inject_bind_failure', { actor: 'environment', device, enabled });

describe('inject_bind_failure in the engine', () => {
  it('makes one device fail until it is taken back', () => {
    const host = new SmallHost();
    const before = host.state();
    expect([inject(host, 'd5', 'on'), inject(host, 'd5', 'on')]).toEqual(['0', '0']);
    expect(host.state()['device']).toEqual({ d5: { failsBind: true } });
    expect([inject(host, 'd5', 'off'), inject(host, 'd5', 'off')]).toEqual(['0', '0']);
    expect(host.state()).toEqual(before);
    expect(host.instance.stray()).toBe(0);
  });
});
