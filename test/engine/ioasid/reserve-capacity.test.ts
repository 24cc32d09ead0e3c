import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const reserve = (host: SmallHost, number: string) => host.does('ioasid_reserve_capacity', { actor: 'kernel', number });
const cancel = (host: SmallHost, number: string) => host.does('ioasid_cancel_capacity', { actor: 'kernel', number });
const install = (host: SmallHost, total: string) => host.does('ioasid_install_capacity', { actor: 'kernel', total });

describe('the capacity in the engine', () => {
  it('is set aside and given back', () => {
    const host = new SmallHost();
    expect([reserve(host, '4'), reserve(host, '1'), reserve(host, '0')]).toEqual(['-ENOSPC', '1', '2']);
    expect([cancel(host, '4'), cancel(host, '2')]).toEqual(['-EINVAL', '2']);
    expect(host.state()['ioasidPool']).toEqual({ pool1: { reserved: 1 } });
  });

  it('is installed once, not less than is promised, nor more than there is', () => {
    const host = new SmallHost();
    expect([install(host, '5'), install(host, '0'), install(host, '3'), install(host, '2')]).toEqual([
      '-EINVAL',
      '-EINVAL',
      '0',
      '-EBUSY',
    ]);
    expect(reserve(host, '3')).toBe('-ENOSPC');
  });
});
