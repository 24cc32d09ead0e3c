import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const request = (host: SmallHost, actor: string, pasid: string, grpid: string) =>
  host.does('page_request', { actor, pasid, grpid });

describe('page_request in the engine', () => {
  it('is remembered by the device and by the host', () => {
    const host = new SmallHost().bound();
    expect([request(host, 'd1', '1', 'prg0'), request(host, 'd3', '2', 'prg1')]).toEqual(['0', '0']);
    expect(host.state()['pageRequest']).toEqual({
      'd1,1,prg0': { outstanding: true, pending: true },
      'd3,2,prg1': { outstanding: true, pending: true },
    });
  });

  it('is refused where no entry is present, at number 0 too', () => {
    const host = new SmallHost().bound();
    expect(['0', '2', '3'].map((pasid) => request(host, 'd1', pasid, 'prg0'))).toEqual([
      '-EINVAL',
      '-EINVAL',
      '-EINVAL',
    ]);
    expect(host.instance.host.pageRequest(1, 2 ** 20 + 1, 0)).toBe(-22);
    expect(host.instance.host.pageRequest(1, -1, 0)).toBe(-22);
  });

  it('is refused while the device waits for a response to that group', () => {
    const host = new SmallHost().bound();
    request(host, 'd1', '1', 'prg0');
    expect(request(host, 'd1', '1', 'prg0')).toBe('-EBUSY');
    expect([request(host, 'd2', '1', 'prg0'), request(host, 'd1', '1', 'prg1')]).toEqual(['0', '0']);
  });

  it('goes by the entry that hardware walks, not by what software holds to be bound', () => {
    const host = new SmallHost().bound();
    host.goesOnFrom({ ...host.state(), pasidEntry: { 'd1,3': { pgd: 'pgd1' } } });
    expect([request(host, 'd1', '3', 'prg0'), request(host, 'd1', '1', 'prg0')]).toEqual(['0', '-EINVAL']);
  });

  it('stands on the list once, if it was there already', () => {
    const host = new SmallHost().bound();
    host.goesOnFrom({ ...host.state(), pageRequest: { 'd1,1,prg0': { pending: true } } });
    expect(request(host, 'd1', '1', 'prg0')).toBe('0');
    expect(host.state()['pageRequest']).toEqual({ 'd1,1,prg0': { outstanding: true, pending: true } });
    expect(host.instance.stray()).toBe(0);
  });
});
