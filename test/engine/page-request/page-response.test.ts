import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

type Response = readonly [actor: string, fd: string, pasid: string, grpid: string, code?: string];

const respond = (host: SmallHost, ...[actor, fd, pasid, grpid, code = 'SUCCESS']: Response) =>
  host.does('page_response', { actor, fd, pasid, grpid, code });

/** d1 and d2 wait for vm1, d3 for vm2. */
function asked(): SmallHost {
  const host = new SmallHost().bound();
  host.does('page_request', { actor: 'd1', pasid: '1', grpid: 'prg0' });
  host.does('page_request', { actor: 'd2', pasid: '1', grpid: 'prg1' });
  host.does('page_request', { actor: 'd3', pasid: '2', grpid: 'prg0' });
  return host;
}

describe('page_response in the engine', () => {
  it('takes the request off the list and the device goes on', () => {
    const host = asked();
    expect(respond(host, 'vm1', 'f1', 'p1', 'prg0')).toBe('0');
    expect(Object.keys(host.state()['pageRequest'] ?? {})).toEqual(['d2,1,prg1', 'd3,2,prg0']);
    expect(host.state()['device']).toBeUndefined();
  });

  it('leaves other requests of the same block', () => {
    const host = asked();
    host.does('page_request', { actor: 'd1', pasid: '1', grpid: 'prg1' });
    respond(host, 'vm1', 'f1', 'p1', 'prg1');
    expect(host.state()['pageRequest']).toHaveProperty('d1,1,prg0');
  });

  it('reaches a device that waits for nothing as an unexpected one', () => {
    const host = asked();
    host.goesOnFrom({
      ...host.state(),
      pageRequest: { 'd1,1,prg0': { pending: true }, 'd1,1,prg1': { pending: true } },
    });
    expect(respond(host, 'vm1', 'f1', 'p1', 'prg0')).toBe('0');
    expect(respond(host, 'vm1', 'f1', 'p1', 'prg1')).toBe('0');
    expect(host.state()['device']).toEqual({ d1: { uprgi: true } });
    expect(host.state()['pageRequest']).toBeUndefined();
    expect(host.instance.stray()).toBe(0);
  });

  it('is refused without the file, or when no device is behind it', () => {
    const host = asked();
    expect(respond(host, 'vm2', 'f1', '0', '512', '3')).toBe('-EBADF');
    host.goesOnFrom({ ...host.state(), deviceFd: { f2: { device: 'd2' } } });
    expect(respond(host, 'vm1', 'f1', 'p1', 'prg0')).toBe('-EBADF');
  });

  it('is refused to a stream, in the same words as with a PASID that is none', () => {
    const host = asked();
    const named = { actor: 'vm1', fd: 'f1', pasid: 'p1', grpid: 'prg0', code: 'SUCCESS' };
    expect(host.does('page_response', { ...named, type: 'stream' })).toBe('-EINVAL');
    expect(host.state()['pageRequest']).toHaveProperty('d1,1,prg0');
  });

  it('is refused from who holds the file but not the device', () => {
    expect(respond(asked(), 'vm2', 'f2', '0', '512', '3')).toBe('-ENODEV');
  });

  it('is refused with a number that is no code, whatever else is wrong', () => {
    const host = asked();
    expect(respond(host, 'vm1', 'f1', '0', '512', '3')).toBe('-EINVAL');
    expect(respond(host, 'vm1', 'f1', 'p1', 'prg0', '3')).toBe('-EINVAL');
    for (const code of ['INVALID', 'FAILURE']) expect(respond(asked(), 'vm1', 'f1', 'p1', 'prg0', code)).toBe('0');
  });

  it('is refused with an ill-formed PASID', () => {
    const host = asked();
    for (const ill of ['0', '2^20', '2^32+p1']) expect(respond(host, 'vm1', 'f1', ill, 'prg0')).toBe('-EINVAL');
  });

  it('is refused when nothing is pending there', () => {
    const host = asked();
    expect(['prg1', '512'].map((grpid) => respond(host, 'vm1', 'f1', 'p1', grpid))).toEqual(['-EINVAL', '-EINVAL']);
    expect(respond(host, 'vm1', 'f2', 'p1', 'prg0')).toBe('-EINVAL');
    expect(respond(host, 'vm2', 'f3', 'p1', 'prg0')).toBe('-EINVAL');
    respond(host, 'vm1', 'f1', 'p1', 'prg0');
    expect(respond(host, 'vm1', 'f1', 'p1', 'prg0')).toBe('-EINVAL');
  });
});
