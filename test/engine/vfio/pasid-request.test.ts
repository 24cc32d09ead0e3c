import { describe, expect, it } from 'vitest';
import { FullHost } from '../../../engine/host.ts';
import { vfioPasidRequestFree } from '../../../engine/vfio/pasid-request-free.ts';
import { SmallHost } from '../small-host.ts';

const ask = { actor: 'vm1', container: 'c1' };
const range = (min: string, max: string) => ({ ...ask, min, max });
const all = range('0', '4294967295');

describe('a request for a PASID', () => {
  it('is given the lowest that is free in the range, both ends included', () => {
    const host = new SmallHost().withSets();
    expect(host.does('vfio_pasid_request_alloc', range('2', '2'))).toBe('p2');
    expect(host.does('vfio_pasid_request_alloc', range('2', '2'))).toBe('-ENOSPC');
    expect(host.does('vfio_pasid_request_alloc', all)).toBe('p1');
    expect(host.does('vfio_pasid_request_alloc', all)).toBe('-ENOSPC');
  });

  it('is refused in the order of the rules', () => {
    const host = new SmallHost();
    expect(host.does('vfio_pasid_request_alloc', { ...range('2', '1'), actor: 'vm2' })).toBe('-EPERM');
    expect(host.does('vfio_pasid_request_alloc', range('2', '1'))).toBe('-EINVAL');
    expect(host.does('vfio_pasid_request_alloc', all)).toBe('-EOPNOTSUPP');
    host.withSets();
    expect(host.does('vfio_pasid_request_alloc', { ...all, actor: 'vm2', container: 'c3' })).toBe('-EOPNOTSUPP');
  });

  it('is refused once the set of the process has been put', () => {
    const host = new SmallHost().withSets();
    host.does('ioasid_alloc', { actor: 'vm1', set: 's1' });
    host.does('ioasid_get', { actor: 'user1', set: 's1', hpasid: 'p1' });
    expect(host.does('ioasid_set_put', { actor: 'kernel', set: 's1' })).toBe('0');
    expect(host.does('vfio_pasid_request_alloc', all)).toBe('-EOPNOTSUPP');
  });

  it('finds nothing where the range begins past every PASID', () => {
    const host = new SmallHost().withSets();
    expect(host.instance.host.vfioPasidRequestAlloc(1, 1, 2 ** 20, -1)).toBeLessThan(0);
  });
});

describe('a free of a range', () => {
  it('frees what the process owns there, at once or when it is bound no more, and nothing else', () => {
    const host = new SmallHost().bound();
    host.does('ioasid_alloc', { actor: 'vm1', set: 's1' });
    expect(host.does('vfio_pasid_request_free', all)).toBe('0');
    expect(host.state()['ioasid']).toEqual({
      p1: { state: 'free_pending', set: 's1', refs: 1, data: 'data1' },
      p2: { state: 'active', set: 's2', refs: 2, data: 'data1' },
    });
    expect(host.does('vfio_pasid_request_free', all)).toBe('0');
    expect(host.does('vfio_pasid_request_free', range('3', '2'))).toBe('-EINVAL');
  });

  it('costs as much as the process owns, whatever the range', () => {
    const host = new SmallHost().withPasids().instance.host;
    let reads = 0;
    const counted = new Proxy(host.words, {
      get: (words, place) => {
        reads++;
        return words[Number(place)];
      },
    });
    const [vm, container] = [1, 1];
    expect(vfioPasidRequestFree(counted, FullHost.regions, vm, container, 0, -1)).toBe(0);
    expect(reads).toBeLessThan(60);
  });
});
