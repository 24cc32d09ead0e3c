import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const get = (host: SmallHost, actor: string, set = 's1', hpasid = 'p1') =>
  host.does('ioasid_get', { actor, set, hpasid });

describe('ioasid_get in the engine', () => {
  it('takes one reference for each user', () => {
    const host = new SmallHost().withPasids();
    expect([get(host, 'user1'), get(host, 'user2'), get(host, 'user1')]).toEqual(['0', '0', '-EEXIST']);
    expect(host.state()['ioasid']).toMatchObject({ p1: { state: 'idle', refs: 3 } });
    expect(host.state()['ioasidUser']).toEqual({ 'p1,user1': { holds: true }, 'p1,user2': { holds: true } });
  });

  it('refuses what the set does not hold, and what waits to be freed', () => {
    const host = new SmallHost().bound();
    expect([get(host, 'user1', 's2'), get(host, 'user1', 's1', 'p3')]).toEqual(['-ENOENT', '-ENOENT']);
    host.does('ioasid_free', { actor: 'vm1', hpasid: 'p1' });
    expect(get(host, 'user1')).toBe('-EBUSY');
  });
});
