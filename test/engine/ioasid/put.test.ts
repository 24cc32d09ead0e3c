import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const p1 = { set: 's1', hpasid: 'p1' };
const put = (host: SmallHost, actor: string, args = p1) => host.does('ioasid_put', { actor, ...args });

/** p1 is bound and has both users. */
const used = () => {
  const host = new SmallHost().bound();
  for (const actor of ['user1', 'user2']) host.does('ioasid_get', { actor, ...p1 });
  return host;
};

describe('ioasid_put in the engine', () => {
  it('gives a reference back, and only one that was taken', () => {
    const host = used();
    expect([put(host, 'user2'), put(host, 'user2'), put(host, 'user1', { ...p1, set: 's2' })]).toEqual([
      '0',
      '-EINVAL',
      '-ENOENT',
    ]);
    expect(host.state()['ioasid']).toMatchObject({ p1: { state: 'active', refs: 3 } });
  });

  it('frees what waits with the last reference, whoever lets go last', () => {
    const reclaim = (host: SmallHost) => host.does('ioasid_reclaim', { actor: 'kernel', hpasid: 'p1' });
    const ends = [reclaim, (host: SmallHost) => put(host, 'user1'), (host: SmallHost) => put(host, 'user2')];
    for (const order of [
      [0, 1, 2],
      [1, 0, 2],
      [2, 1, 0],
    ]) {
      const host = used();
      host.does('ioasid_free', { actor: 'vm1', hpasid: 'p1' });
      expect(host.state()['ioasidUser']).toMatchObject({ 'p1,user1': { notified: true } });
      expect(order.map((end) => (ends[end] as (typeof ends)[number])(host))).toEqual(['0', '0', '0']);
      expect(host.state()['ioasid']).not.toHaveProperty('p1');
      expect(host.state()).not.toHaveProperty('ioasidUser');
      expect(host.instance.stray()).toBe(0);
    }
  });

  it('finds nothing left to reclaim once the worker was there', () => {
    const host = used();
    host.does('ioasid_free', { actor: 'vm1', hpasid: 'p1' });
    const reclaim = () => host.does('ioasid_reclaim', { actor: 'kernel', hpasid: 'p1' });
    expect([reclaim(), reclaim()]).toEqual(['0', '-ENOENT']);
    expect(host.state()['ioasid']).toMatchObject({ p1: { state: 'free_pending', refs: 2 } });
  });
});
