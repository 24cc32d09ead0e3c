import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const put = (host: SmallHost, actor = 'kernel', set = 's1') => host.does('ioasid_set_put', { actor, set });
const p1 = { set: 's1', hpasid: 'p1' };

describe('ioasid_set_put in the engine', () => {
  it('frees every member, and the set with its quota, its number and its token', () => {
    const host = new SmallHost().withSets();
    expect([1, 2].map(() => host.does('ioasid_alloc', { actor: 'vm1', set: 's1' }))).toEqual(['p1', 'p2']);
    expect([put(host), put(host)]).toEqual(['0', '-EINVAL']);
    expect(host.state()).toMatchObject({ ioasidSet: { s2: { token: 'vm2' } } });
    expect(host.state()).not.toHaveProperty('ioasid');
    const again = { actor: 'kernel', type: 'MM', token: 'vm1', quota: '2' };
    expect(host.does('ioasid_set_alloc', again)).toBe('s1');
  });

  it('lets the set wait for a member that is used, or bound', () => {
    const host = new SmallHost().bound();
    host.does('ioasid_get', { actor: 'user1', ...p1 });
    expect([put(host), put(host)]).toEqual(['0', '-EINVAL']);
    expect(host.state()['ioasidSet']).toMatchObject({ s1: { token: 'vm1', quota: 2, put: true } });
    expect(host.does('ioasid_alloc', { actor: 'vm1', set: 's1' })).toBe('-EINVAL');
    host.does('ioasid_reclaim', { actor: 'kernel', hpasid: 'p1' });
    expect(host.does('ioasid_put', { actor: 'user1', ...p1 })).toBe('0');
    expect(host.state()['ioasidSet']).not.toHaveProperty('s1');
  });

  it('waits for users that hold the set', () => {
    const host = new SmallHost().withPasids();
    const find = (token: string) => host.does('ioasid_find_mm_set', { actor: 'user2', token });
    expect([find('vm1'), find('vm1')]).toEqual(['s1', '-EEXIST']);
    expect([put(host), find('vm1'), put(host, 'user1')]).toEqual(['0', '-ENXIO', '-EINVAL']);
    expect(host.state()['ioasid']).toMatchObject({ p1: { state: 'idle' } });
    expect(put(host, 'user2')).toBe('0');
    expect(find('vm1')).toBe('-ENXIO');
    expect(host.state()['ioasid']).not.toHaveProperty('p1');
  });

  it('frees any member of a set without mixing up the others', () => {
    const host = new SmallHost();
    host.does('ioasid_set_alloc', { actor: 'kernel', type: 'MM', token: 'vm1', quota: '3' });
    for (let count = 0; count < 3; count++) host.does('ioasid_alloc', { actor: 'vm1', set: 's1' });
    for (const hpasid of ['p2', 'p3']) host.does('ioasid_free', { actor: 'vm1', hpasid });
    host.does('ioasid_alloc', { actor: 'vm1', set: 's1' });
    host.does('ioasid_free', { actor: 'vm1', hpasid: 'p1' });
    expect(put(host)).toBe('0');
    expect(host.state()).not.toHaveProperty('ioasid');
    expect(host.state()['ioasidSet']).not.toHaveProperty('s1');
  });
});
